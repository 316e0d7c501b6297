/** What is known of a feed itself. Links absolute, times ISO UTC, absent is null. */
export interface FeedFacts {
  title: string | null;
  link: string | null;
  id: string | null;
  author: string | null;
  description: string | null;
  language: string | null;
  updated: string | null;
}

/** One entry. Title: text, or sanitised HTML where the feed marks it up; summary and content: sanitised HTML. */
export interface FeedEntry {
  id: string | null;
  title: string | null;
  link: string | null;
  author: string | null;
  published: string | null;
  updated: string | null;
  summary: string | null;
  content: string | null;
}

/** The JSON of `hearsay stage poll`. */
export interface ParsedFeed {
  feed: FeedFacts;
  entries: FeedEntry[];
}

export type FeedKind = 'rss' | 'rdf' | 'atom' | 'cdf' | 'json' | 'sitemap' | 'sitemap-index';

/** A sitemap that a sitemap index lists. */
export interface SitemapRef {
  /** Absolute, http or https. */
  url: string;
  /** Its `lastmod`, ISO UTC. */
  updated: string | null;
}

/** A parsed feed with what its poller wants to know besides. Addresses absolute, absent is null. */
export interface ReadFeed {
  parsed: ParsedFeed;
  kind: FeedKind;
  /** `ttl` or `sy:updatePeriod`, in seconds. */
  ttlSeconds: number | null;
  /** Hours of the day, 0 to 23 in UTC, in which the feed asks not to be read (RSS `skipHours`). */
  skipHours: number[];
  /** Days of the week, 0 is Sunday, likewise (RSS `skipDays`). */
  skipDays: number[];
  /** The first WebSub hub, and the address to subscribe to there. */
  hub: string | null;
  self: string | null;
  /** All WebSub hubs, in the order given. */
  hubs: string[];
  /** Where the feed says it has moved (`itunes:new-feed-url`). */
  movedTo: string | null;
  /** The address of the next, older part of the feed (RFC 5005 `next`, JSON Feed `next_url`). */
  next: string | null;
  /** What a sitemap index lists, the latest first; such a document has no entries. Empty for all else. */
  sitemaps: SitemapRef[];
}
