import type { Deps, Runtime } from '@hearsay/runtime';
import type { Feed, FeedNotice } from '@hearsay/store';
import { decodeText } from '@hearsay/text/encoding';
import { type FeedHealth, judgeFeed } from '@hearsay/text/health';
import { idOf } from '@hearsay/text/id';
import { NotOpmlError, readOpml, writeOpml } from '@hearsay/text/opml';
import { feedKey } from '@hearsay/text/url';
import { Hono } from 'hono';
import { z } from 'zod';
import { audited } from './access/index.js';
import { discover, type FoundFeed } from './discover.js';
import { anyLimit, cursor, pageOf } from './paging.js';
import { bodyOf, Problem, parse } from './problem.js';
import { type PushObject, pushObjects } from './push-object.js';
import { revive, type Subscribed, subscribe } from './subscribe.js';

const address = z
  .url({ protocol: /^https?$/, message: 'must be an http or https address' })
  .max(8_192, 'is longer than any server takes');

const tags = z
  .array(
    z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(/^[^,]+$/, 'must be without commas'),
  )
  .max(50)
  .default([]);

export const feedsQuery = z.object({
  limit: anyLimit,
  cursor,
  status: z.enum(['new', 'healthy', 'broken', 'blocked', 'retired']).optional(),
  tag: z.string().min(1).max(100).optional(),
});
export const feedWish = z.object({ url: address, all: z.boolean().default(false), tags });
export const listWish = z.union([z.object({ opml: z.string().min(1) }), z.object({ url: address })]);
export const feedNamed = z.object({ of: z.string().min(1).max(8_192) });

/** Lines of a feed's history, and entries, that one look shows. */
const mostNotices = 20;
const mostEntries = 10;

/** A feed as others read it: what the record holds, and how it is. */
export type FeedObject = Omit<Feed, 'key' | 'bodyHash'> & { health: FeedHealth; push: PushObject | null };

/** Feeds: found, added, listed, shown, revived, removed; lists of them in and out. */
export function feedRoutes({ deps }: Pick<Runtime, 'deps'>): Hono {
  const { store, clock } = deps;
  const app = new Hono();

  app.get('/feeds', async (c) => {
    const query = parse(feedsQuery, c.req.query());
    const now = clock.now();
    const [feeds, pushes] = await Promise.all([watched(deps), pushObjects(deps)]);
    const wanted = feeds.filter(
      ({ status, tags }) =>
        status === (query.status ?? status) && (query.tag === undefined || tags.includes(query.tag)),
    );
    const { rows, next } = pageOf(wanted, query, ({ id }) => id);
    return c.json({ feeds: rows.map((feed) => feedObject(feed, now, pushes)), next });
  });

  app.get('/feeds/export', async (c) => {
    const feeds = (await watched(deps)).filter((feed) => feed.status !== 'retired');
    // An OPML list holds at least one feed.
    if (feeds.length === 0) throw new Problem(422, 'There are no feeds to list yet.');
    return c.json({ opml: writeOpml(feeds, clock.now()), feeds: feeds.length });
  });

  app.get('/feeds/:id', async (c) => {
    const feed = await feedOf(c.req.param('id'), deps);
    const [notices, entries] = await Promise.all([
      store.feeds.notices(feed.id, mostNotices),
      store.entries.recent(feed.id, mostEntries),
    ]);
    return c.json({
      feed: feedObject(feed, clock.now(), await pushObjects(deps)),
      notices: notices satisfies FeedNotice[],
      entries: entries.map(({ id, url, title, published, firstSeen }) => ({
        id,
        url,
        title,
        published,
        firstSeen,
      })),
    });
  });

  app.post('/feeds', async (c) => {
    const { url, all, tags: given } = parse(feedWish, await bodyOf(c));
    const found = await discover(url, all, deps);
    const subscribed: Subscribed[] = [];
    for (const feed of found.filter((each) => each.chosen))
      subscribed.push(await subscribe(wantedOf(feed, given), deps));
    audited(
      c,
      subscribed.map(({ feed }) => feed.id),
    );
    const now = clock.now();
    const pushes = await pushObjects(deps);
    const [first] = subscribed as [Subscribed];
    return c.json(
      {
        feed: feedObject(first.feed, now, pushes),
        added: first.added,
        feeds: subscribed.map(({ feed, ...how }) => ({ feed: feedObject(feed, now, pushes), ...how })),
        found: found.map(({ url: at, feedTitle, title, found: by, why, chosen, because }) => {
          return { url: at, title: feedTitle ?? title, found: by, why, chosen, because };
        }),
      },
      subscribed.some((each) => each.added) ? 201 : 200,
    );
  });

  app.post('/feeds/import', async (c) => {
    const given = parse(listWish, await bodyOf(c));
    const text = 'opml' in given ? given.opml : await fetchList(given.url, deps);
    return c.json(await importList(text, 'opml' in given ? 'opml' : 'url', deps));
  });

  app.post('/feeds/:id/revive', async (c) => {
    const feed = await feedOf(c.req.param('id'), deps);
    audited(c, feed.id);
    if (feed.status === 'retired') await store.transaction((write) => revive(feed, write, clock.now()));
    const after = (await store.feeds.get(feed.id)) as Feed;
    return c.json({
      feed: feedObject(after, clock.now(), await pushObjects(deps)),
      revived: feed.status === 'retired',
    });
  });

  app.delete('/feeds', async (c) => {
    const { of } = parse(feedNamed, c.req.query());
    const feed = await feedOf(of, deps);
    await store.feeds.remove(feed.id);
    audited(c, feed.id);
    return c.json({ removed: feed });
  });
  return app;
}

