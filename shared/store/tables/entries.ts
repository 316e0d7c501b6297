import { clean, one, type Sql } from './sql.js';

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

/** What feeds advertise. */
export const entries = (sql: Sql) => ({
  get: (id: string) => one<Entry>(sql, `select ${columns} from hearsay.entries where id = $1`, [id]),

  /**
   * Writes the entries of one poll. Returns the ids of those to fetch: new ones whose address no other entry
   * has, and known ones that the feed says were updated since.
   */
  async save(found: Entry[]): Promise<string[]> {
    const fetch: string[] = [];
    for (const entry of found) {
      if (await saveOne(sql, entry)) fetch.push(entry.id);
    }
    return fetch;
  },

  /** How many entries the feed showed since `since`: what the polling interval is learned from. */
  async countSince(feed: string, since: Date): Promise<number> {
    const row = await one<{ count: string }>(
      sql,
      'select count(*) as count from hearsay.entries where feed = $1 and first_seen >= $2',
      [feed, since],
    );
    return Number(row?.count ?? 0);
  },
});

async function saveOne(sql: Sql, entry: Entry): Promise<boolean> {
  const row = await one<{ isNew: boolean; elsewhere: boolean; wasUpdated: Date | null }>(
    sql,
    `with old as (select updated from hearsay.entries where id = $1),
     written as (
       insert into hearsay.entries
         (id, feed, guid, url, canonical_url, title, author, summary, published, updated, first_seen)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (id) do update set url = excluded.url, canonical_url = excluded.canonical_url,
         title = excluded.title, author = excluded.author, summary = excluded.summary,
         published = coalesce(excluded.published, entries.published), updated = excluded.updated
       returning id)
     select not exists (select from old) as "isNew", (select updated from old) as "wasUpdated",
       exists (select from hearsay.entries e where e.canonical_url = $5 and e.id <> $1) as elsewhere
     from written`,
    [
      entry.id,
      entry.feed,
      clean(entry.guid),
      clean(entry.url),
      clean(entry.canonicalUrl),
      entry.title && clean(entry.title),
      entry.author && clean(entry.author),
      entry.summary && clean(entry.summary),
      entry.published,
      entry.updated,
      entry.firstSeen,
    ],
  );
  if (row === null) return false;
  if (row.isNew) return !row.elsewhere;
  return entry.updated !== null && (row.wasUpdated === null || entry.updated > row.wasUpdated);
}
