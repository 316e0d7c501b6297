import type { Write } from '@hearsay/runtime/handler';
import type { Article, Aside } from '@hearsay/store';
import { linkStories, type StoryVector } from '@hearsay/text/story';
import { leastShared, sketchesOf, timeOf } from './near.js';
import type { Reading } from './reading.js';

/** Days around an article in which a roundup tells of it, or it of what a roundup told. */
const asideDays = 7;

/** Stories looked at for one part of a roundup, and the articles of each. */
const mostStories = 3;
const mostArticles = 6;

/** Roundups looked at for one article, and the keys that they have to share with it. */
const mostRoundups = 12;
const leastKeys = 3;

/** Links an article with the other stories it tells in passing, and with those that told its story in passing before. */
export async function linkAsides(article: Article, reading: Reading, write: Write): Promise<void> {
  const parts = reading.parts ?? [];
  if (article.revision > 1) await write.asides.forget(article.id);
  const rows = [
    ...(await toldBy(article, parts, write)),
    ...(await toldBefore(article, reading.vector, write)),
  ];
  const keys = [...new Set(parts.flatMap((part) => part.keys))];
  await write.asides.save(article.id, keys, timeOf(article), rows);
}

/** The articles of other stories that parts of this one tell. */
async function toldBy(article: Article, parts: StoryVector[], write: Write): Promise<Aside[]> {
  const found: Aside[] = [];
  for (const part of parts) {
    const at = timeOf(article);
    const least = leastShared(part.keys);
    const near = await write.stories.sharingKeys(part.keys, article.id, at, asideDays, least, mostStories);
    const latest = await write.stories.latest(
      near.map((row) => row.story),
      article.id,
      mostArticles,
    );
    const candidates = (await sketchesOf(latest, write)).map(({ id: story, vector }) => ({
      story,
      articles: [vector],
    }));
    for (const { story: other, score, why } of linkStories([part], candidates))
      found.push({ article: article.id, other, score, why });
  }
  return found;
}

/** The articles that told in passing what this one is about. */
async function toldBefore(article: Article, vector: StoryVector, write: Write): Promise<Aside[]> {
  const rows = await write.asides.sharing(
    vector.keys,
    article.id,
    timeOf(article),
    asideDays,
    leastKeys,
    mostRoundups,
  );
  if (rows.length === 0) return [];
  const own = [{ story: article.id, articles: [vector] }];
  return (await write.stories.readings(rows)).flatMap((row) =>
    linkStories((row.reading as Reading).parts ?? [], own).map(({ score, why }) => ({
      article: row.article,
      other: article.id,
      score,
      why,
    })),
  );
}
