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

/** A parsed feed with what its poller wants to know besides. */
export interface ReadFeed {
  parsed: ParsedFeed;
  /** `ttl` or `sy:updatePeriod`, in seconds. */
  ttlSeconds: number | null;
  /** WebSub hub and the address to subscribe to. */
  hub: string | null;
  self: string | null;
}
