import { type Gather, oneByOne } from '../gather.js';
import { json, many, one, type Sql } from './sql.js';

export interface Entry {
  id: string;
  feed: string;
  guid: string;
  url: string;
  canonicalUrl: string;
  title: string | null;
  author: string | null;
  summary: string | null;
  published: Date | null;
  updated: Date | null;
  firstSeen: Date;
}

const columns = `id, feed, guid, url, canonical_url as "canonicalUrl", title, author, summary, published, updated,
  first_seen as "firstSeen"`;

/** One of a feed's newest entries, as its pace and lag are measured on it. */
export interface EntryTimes {
  id: string;
  published: Date | null;
  firstSeen: Date;
}

/** What feeds advertise. */
export const entries = (sql: Sql, gather: Gather = oneByOne) => ({
  get: (id: string) => one<Entry>(sql, `select ${columns} from hearsay.entries where id = $1`, [id]),

  /**
   * Writes the entries of one poll. Returns the ids of those to fetch: those whose address nobody advertised before
   * (whatever their guid), and those that the feed says were updated since.
   */
  save: async (found: Entry[]): Promise<string[]> =>
    found.length === 0 ? [] : (await many<{ id: string }>(sql, saveAll, [json(found)])).map((row) => row.id),

  /** The feed's newest entries, by when they were first seen. */
  newest: (feed: string, limit: number): Promise<EntryTimes[]> =>
    gather('entries.newest', { feed, limit }, (all) => newestOf(sql, all)),

  /** How many of these addresses a feed has advertised, and how many it has advertised in all (up to 1,000). */
  async overlap(feed: string, canonicalUrls: string[]): Promise<{ shared: number; all: number }> {
    const row = await one<{ shared: number; all: number }>(
      sql,
      `select (select count(distinct canonical_url)::int from hearsay.entries
                where feed = $1 and canonical_url = any($2)) as shared,
              (select count(*)::int from (select 1 from hearsay.entries where feed = $1 limit 1000) e) as all`,
      [feed, canonicalUrls],
    );
    return row ?? { shared: 0, all: 0 };
  },

  /** The newest entries of a feed with what was made of them, newest first. */
  recent: (feed: string, limit: number) =>
    many<Entry>(
      sql,
      `select ${columns} from hearsay.entries where feed = $1 order by first_seen desc, published desc nulls last
       limit $2`,
      [feed, limit],
    ),
});

/**
 * An address is new if this statement is the first to write it; a concurrent one waits for it. A known guid with a new
 * address is the same article if its title or its date stayed (a slug changed with the headline), and another one if
 * neither did (guids that are used again).
 */
const saveAll = `
  with input as (
    select * from jsonb_to_recordset($1::jsonb) as x (id text, feed text, guid text, url text, "canonicalUrl" text,
      title text, author text, summary text, published timestamptz, updated timestamptz, "firstSeen" timestamptz)),
  old as (
    select e.id, e.canonical_url, e.title, e.published, e.updated from hearsay.entries e join input i on i.id = e.id),
  written as (
    insert into hearsay.entries as e
      (id, feed, guid, url, canonical_url, title, author, summary, published, updated, first_seen)
    select id, feed, guid, url, "canonicalUrl", title, author, summary, published, updated, "firstSeen" from input
    on conflict (id) do update set url = excluded.url, canonical_url = excluded.canonical_url,
      title = excluded.title, author = excluded.author, summary = excluded.summary,
      published = coalesce(excluded.published, e.published), updated = excluded.updated
      where (e.url, e.title, e.author, e.summary, e.published, e.updated) is distinct from (excluded.url,
        excluded.title, excluded.author, excluded.summary, coalesce(excluded.published, e.published), excluded.updated)),
  taken as (
    insert into hearsay.addresses (canonical_url, entry)
    select distinct on ("canonicalUrl") "canonicalUrl", id from input order by "canonicalUrl", published, id
    on conflict do nothing returning entry)
  select i.id from input i left join old o on o.id = i.id left join taken t on t.entry = i.id
  where case
    when o.id is null and t.entry is null then
      i.updated > (select max(e.updated) from hearsay.entries e where e.canonical_url = i."canonicalUrl")
    when o.id is null then true
    else i.updated is not null and (o.updated is null or i.updated > o.updated)
      or t.entry is not null and o.canonical_url <> i."canonicalUrl"
        and o.title is distinct from i.title and (o.published = i.published) is not true
    end
  order by i.published desc nulls last, i.id`;

async function newestOf(sql: Sql, all: { feed: string; limit: number }[]): Promise<EntryTimes[][]> {
  const rows = await many<EntryTimes & { feed: string }>(
    sql,
    `select f.feed, e.id, e.published, e.first_seen as "firstSeen"
     from jsonb_to_recordset($1::jsonb) as f (feed text, "limit" int)
     cross join lateral (select id, published, first_seen from hearsay.entries
       where feed = f.feed order by first_seen desc limit f."limit") e`,
    [JSON.stringify(all)],
  );
  return all.map(({ feed }) => rows.filter((row) => row.feed === feed));
}