/** All feeds but the one of pages given by hand. */
async function watched({ store }: Pick<Deps, 'store'>): Promise<Feed[]> {
  const byHand = idOf('feed', 'by hand');
  return (await store.feeds.list()).filter((feed) => feed.id !== byHand);
}

/** Every feed that is watched, and how it is. */
export async function watchedFeeds(deps: Pick<Deps, 'store' | 'clock' | 'settings'>): Promise<FeedObject[]> {
  const [feeds, pushes] = await Promise.all([watched(deps), pushObjects(deps)]);
  return feeds.map((feed) => feedObject(feed, deps.clock.now(), pushes));
}

/** The feeds of an outlet, and how they are. */
export async function feedsOfOutlet(
  domain: string,
  deps: Pick<Deps, 'store' | 'clock' | 'settings'>,
): Promise<FeedObject[]> {
  const [feeds, pushes] = await Promise.all([deps.store.feeds.ofOutlet(domain), pushObjects(deps)]);
  return feeds.map((feed) => feedObject(feed, deps.clock.now(), pushes));
}

/** A feed by its id, its address, or any spelling of it. Throws a 404 that names it. */
async function feedOf(of: string, { store }: Pick<Deps, 'store'>): Promise<Feed> {
  const feed =
    (await store.feeds.get(of)) ?? (await store.feeds.byUrl(of)) ?? (await store.feeds.byKey(feedKey(of)));
  if (feed === null) throw new Problem(404, `There is no feed ${of}.`);
  return feed;
}

function feedObject(
  { key: _key, bodyHash: _hash, ...feed }: Feed,
  now: Date,
  pushes: ReadonlyMap<string, PushObject>,
): FeedObject {
  const iso = (time: Date | null) => time?.toISOString() ?? null;
  const health = judgeFeed(
    {
      ...feed,
      home: feed.link ?? `https://${feed.outlet}/`,
      statusSince: feed.statusSince.toISOString(),
      nextPollAt: feed.nextPollAt.toISOString(),
      addedAt: feed.addedAt.toISOString(),
      lastPolledAt: iso(feed.lastPolledAt),
      lastSuccessAt: iso(feed.lastSuccessAt),
      lastEntryAt: iso(feed.lastEntryAt),
    },
    now.toISOString(),
  );
  return { ...feed, health, push: pushes.get(feed.id) ?? null };
}

function wantedOf(feed: FoundFeed, given: string[]) {
  const { url, feedTitle, title, aliases, self, links, index } = feed;
  return { url, title: feedTitle ?? title, tags: given, aliases, self, links, index };
}

async function fetchList(url: string, { web }: Pick<Deps, 'web'>): Promise<string> {
  let answer: Awaited<ReturnType<Deps['web']['get']>>;
  try {
    answer = await web.get(url, { asked: true });
  } catch (error) {
    throw new Problem(422, `The list cannot be read: ${(error as Error).message}`, 'url');
  }
  if (answer.meaning.kind !== 'ok')
    throw new Problem(422, `The list cannot be read: ${url}: ${answer.meaning.reason}.`, 'url');
  const contentType = answer.response.headers['content-type'] ?? null;
  return decodeText(answer.response.body, { contentType, kind: 'xml' }).text;
}

/** Subscribes to all feeds of a list, unread: the first poll reads each, and merges what redirects show to be one. */
async function importList(text: string, field: string, deps: Pick<Deps, 'store' | 'clock'>) {
  let list: ReturnType<typeof readOpml>;
  try {
    list = readOpml(text);
  } catch (error) {
    if (error instanceof NotOpmlError) throw new Problem(422, error.message, field);
    throw error;
  }
  const counts = { added: 0, known: 0, revived: 0 };
  for (const feed of list.feeds) {
    const { added, revived } = await subscribe(
      { ...feed, aliases: [], self: null, links: [], index: false },
      deps,
    );
    counts[added ? 'added' : revived ? 'revived' : 'known'] += 1;
  }
  return { ...counts, wrong: list.wrong };
}
