import { decodeText } from '../encoding/index.js';
import { NotAFeedError } from './error.js';
import { readJsonFeed } from './json-feed.js';
import { addressIn, relatedLinks } from './link.js';
import { type Located, locateFeed } from './locate.js';
import { skipDays, skipHours, ttlSeconds } from './pace.js';
import { readPlainRss } from './plain-rss.js';
import { rewriteFeed } from './rewrite.js';
import type { ParsedFeed, ReadFeed } from './shape.js';
import { sitemapsOf } from './sitemap.js';
import { readTree } from './tree.js';
import { unpack } from './unpack.js';

export { NotAFeedError } from './error.js';
export { MAX_FEED_BYTES } from './limits.js';
export { plainText } from './sanitise.js';
export type { FeedEntry, FeedFacts, FeedKind, ParsedFeed, ReadFeed, SitemapRef } from './shape.js';

export interface FeedSource {
  /** The address the bytes came from: relative links without xml:base are relative to it. */
  url: string;
  /** The Content-Type header, or null. */
  contentType: string | null;
}

/**
 * Reads a feed: RSS 0.9x, 1.0 and 2.0, RDF, Atom 0.3 and 1.0, CDF, JSON Feed 1.x, news sitemaps and their indexes. Lenient with all
 * that feeds get wrong; a broken entry costs that entry. Links are absolute, HTML sanitised, times ISO UTC, absent
 * is null. Rejects with NotAFeedError (one clear sentence) for what is no feed, is longer than MAX_FEED_BYTES or is
 * built to exhaust its reader.
 */
export async function parseFeed(bytes: Uint8Array, source: FeedSource): Promise<ParsedFeed> {
  return (await readFeed(bytes, source)).parsed;
}

/**
 * As parseFeed, with what the feed says about polling it: how long to keep it, its WebSub hubs, where it moved. A
 * sitemap index is read too: it has no entries, and `sitemaps` are what it lists.
 */
export async function readFeed(bytes: Uint8Array, { url, contentType }: FeedSource): Promise<ReadFeed> {
  const { text } = decodeText(unpack(bytes), { contentType, kind: 'xml' });
  const start = /\S/.exec(text)?.index ?? text.length;
  if (start === text.length) throw new NotAFeedError('This is not a feed: the document is empty.');
  if (text[start] === '{' || text[start] === '[') return readJsonFeed(text, url);
  const located = locateFeed(readTree(text, url));
  const parsed = await readPlainRss(rewriteFeed(located, url));
  return { parsed, kind: located.kind, ...hintsOf(located, url) };
}

/** What the feed says about how it is best read. */
function hintsOf({ feed, kind }: Located, url: string): Omit<ReadFeed, 'parsed' | 'kind'> {
  const hubs = relatedLinks(feed, 'hub', url);
  return {
    ttlSeconds: ttlSeconds(feed),
    skipHours: skipHours(feed),
    skipDays: skipDays(feed),
    hub: hubs[0] ?? null,
    self: relatedLinks(feed, 'self', url)[0] ?? null,
    hubs,
    movedTo: addressIn(feed, 'itunes:new-feed-url', url),
    next: relatedLinks(feed, 'next', url)[0] ?? null,
    sitemaps: kind === 'sitemap-index' ? sitemapsOf(feed, url) : [],
  };
}
