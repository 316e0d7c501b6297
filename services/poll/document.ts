import type { Answer, Deps } from '@hearsay/runtime/handler';
import type { Feed } from '@hearsay/store';
import type { ParsedFeed } from '@hearsay/text/feed';
import { contentHash } from '@hearsay/text/id';
import { isSitemap, readSitemapIndex } from '@hearsay/text/sitemap';
import { readIndex, recentOnly } from './sitemap.js';

/** What an answer holds: the feed as it was read last, or a feed, or what an index of sitemaps leads to. */
export type Document =
  | { kind: 'same' }
  | {
      kind: 'feed' | 'sitemap index';
      parsed: ParsedFeed;
      ttlSeconds: number | null;
      hash: string;
      /** Its WebSub hub and what it calls itself. */
      hub: string | null;
      self: string | null;
    };

/** Reads the body of an answer; an index of sitemaps is followed to its newest. Throws NotAFeedError. */
export async function readDocument(
  feed: Feed,
  { response }: Answer,
  deps: Pick<Deps, 'web' | 'reader' | 'clock' | 'settings'>,
): Promise<Document> {
  const hash = contentHash(response.body);
  const index = readSitemapIndex(response.body, response.url);
  if (index !== null) {
    const found = await readIndex(index, deps);
    const all = contentHash([hash, ...found.hashes].join());
    if (all === feed.bodyHash) return { kind: 'same' };
    return {
      kind: 'sitemap index',
      parsed: found.parsed,
      ttlSeconds: null,
      hash: all,
      hub: null,
      self: null,
    };
  }
  if (hash === feed.bodyHash) return { kind: 'same' };
  const contentType = response.headers['content-type'] ?? null;
  const source = { url: response.url, contentType };
  const { parsed, ttlSeconds, hub, self } = await deps.reader.feed(response.body, source);
  const recent = isSitemap(response.body)
    ? recentOnly(parsed, deps.clock.now(), deps.settings.HEARSAY_SITEMAP_HOURS)
    : parsed;
  return { kind: 'feed', parsed: recent, ttlSeconds, hash, hub, self };
}
