import type { Feed } from '@hearsay/store';

/** A feed is read whole at least this often: a server whose validators lie would else keep it from us for ever. */
const readAnewMs = 24 * 3_600_000;

/** One that is silent for so many of its usual gaps is read whole once an hour, to see whether it really is. */
const silentGaps = 8;
const silentReadMs = 3_600_000;

/** What we can read, best first. */
const accept =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1';

/** The headers of a poll: conditional, unless it is time to read the feed whole. */
export function conditions(feed: Feed, now: Date): Record<string, string> {
  if (readsAnew(feed, now)) return { accept };
  return {
    ...(feed.etag === null ? {} : { 'if-none-match': feed.etag }),
    ...(feed.lastModified === null ? {} : { 'if-modified-since': feed.lastModified }),
    accept,
  };
}

/** True if the feed is asked without conditions. */
export function readsAnew(feed: Feed, now: Date): boolean {
  // The index of sitemaps may stay while what it lists changes.
  if (feed.validatorsLie || feed.readAt === null || feed.kind === 'sitemap index') return true;
  const age = now.getTime() - feed.readAt.getTime();
  if (age >= readAnewMs) return true;
  const rate = feed.entriesPerDay ?? 0;
  if (age < silentReadMs || rate <= 0 || feed.lastEntryAt === null) return false;
  return now.getTime() - feed.lastEntryAt.getTime() > (silentGaps * 86_400_000) / rate;
}
