import type { Entry } from '@hearsay/store';
import { type FeedEntry, type ParsedFeed, plainText } from '@hearsay/text/feed';
import { idOf } from '@hearsay/text/id';
import { canonicalUrl } from '@hearsay/text/url';

/** Entries taken from one poll: feeds list 10 to 100; a longer list is an archive, of which the top is news. */
const mostEntries = 500;

/** What a feed says is news cannot have been published later than this after we saw it. */
const clockSkewMs = 15 * 60_000;

/** The entries of a parsed feed that have an address, as the record keeps them. */
export function entriesOf(feed: string, parsed: ParsedFeed, now: Date): Entry[] {
  const byId = new Map<string, Entry>();
  const linked = parsed.entries
    .slice(0, mostEntries)
    .filter((entry) => entry.link !== null && /^https?:/i.test(entry.link));
  const shared = sharedGuids(linked);
  for (const entry of linked as (FeedEntry & { link: string })[]) {
    const address = canonicalUrl(entry.link);
    const guid = entry.id === null || shared.has(entry.id) ? address : entry.id;
    const id = idOf('entry', feed, guid);
    if (byId.has(id)) continue;
    byId.set(id, {
      id,
      feed,
      guid,
      url: entry.link,
      canonicalUrl: address,
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

/** Guids that one document gives to several addresses name nothing: there the address is the name. */
function sharedGuids(entries: FeedEntry[]): Set<string> {
  const addresses = new Map<string, string>();
  const shared = new Set<string>();
  for (const { id, link } of entries) {
    if (id === null || link === null) continue;
    const address = canonicalUrl(link);
    if ((addresses.get(id) ?? address) !== address) shared.add(id);
    addresses.set(id, address);
  }
  return shared;
}

/** A date from the future is a mistake or a lie; then we say nothing. */
function believable(date: string | null, now: Date): Date | null {
  if (date === null) return null;
  const read = new Date(date);
  return Number.isNaN(read.getTime()) || read.getTime() > now.getTime() + clockSkewMs ? null : read;
}
