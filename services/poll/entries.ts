import type { Entry } from '@hearsay/store';
import { type ParsedFeed, plainText } from '@hearsay/text/feed';
import { idOf } from '@hearsay/text/id';
import { canonicalUrl } from '@hearsay/text/url';

/** Entries taken from one poll: feeds list 10 to 100; a longer list is an archive, of which the top is news. */
const mostEntries = 500;

/** What a feed says is news cannot have been published later than this after we saw it. */
const clockSkewMs = 15 * 60_000;

/** The entries of a parsed feed that have an address, as the record keeps them. */
export function entriesOf(feed: string, parsed: ParsedFeed, now: Date): Entry[] {
  const byId = new Map<string, Entry>();
  for (const entry of parsed.entries.slice(0, mostEntries)) {
    if (entry.link === null || !/^https?:/i.test(entry.link)) continue;
    const guid = entry.id ?? canonicalUrl(entry.link);
    const id = idOf('entry', feed, guid);
    if (byId.has(id)) continue;
    byId.set(id, {
      id,
      feed,
      guid,
      url: entry.link,
      canonicalUrl: canonicalUrl(entry.link),
      title: entry.title === null ? null : plainText(entry.title),
      author: entry.author,
      summary: entry.summary,
      published: believable(entry.published, now),
      updated: believable(entry.updated, now),
      firstSeen: now,
    });
  }
  return [...byId.values()];
}

/** A date from the future is a mistake or a lie; then we say nothing. */
function believable(date: string | null, now: Date): Date | null {
  if (date === null) return null;
  const read = new Date(date);
  return Number.isNaN(read.getTime()) || read.getTime() > now.getTime() + clockSkewMs ? null : read;
}
