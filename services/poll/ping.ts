import { done, drop, forward } from '@hearsay/pipeline';
import type { Deps, Work, Write } from '@hearsay/runtime/handler';
import type { Feed, Ping } from '@hearsay/store';
import { NotAFeedError, type ParsedFeed } from '@hearsay/text/feed';
import { entriesOf } from './entries.js';
import { noticeArticles } from './notice.js';

/**
 * Reads what a hub pushed as it would be read from the feed itself, and hands on what is new. Null where there are no
 * entries in it: then the feed is to be polled, at once.
 */
export async function readPing(
  feed: Feed,
  id: string,
  deps: Pick<Deps, 'store' | 'reader' | 'clock' | 'settings'>,
): Promise<Work<'poll'> | null> {
  const ping = await deps.store.pings.get(id);
  if (ping === null) return drop('ping forgotten');
  if (ping.body === null) return done('ping read before');
  const now = deps.clock.now();
  const parsed = await parse(ping, ping.body, feed, deps);
  const entries = parsed === null ? [] : entriesOf(feed.id, parsed, now);
  if (entries.length === 0) {
    await deps.store.pings.read(id, true);
    return null;
  }
  return async (write: Write) => {
    const fresh = await write.entries.save(entries);
    await write.pings.read(id, false);
    const wait = await noticeArticles(entries, fresh, write, deps);
    const due = fresh.filter((entry) => !wait.has(entry));
    if (fresh.length === 0) return done('nothing new pushed');
    if (due.length === 0) return done('updated, and read a moment ago');
    return forward<'poll'>({ fetch: due.map((entry) => ({ entry })) }, `${due.length} pushed`);
  };
}

/** Null for a body that is no feed: it says only that there is something new. */
async function parse(
  ping: Ping,
  body: Uint8Array,
  feed: Feed,
  { reader }: Pick<Deps, 'reader'>,
): Promise<ParsedFeed | null> {
  try {
    return (await reader.feed(body, { url: feed.url, contentType: ping.contentType })).parsed;
  } catch (error) {
    if (error instanceof NotAFeedError) return null;
    throw error;
  }
}
