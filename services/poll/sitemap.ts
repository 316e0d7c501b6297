import { setTimeout as pause } from 'node:timers/promises';
import { RetryAfterError } from '@hearsay/pipeline';
import type { Answer, Deps } from '@hearsay/runtime/handler';
import { NotAFeedError, type ParsedFeed } from '@hearsay/text/feed';
import { contentHash } from '@hearsay/text/id';
import { chooseSitemaps, type ListedSitemap } from '@hearsay/text/sitemap';

/** A site's budget may make us wait between its sitemaps; longer than this in all is left to the next poll. */
const longestWaitMs = 10_000;

/**
 * Reads the newest sitemaps of an index, at most HEARSAY_SITEMAP_FILES of them, as one feed of the pages that are new
 * within HEARSAY_SITEMAP_HOURS. A sitemap that cannot be read is left out; if none can, throws NotAFeedError.
 */
export async function readIndex(
  listed: ListedSitemap[],
  deps: Pick<Deps, 'web' | 'reader' | 'clock' | 'settings'>,
): Promise<{ parsed: ParsedFeed; hashes: string[] }> {
  const now = deps.clock.now();
  const { HEARSAY_SITEMAP_FILES: files, HEARSAY_SITEMAP_HOURS: hours } = deps.settings;
  const chosen = chooseSitemaps(listed, { now: now.toISOString(), files, hours });
  const hashes: string[] = [];
  const all: ParsedFeed[] = [];
  for (const { url } of chosen) {
    const answer = await patiently(url, deps);
    if (answer?.meaning.kind !== 'ok') continue;
    const parsed = await readOne(answer, deps);
    if (parsed === null) continue;
    hashes.push(contentHash(answer.response.body));
    all.push(recentOnly(parsed, now, hours));
  }
  const [first] = all;
  if (first === undefined && chosen.length > 0)
    throw new NotAFeedError('None of the newest sitemaps of this index can be read.');
  const feed = first?.feed ?? emptyFeed;
  return { parsed: { feed, entries: all.flatMap((each) => each.entries) }, hashes };
}

const emptyFeed: ParsedFeed['feed'] = {
  title: null,
  link: null,
  id: null,
  author: null,
  description: null,
  language: null,
  updated: null,
};

/** Sitemaps list pages old and new: news are those published or changed of late. Undated ones count if they have a title. */
export function recentOnly(parsed: ParsedFeed, now: Date, hours: number): ParsedFeed {
  const oldest = now.getTime() - hours * 3_600_000;
  const entries = parsed.entries.filter((entry) => {
    const date = entry.published ?? entry.updated;
    return date === null ? entry.title !== null : Date.parse(date) >= oldest;
  });
  return { ...parsed, entries };
}

async function readOne({ response }: Answer, { reader }: Pick<Deps, 'reader'>): Promise<ParsedFeed | null> {
  try {
    const contentType = response.headers['content-type'] ?? null;
    return (await reader.feed(response.body, { url: response.url, contentType })).parsed;
  } catch (error) {
    if (error instanceof NotAFeedError) return null;
    throw error;
  }
}

/** Null where the site is not reached, or makes us wait for too long. */
async function patiently(url: string, { web }: Pick<Deps, 'web'>): Promise<Answer | null> {
  const until = performance.now() + longestWaitMs;
  for (;;) {
    try {
      return await web.get(url, { asked: true });
    } catch (error) {
      if ((error as Error).name === 'HttpError') return null;
      if (!(error instanceof RetryAfterError)) throw error;
      if (performance.now() + error.waitMs > until) return null;
      await pause(error.waitMs);
    }
  }
}
