import type { Runtime } from '@hearsay/runtime';
import { mostRanked, type Place, type SnippetPart } from '@hearsay/store';
import { Hono } from 'hono';
import { z } from 'zod';
import type { ClaimObject } from './contract.js';
import { cursorOfLength } from './paging.js';
import { Problem, parse } from './problem.js';

/** What can be looked for, in the order in which it is shown. */
export const searchKinds = ['stories', 'claims', 'people', 'outlets', 'articles'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** Longest query: more words than this nobody remembers. */
export const longestQuery = 300;

/** Results of one kind on a page of it, and where all kinds stand together. */
const [mostOfKind, fewOfEach] = [20, 5] as const;

/** Longest cursor: it names an entry, and people are entered by their names. */
const longestCursor = 1_000;

export const searchQuery = z.object({
  q: z.string().trim().min(1, 'is empty').max(longestQuery, `is longer than ${longestQuery} characters`),
  in: z.enum(['all', ...searchKinds]).default('all'),
  limit: z.coerce.number().int().min(1).max(100).optional(),
  cursor: cursorOfLength(longestCursor),
});

/** One kind of results. `found`: how many there are, at most `mostRanked`; `next`: where the next page begins, null at the end. */
export interface Results<Item> {
  items: Item[];
  found: number;
  next: string | null;
}

export interface SearchObject {
  q: string;
  stories?: Results<{ id: string; title: string | null; at: string; articles: number; outlets: number }>;
  claims?: Results<{
    id: string;
    story: string;
    storyTitle: string | null;
    text: string;
    counts: ClaimObject['counts'];
  }>;
  people?: Results<{
    name: string;
    claims: number;
    outlets: number;
    said: { claim: string; text: string }[];
  }>;
  outlets?: Results<{ domain: string; name: string; latest: string | null }>;
  articles?: Results<{
    id: string;
    url: string;
    outlet: string;
    outletName: string;
    title: string | null;
    published: string | null;
    story: string | null;
    copy: boolean;
    /** Where the words stand in the text; `hit` marks them. */
    snippet: SnippetPart[];
  }>;
}

/** `GET /v1/search`: everything that has some words. */
export function searchRoutes({ deps }: Pick<Runtime, 'deps'>): Hono {
  const app = new Hono();
  app.get('/search', async (c) => c.json(await searchAll(deps, parse(searchQuery, c.req.query()))));
  return app;
}

/** What is found of one kind, from a place on, or the best few of each. Throws Problem where `cursor` is none of ours. */
export async function searchAll(
  { store }: Pick<Runtime['deps'], 'store'>,
  { q, in: kind, limit, cursor }: z.output<typeof searchQuery>,
): Promise<SearchObject> {
  const of = { store, q, limit: limit ?? (kind === 'all' ? fewOfEach : mostOfKind), after: placeOf(cursor) };
  const found: SearchObject = { q };
  for (const each of searchKinds)
    if (kind === 'all' || kind === each) Object.assign(found, await finders[each](of));
  return found;
}

type Finder = (of: {
  store: Runtime['deps']['store'];
  q: string;
  limit: number;
  after: Place | null;
}) => Promise<Partial<SearchObject>>;

const finders: Record<SearchKind, Finder> = {
  stories: async ({ store, ...of }) => {
    const rows = await store.search.stories(askedOf(of));
    return {
      stories: results(rows, of.limit, ({ id, title, at, articles, outlets }) => ({
        id,
        title,
        at: isoOf(at),
        articles,
        outlets,
      })),
    };
  },
  claims: async ({ store, ...of }) => {
    const rows = await store.search.claims(askedOf(of));
    const item = ({ id, story, storyTitle, text, counts }: (typeof rows)[number]) => {
      return { id, story, storyTitle, text, counts: counts as ClaimObject['counts'] };
    };
    return { claims: results(rows, of.limit, item) };
  },
  people: async ({ store, ...of }) => {
    const rows = await store.search.people(askedOf(of));
    return {
      people: results(rows, of.limit, ({ name, claims, outlets, said }) => ({ name, claims, outlets, said })),
    };
  },
  /** Outlets are few, and come on one page. */
  outlets: async ({ store, q, limit, after }) => {
    const rows = after === null ? await store.outlets.search(q, limit) : [];
    const items = rows.map(({ domain, name, latest }) => ({
      domain,
      name: name ?? domain,
      latest: latest?.toISOString() ?? null,
    }));
    return { outlets: { items, found: items.length, next: null } };
  },
  articles: async ({ store, ...of }) => {
    const rows = await store.search.articles(askedOf(of));
    const item = ({ at: _at, score: _score, found: _found, published, ...rest }: (typeof rows)[number]) => {
      return { ...rest, published: published?.toISOString() ?? null };
    };
    return { articles: results(rows, of.limit, item) };
  },
};

/** One more is asked for than is shown: it says whether there is a next page. */
function askedOf({ q, limit, after }: { q: string; limit: number; after: Place | null }) {
  return { query: q, limit: limit + 1, after };
}

function results<Row extends Place & { found: number }, Item>(
  rows: Row[],
  limit: number,
  item: (row: Row) => Item,
): Results<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(item),
    found: Math.min(mostRanked, rows[0]?.found ?? 0),
    next: rows.length > limit && last !== undefined ? cursorOf(last) : null,
  };
}

function cursorOf({ score, at, id }: Place): string {
  return Buffer.from(JSON.stringify([score, at, id])).toString('base64url');
}

const place = z.tuple([
  z.number(),
  z.string().regex(/^\d{4}-\d\d-\d\d[ T][\d:.+-]+Z?$/),
  z.string().max(500),
]);

function placeOf(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  try {
    const [score, at, id] = place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (Number.isNaN(Date.parse(at))) throw new Error('no time');
    return { score, at, id };
  } catch {
    throw new Problem(400, '"cursor" must be what an answer gave as next.', 'cursor');
  }
}

/** A time as PostgreSQL writes it, as ISO 8601. */
function isoOf(at: string): string {
  return new Date(at).toISOString();
}
