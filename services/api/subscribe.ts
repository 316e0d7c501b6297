import type { Deps } from '@hearsay/runtime';
import type { Feed, Tables } from '@hearsay/store';
import { idOf } from '@hearsay/text/id';
import { feedKey, outletDomain } from '@hearsay/text/url';

/** A feed to subscribe to. */
export interface Wanted {
  url: string;
  title: string | null;
  tags: string[];
  /** Other addresses that lead to it: as asked for, redirects. */
  aliases: string[];
  /** The address it gives as its own. */
  self: string | null;
  /** Canonical addresses of what it lists now: shows whether a feed known by another address is this one. */
  links: string[];
  index: boolean;
}

/** `added`: it was new; `revived`: it was retired and is polled again; else it was watched already. */
export interface Subscribed {
  feed: Feed;
  added: boolean;
  revived: boolean;
}

/** A feed is the one known by another address if it lists this part of the same pages. */
const sameShare = 0.5;

/**
 * Subscribes to a feed, once: the same feed by http or https, with or without www or a trailing slash, by an address
 * that redirects to it or that it gives as its own, is one that is watched already. Tags are added to those it has.
 */
export async function subscribe(
  wanted: Wanted,
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
): Promise<Subscribed> {
  const now = clock.now();
  const known = await knownFeed(wanted, store);
  return store.transaction(async (write) => {
    const { feed, added } = known === null ? await add(wanted, write, now) : { feed: known, added: false };
    if (wanted.tags.length > 0) await write.feeds.tag(feed.id, wanted.tags);
    await write.feeds.alias(feed.id, [...new Set(wanted.aliases.map(feedKey))], true);
    if (wanted.self !== null) await write.feeds.alias(feed.id, [feedKey(wanted.self)], false);
    const revived = feed.status === 'retired';
    if (revived) await revive(feed, write, now);
    return { feed: (await write.feeds.get(feed.id)) as Feed, added, revived };
  });
}

/** Polls a retired feed again. */
export async function revive(feed: Feed, write: Tables, now: Date): Promise<void> {
  await write.feeds.revive(feed.id, now);
  await write.feeds.note(feed.id, { at: now, kind: 'revived', text: 'Polled again, as asked.' });
}

async function knownFeed(wanted: Wanted, store: Tables): Promise<Feed | null> {
  const { url, aliases, self } = wanted;
  const direct = (await store.feeds.byUrl(url)) ?? (await store.feeds.byKey(feedKey(url)));
  if (direct !== null) return direct;
  const keys = [url, ...aliases, ...(self === null ? [] : [self])].map(feedKey);
  for (const feed of await store.feeds.claiming([...new Set(keys)]))
    if (await isSame(feed, wanted, store)) return feed;
  return null;
}

/** Feeds copied from a template give another's address as their own: what they list decides, or their title. */
async function isSame(feed: Feed, { links, title }: Wanted, store: Tables): Promise<boolean> {
  const { shared, all } = await store.entries.overlap(feed.id, links);
  if (all === 0) return title !== null && feed.title === title;
  return links.length > 0 && shared / Math.min(links.length, all) >= sameShare;
}

async function add(wanted: Wanted, write: Tables, now: Date): Promise<{ feed: Feed; added: boolean }> {
  const { url, title, tags } = wanted;
  const key = feedKey(url);
  const id = idOf('feed', url);
  const kind = wanted.index ? 'sitemap index' : 'feed';
  const added = await write.feeds.add({ id, url, key, outlet: outletDomain(url), title, tags, kind, now });
  if (added) await write.feeds.note(id, { at: now, kind: 'added', text: `Watched from now on: ${url}` });
  // Another process may have added it by another spelling of its address meanwhile.
  const feed = ((await write.feeds.get(id)) ?? (await write.feeds.byKey(key))) as Feed;
  return { feed, added };
}
