import type { Write } from '@hearsay/runtime/handler';
import type { Article } from '@hearsay/store';
import { idOf } from '@hearsay/text/id';
import { assignStory, storyTitle } from '@hearsay/text/story';
import type { Reading } from './reading.js';

/** Stories compared with an article: the right one is nearly always among the first five by shared keys. */
const mostStories = 16;

/** Articles of a story that it is compared with. */
const articlesOfStory = 24;

/** A story that has not moved for longer is over; what comes later is another story that may refer to it. */
const storyDays = 21;

/** The stories that share keys with an article, likeliest first. */
export async function likelyStories(article: Article, reading: Reading, write: Write): Promise<string[]> {
  const rows = await write.stories.sharingKeys(
    reading.vector.keys,
    article.id,
    article.published,
    storyDays,
    mostStories,
  );
  return rows.map((row) => row.story);
}

/**
 * Puts an article into its story: the one it is in already, that of its family, the likeliest one, or a new one.
 * Returns the story's id.
 */
export async function joinStory(
  article: Article,
  reading: Reading,
  family: string[],
  likely: string[],
  now: Date,
  write: Write,
): Promise<string> {
  const found = await chooseStory(article, reading, family, likely, write);
  await write.stories.save({ id: found.story, title: null, now });
  await write.articles.saveStory(article.id, found.story, found.score, found.why);
  await write.stories.save({ id: found.story, title: await titleOf(found.story, write), now });
  return found.story;
}

async function chooseStory(
  article: Article,
  reading: Reading,
  family: string[],
  likely: string[],
  write: Write,
) {
  if (article.story !== null) {
    return { story: article.story, score: article.storyScore, why: article.storyWhy ?? 'was in it before' };
  }
  const relatives = (await write.articles.some(family)).filter((each) => each.story !== null);
  const relative = relatives.sort((a, b) => (a.id < b.id ? -1 : 1))[0];
  if (relative?.story != null) {
    return { story: relative.story, score: 1, why: `one text with ${relative.url}` };
  }
  const match = assignStory(reading.vector, await storyCandidates(article, likely, write));
  return (
    match ?? { story: idOf('story', article.id), score: null, why: 'no story is near enough: a new one' }
  );
}

async function storyCandidates(article: Article, likely: string[], write: Write) {
  const rows = await write.stories.readings(likely, article.id, articlesOfStory);
  return likely.map((story) => ({
    story,
    articles: rows.filter((row) => row.story === story).map((row) => (row.reading as Reading).vector),
  }));
}

async function titleOf(story: string, write: Write): Promise<string | null> {
  const articles = await write.articles.ofStory(story);
  const latest = await write.articles.latest(articles.map((each) => each.id));
  const published = new Map(articles.map((each) => [each.id, each.published?.toISOString() ?? null]));
  return storyTitle(
    latest.map(({ article, title }) => ({ id: article, title, published: published.get(article) ?? null })),
  );
}
