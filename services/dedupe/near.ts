import type { Write } from '@hearsay/runtime/handler';
import type { Article, Store } from '@hearsay/store';
import type { CopyText } from '@hearsay/text/copy';
import type { Fingerprint } from '@hearsay/text/fingerprint';
import type { StoryVector } from '@hearsay/text/story';
import { creditsOf, type Reading } from './reading.js';

/** Stories looked at; with more the right one is hardly ever met more often. */
const mostStories = 12;

/** The latest articles of each: with 12 instead, other orders of arrival agree less (see `arrangeStories`). */
const mostArticles = 24;

/** What was published further apart is another story, which may refer to this one. */
const storyDays = 21;

/** Readings kept in memory, about 20 KB each: what is written about now is looked at again and again. */
const mostKept = 2_000;

/** What dedupe knows of an article without its text. */
export interface Known extends Pick<CopyText, 'id' | 'outlet' | 'outletName' | 'byline' | 'credits'> {
  vector: StoryVector;
  fingerprint: Fingerprint;
}

/** A story that an article may belong to, with its latest articles that are no copies. */
export interface NearStory {
  story: string;
  articles: Known[];
}

/** The stories whose articles share most keys with this one. */
export async function nearStories(
  article: Article,
  reading: Reading,
  write: Write,
  store: Store,
): Promise<NearStory[]> {
  const rows = await write.stories.sharingKeys(
    reading.vector.keys,
    article.id,
    timeOf(article),
    storyDays,
    mostStories,
  );
  const stories = rows.map((row) => row.story);
  const latest = await write.stories.latest(stories, article.id, mostArticles);
  const known = await knownOf(latest, write, store);
  return stories.map((story) => ({
    story,
    articles: latest.flatMap((row) =>
      row.story === story && known.has(row.article) ? [known.get(row.article) as Known] : [],
    ),
  }));
}

/** When an article is looked for: where its publication is unknown, when it was first seen. */
export function timeOf(article: Article): Date {
  return article.published ?? article.firstSeen;
}

// What was read of a revision never changes, so what is kept of it cannot be out of date.
const kept = new WeakMap<Store, Map<string, Known>>();

async function knownOf(
  rows: { article: string; revision: number }[],
  write: Write,
  store: Store,
): Promise<Map<string, Known>> {
  const memory = kept.get(store) ?? new Map<string, Known>();
  kept.set(store, memory);
  const found = new Map<string, Known>();
  for (const row of rows) {
    const known = memory.get(keyOf(row));
    if (known !== undefined) found.set(row.article, known);
  }
  const unknown = rows.filter((row) => !found.has(row.article));
  for (const row of unknown.length === 0 ? [] : await write.stories.readings(unknown)) {
    const { cites, vector, fingerprint } = row.reading as Reading;
    const { article: id, outlet, outletName, byline } = row;
    const known = { id, outlet, outletName, byline, credits: creditsOf(cites), vector, fingerprint };
    found.set(id, known);
    memory.set(keyOf(row), known);
  }
  for (const [key] of memory) {
    if (memory.size <= mostKept) break;
    memory.delete(key);
  }
  return found;
}

function keyOf(row: { article: string; revision: number }): string {
  return `${row.article} ${row.revision}`;
}
