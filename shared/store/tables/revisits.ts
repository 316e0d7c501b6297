import { clean, json, many, one, type Sql } from './sql.js';

/** When and how an article is looked at again, and what was found of late. */
export interface Revisit {
  article: string;
  entry: string;
  /** The canonical address under which entries lead to it. */
  asked: string;
  /** The registrable domain whose budget a look takes from. */
  domain: string;
  pageUrl: string;
  firstSeen: Date;
  etag: string | null;
  lastModified: string | null;
  lastVisitAt: Date;
  nextVisitAt: Date | null;
  absentSince: Date | null;
  absentWhy: string | null;
  deletedAt: Date | null;
}

/** What one look wrote: fields left out stay as they are. */
export type Visited = Pick<Revisit, 'lastVisitAt' | 'nextVisitAt'> &
  Partial<Pick<Revisit, 'etag' | 'lastModified' | 'absentSince' | 'absentWhy' | 'deletedAt'>>;

/** What a feed says of an article now. */
export interface Advertised {
  entry: string;
  /** A hash of it. */
  said: string;
  /** True if the feed itself says that the article was updated. */
  updated: boolean;
}

const columns = `article, entry, asked, domain, page_url as "pageUrl", first_seen as "firstSeen", etag,
  last_modified as "lastModified", last_visit_at as "lastVisitAt", next_visit_at as "nextVisitAt",
  absent_since as "absentSince", absent_why as "absentWhy", deleted_at as "deletedAt"`;

const names: Record<keyof Visited, string> = {
  lastVisitAt: 'last_visit_at',
  nextVisitAt: 'next_visit_at',
  etag: 'etag',
  lastModified: 'last_modified',
  absentSince: 'absent_since',
  absentWhy: 'absent_why',
  deletedAt: 'deleted_at',
};

/** The articles that are read again, and when. */
export const revisits = (sql: Sql) => ({
  get: (article: string) =>
    one<Revisit>(sql, `select ${columns} from hearsay.revisits where article = $1`, [article]),

  /** The article that an entry with this canonical address leads to, if it was read before. */
  ofAddress: (asked: string) =>
    one<Revisit>(
      sql,
      `select ${columns} from hearsay.revisits where asked = $1 order by first_seen, article limit 1`,
      [clean(asked)],
    ),

  /** Begins to watch an article; one that is watched stays as it is, but for a page that moved. */
  begin: (row: Omit<Revisit, 'absentSince' | 'absentWhy' | 'deletedAt'>) =>
    sql.query(
      `insert into hearsay.revisits (article, entry, asked, domain, page_url, first_seen, etag, last_modified,
         last_visit_at, next_visit_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (article) do update set page_url = excluded.page_url`,
      [
        row.article,
        row.entry,
        clean(row.asked),
        row.domain,
        clean(row.pageUrl),
        row.firstSeen,
        row.etag && clean(row.etag),
        row.lastModified && clean(row.lastModified),
        row.lastVisitAt,
        row.nextVisitAt,
      ],
    ),

  /** Writes what a look found. */
  async visited(article: string, found: Visited): Promise<void> {
    const given = Object.entries(found).filter(([, value]) => value !== undefined);
    const set = given.map(([name], at) => `${names[name as keyof Visited]} = $${at + 2}`).join(', ');
    const values = given.map(([, value]) => (typeof value === 'string' ? clean(value) : value));
    await sql.query(`update hearsay.revisits set ${set} where article = $1`, [article, ...values]);
  },

  /**
   * Hands out up to `limit` articles that are due, the longest due first: one of a domain, and only where nobody else
   * is asking it, so that what is new always goes before. Each is put off by `leaseSeconds`, so that a look that is
   * lost is made up for. Returns their entries.
   */
  async takeDue(now: Date, limit: number, leaseSeconds: number): Promise<string[]> {
    const rows = await many<{ entry: string }>(
      sql,
      `update hearsay.revisits r set next_visit_at = $1::timestamptz + make_interval(secs => $3)
       where r.article in (
         select article from (
           select due.article, row_number() over (partition by due.domain order by due.next_visit_at) as place,
             due.next_visit_at
           from (select * from hearsay.revisits where next_visit_at <= $1 order by next_visit_at limit 20 * $2::int) due
           left join hearsay.budgets b on b.domain = due.domain
           where (b.domain is null or (b.next_at <= now() and (b.blocked_until is null or b.blocked_until <= now())))
         ) each where place = 1 order by next_visit_at limit $2::int)
       returning r.entry`,
      [now, limit, leaseSeconds],
    );
    return rows.map((row) => row.entry);
  },

  /** No longer looks at articles whose feed was removed. */
  forgetOrphans: () =>
    sql.query(
      `update hearsay.revisits r set next_visit_at = null where next_visit_at is not null
         and not exists (select from hearsay.entries e where e.id = r.entry)`,
    ),

  /**
   * Takes what a feed says of its entries. An article of which it says something else is looked at soon; one that was
   * looked at within `leastSeconds` waits until then. Returns the entries that must wait: their look is scheduled.
   */
  async advertised(entries: Advertised[], now: Date, leastSeconds: number): Promise<Set<string>> {
    if (entries.length === 0) return new Set();
    const rows = await many<{ entry: string }>(
      sql,
      `with told as (select * from jsonb_to_recordset($1::jsonb) as x (entry text, said text, updated boolean)),
       noticed as (
         update hearsay.revisits r set advertised = t.said,
           next_visit_at = case
             when t.updated and r.last_visit_at <= $2::timestamptz - make_interval(secs => $3) then r.next_visit_at
             when t.updated or r.advertised <> t.said then least(coalesce(r.next_visit_at, 'infinity'),
               greatest($2::timestamptz, r.last_visit_at + make_interval(secs => $3)))
             else r.next_visit_at end
         from told t where r.entry = t.entry and (t.updated or r.advertised is distinct from t.said)
         returning r.entry, t.updated, r.last_visit_at)
       select entry from noticed where updated and last_visit_at > $2::timestamptz - make_interval(secs => $3)`,
      [json(entries), now, leastSeconds],
    );
    return new Set(rows.map((row) => row.entry));
  },
});
