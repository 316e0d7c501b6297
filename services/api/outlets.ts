import type { Deps, Runtime } from '@hearsay/runtime';
import type { Article, OutletRow } from '@hearsay/store';
import { Hono } from 'hono';
import { z } from 'zod';
import { type FeedObject, feedsOfOutlet } from './feeds.js';
import { anyLimit, cursor, pageOf } from './paging.js';
import { found, parse } from './problem.js';

/** Newest articles that the page of an outlet lists. */
const mostArticles = 30;

/** How an outlet stands: counts over its articles, as far back as `since`. */
export interface OutletObject extends Omit<OutletRow, 'name' | 'latest' | 'since'> {
  name: string;
  /** Who owns it, where the list of owners says so. */
  owner: string | null;
  latest: string | null;
  since: string | null;
}

export interface OutletDetail {
  outlet: OutletObject;
  feeds: FeedObject[];
  articles: {
    id: string;
    url: string;
    title: string | null;
    published: string | null;
    story: string | null;
    copyOf: string | null;
    copyKind: Article['copyKind'];
  }[];
}

export const outletsQuery = z.object({ limit: anyLimit, cursor });

/** `GET /v1/outlets` and `GET /v1/outlets/:domain`. */
export function outletRoutes({ deps }: Pick<Runtime, 'deps'>): Hono {
  const app = new Hono();
  app.get('/outlets', async (c) => {
    const { rows, next } = pageOf(
      await outletObjects(deps),
      parse(outletsQuery, c.req.query()),
      ({ domain }) => domain,
    );
    return c.json({ outlets: rows, next });
  });
  app.get('/outlets/:domain', async (c) => {
    const domain = c.req.param('domain').toLowerCase();
    return c.json(found(await outletDetail(deps, domain), 'outlet', domain.slice(0, 200)));
  });
  return app;
}

/** Outlets, those with most articles first, then those of feeds that brought none. */
export async function outletObjects(
  deps: Pick<Deps, 'store' | 'settings'>,
  limit?: number,
): Promise<OutletObject[]> {
  return (await deps.store.outlets.list(limit)).map((row) => outletObject(row, deps));
}

/** One outlet with its feeds and newest articles; null where nothing is known of it. */
export async function outletDetail(
  deps: Pick<Deps, 'store' | 'settings' | 'clock'>,
  domain: string,
): Promise<OutletDetail | null> {
  const row = await deps.store.outlets.get(domain);
  if (row === null) return null;
  const [feeds, articles] = await Promise.all([
    feedsOfOutlet(domain, deps),
    deps.store.outlets.articles(domain, mostArticles),
  ]);
  return {
    outlet: outletObject(row, deps),
    feeds,
    articles: articles.map(({ published, firstSeen: _seen, ...article }) => ({
      ...article,
      published: published?.toISOString() ?? null,
    })),
  };
}

function outletObject(
  { name, latest, since, ...row }: OutletRow,
  { settings }: Pick<Deps, 'settings'>,
): OutletObject {
  const owners = settings.HEARSAY_OWNERS?.owners;
  return {
    ...row,
    name: name ?? row.domain,
    owner: owners?.of(row.domain) ?? (name === null ? null : owners?.of(name)) ?? null,
    latest: latest?.toISOString() ?? null,
    since: since?.toISOString() ?? null,
  };
}
