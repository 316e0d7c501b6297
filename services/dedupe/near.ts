import type { Write } from '@hearsay/runtime/handler';
import type { Article, FoundArticle, IndexRow, Sought, Store } from '@hearsay/store';
import type { CopyText } from '@hearsay/text/copy';
import type { CopySketch } from '@hearsay/text/fingerprint';
import { packSketch, sketchArticle, unpackSketch } from '@hearsay/text/sketch';
import type { StorySketch } from '@hearsay/text/story';
import { Kept } from './kept.js';
import { creditsOf, type Reading } from './reading.js';

/** Articles that share runs of words, looked at as possible copies: those that share most first. */
const mostCopies = 24;

/** Stories looked at: the right one is met as often among 12, but two that are one stand side by side more often among 16. */
const mostStories = 16;

/**
 * The latest articles of each, and of all together, the likeliest stories first: a story of which only a part is seen is
 * taken apart by chance (see `arrangeStories`), and most stories are small.
 */
const mostArticles = 96;
const mostLooked = 288;

/**
 * One shared term is chance: on the labelled sets no story is lost by asking for two (F1 the same to four digits), and far
 * fewer are looked at. A text of a line or two has few terms to share.
 */
const mostlyShared = 2;
const fewKeys = 8;

/** What was published further apart is another story, which may refer to this one. */
const storyDays = 21;

/** Columns and features are reprinted for weeks; what comes later is an anniversary, and found through nobody's index. */
const copyDays = 90;

/**
 * Sketches kept in memory, about 2 KB each: what is written about now is looked at again and again. Some days of news of a
 * thousand feeds.
 */
const mostKept = 20_000;

/** What dedupe knows of an article without its text. */
export interface Known extends Pick<CopyText, 'id' | 'outlet' | 'outletName' | 'byline' | 'credits'> {
  revision: number;
  vector: StorySketch;
  fingerprint: CopySketch;
}

/** A story that an article may belong to, with its latest articles that are no copies. */
export interface NearStory {
  story: string;
  articles: Known[];
}

/** What a look into the indexes finds. */
export interface Near {
  /** Articles that share runs of words with this one, most first. */
  copies: FoundArticle[];
  /** The stories whose articles share most rare terms with it, likeliest first. */
  stories: NearStory[];
  /** Every article found, by id. */
  found: Map<string, FoundArticle>;
}

/** What is looked for around an article. */
export function soughtFor(article: Article, { fingerprint, vector }: Reading): Sought {
  const limits = {
    copyDays,
    storyDays,
    copies: mostCopies,
    stories: mostStories,
    articles: mostArticles,
    looked: mostLooked,
  };
  return {
    article: article.id,
    bands: fingerprint.bands,
    keys: vector.keys,
    at: timeOf(article),
    sharedKeys: leastShared(vector.keys),
    ...limits,
  };
}

/** What is kept of an article for those that come after it. */
export function indexRowOf(sought: Sought, revision: number, reading: Reading): IndexRow {
  const sketch = packSketch(sketchArticle(reading.vector, reading.fingerprint));
  return { ...sought, revision, reading, sketch, credits: creditsOf(reading.cites) };
}

/**
 * Looks an article up in both indexes, and holds the stories found before their articles are read: who holds keys may wait for
 * a story, who holds a story waits for no key, so nobody waits in a circle.
 */
export async function look(
  sought: Sought,
  hold: (stories: string[]) => Promise<void>,
  write: Write,
  store: Store,
): Promise<Near> {
  const outline = await write.lookups.outline(sought);
  await hold([...outline.stories, ...outline.storiesOfCopies]);
  const rows = await write.lookups.members(outline, sought);
  const members = rows.filter((row) => row.as === 'story');
  const known = await knownOf(members, write, store);
  const stories = new Map<string, Known[]>();
  for (const { story, article } of members) {
    const articles = stories.get(story) ?? [];
    stories.set(story, articles);
    const each = known.get(article);
    if (each !== undefined) articles.push(each);
  }
  return {
    copies: rows.filter((row) => row.as === 'copy'),
    stories: [...stories].map(([story, articles]) => ({ story, articles })),
    found: new Map(rows.map((row) => [row.article, row])),
  };
}

/** How many of its keys an article or a part of one must share with another to be held against it. */
export function leastShared(keys: string[]): number {
  return keys.length < fewKeys ? 1 : mostlyShared;
}

/** The stories of all that a look found. */
export function storiesOf({ found }: Near): string[] {
  return [...new Set([...found.values()].map((each) => each.story))];
}

/** When an article is looked for: where its publication is unknown, when it was first seen. */
export function timeOf(article: Article): Date {
  return article.published ?? article.firstSeen;
}

// What was read of a revision never changes, so what is kept of it cannot be out of date.
const kept = new Kept<Known>(mostKept);

async function knownOf(rows: Revised[], write: Write, store: Store): Promise<Map<string, Known>> {
  const found = new Map<string, Known>();
  for (const row of rows) {
    const known = kept.get(store, keyOf(row));
    if (known !== undefined) found.set(row.article, known);
  }
  const unknown = rows.filter((row) => !found.has(row.article));
  for (const known of unknown.length === 0 ? [] : await sketchesOf(unknown, write)) {
    found.set(known.id, known);
    kept.set(store, keyOf({ article: known.id, revision: known.revision }), known);
  }
  return found;
}

/** The sketches of these revisions; those of before there were any are made from what was read. */
export async function sketchesOf(rows: Revised[], write: Write): Promise<Known[]> {
  const found = (await write.stories.sketches(rows)).flatMap(({ article: id, sketch, ...row }) => {
    const unpacked = unpackSketch(sketch);
    return unpacked === null ? [] : [{ ...row, id, vector: unpacked.story, fingerprint: unpacked.copy }];
  });
  if (found.length === rows.length) return found;
  const ids = new Set(found.map((each) => each.id));
  const rest = rows.filter((row) => !ids.has(row.article));
  const read = (await write.stories.readings(rest)).map(({ article: id, reading, ...row }) => {
    const { cites, vector, fingerprint } = reading as Reading;
    const { story, copy } = sketchArticle(vector, fingerprint);
    return { ...row, id, credits: creditsOf(cites), vector: story, fingerprint: copy };
  });
  return [...found, ...read];
}

interface Revised {
  article: string;
  revision: number;
}

function keyOf(row: Revised): string {
  return `${row.article} ${row.revision}`;
}
