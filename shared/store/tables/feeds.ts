import { clean, many, one, type Sql } from './sql.js';

export type FeedStatus = 'new' | 'healthy' | 'broken' | 'blocked' | 'retired';

export interface Feed {
  id: string;
  url: string;
  title: string | null;
  link: string | null;
  outlet: string;
  outletName: string | null;
  addedAt: Date;
  nextPollAt: Date;
  intervalSeconds: number | null;
  etag: string | null;
  lastModified: string | null;
  bodyHash: string | null;
  /** Weighted failures in a row: 1 for a hard one, less for soft ones. */
  failures: number;
  lastPolledAt: Date | null;
  lastSuccessAt: Date | null;
  lastEntryAt: Date | null;
  lastError: string | null;
  status: FeedStatus;
  statusSince: Date;
}

/** What a poll writes back into its feed. */
export type FeedPolled = Partial<
  Pick<
    Feed,
    | 'title'
    | 'link'
    | 'outletName'
    | 'etag'
    | 'lastModified'
    | 'bodyHash'
    | 'failures'
    | 'lastSuccessAt'
    | 'lastEntryAt'
    | 'lastError'
    | 'status'
    | 'statusSince'
    | 'url'
  >
> &
  Pick<Feed, 'nextPollAt' | 'lastPolledAt'> & { intervalSeconds: number };

const columns = `id, url, title, link, outlet, outlet_name as "outletName", added_at as "addedAt",
  next_poll_at as "nextPollAt", interval_seconds as "intervalSeconds", etag, last_modified as "lastModified",
  body_hash as "bodyHash", failures, last_polled_at as "lastPolledAt", last_success_at as "lastSuccessAt",
  last_entry_at as "lastEntryAt", last_error as "lastError", status, status_since as "statusSince"`;

const names: Record<string, string> = {
  outletName: 'outlet_name',
  lastModified: 'last_modified',
  bodyHash: 'body_hash',
  lastSuccessAt: 'last_success_at',
  lastEntryAt: 'last_entry_at',
  lastError: 'last_error',
  statusSince: 'status_since',
  nextPollAt: 'next_poll_at',
  lastPolledAt: 'last_polled_at',
  intervalSeconds: 'interval_seconds',
};

/** The feeds we poll. */
export const feeds = (sql: Sql) => ({
  get: (id: string) => one<Feed>(sql, `select ${columns} from hearsay.feeds where id = $1`, [id]),

  byUrl: (url: string) => one<Feed>(sql, `select ${columns} from hearsay.feeds where url = $1`, [url]),

  list: () => many<Feed>(sql, `select ${columns} from hearsay.feeds order by outlet, url`),

  /** Adds a feed, due at once; an address that is there already stays as it is. Returns true if it was new. */
  async add(feed: {
    id: string;
    url: string;
    outlet: string;
    title: string | null;
    now: Date;
  }): Promise<boolean> {
    const { rowCount } = await sql.query(
      `insert into hearsay.feeds (id, url, outlet, title, added_at, next_poll_at, status_since)
       values ($1, $2, $3, $4, $5, $5, $5) on conflict do nothing`,
      [feed.id, clean(feed.url), feed.outlet, feed.title && clean(feed.title), feed.now],
    );
    return rowCount > 0;
  },

  /** The feed that holds pages given by hand; it is retired from the start, so it is never polled. */
  addByHand: (id: string, now: Date) =>
    sql.query(
      `insert into hearsay.feeds (id, url, outlet, title, added_at, next_poll_at, status, status_since)
       values ($1, 'by-hand:', '', 'Pages given by hand', $2, $2, 'retired', $2) on conflict do nothing`,
      [id, now],
    ),

  async remove(id: string): Promise<boolean> {
    return (await sql.query('delete from hearsay.feeds where id = $1', [id])).rowCount > 0;
  },

  /**
   * Takes up to `limit` feeds that are due and puts their next poll off by `leaseSeconds`, so that no other
   * process takes them meanwhile and a poll that dies is made up for.
   */
  async takeDue(now: Date, limit: number, leaseSeconds: number): Promise<string[]> {
    const rows = await many<{ id: string }>(
      sql,
      `update hearsay.feeds set next_poll_at = $1::timestamptz + make_interval(secs => $3)
       where id in (select id from hearsay.feeds where next_poll_at <= $1 and status <> 'retired'
                    order by next_poll_at limit $2 for update skip locked)
       returning id`,
      [now, limit, leaseSeconds],
    );
    return rows.map((row) => row.id);
  },

  /** Writes what a poll found; fields left out stay as they are. */
  async polled(id: string, found: FeedPolled): Promise<void> {
    const entries = Object.entries(found).filter(([, value]) => value !== undefined);
    const set = entries.map(([name], index) => `${names[name] ?? name} = $${index + 2}`).join(', ');
    const values = entries.map(([, value]) => (typeof value === 'string' ? clean(value) : value));
    await sql.query(`update hearsay.feeds set ${set} where id = $1`, [id, ...values]);
  },
});
