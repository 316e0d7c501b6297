import { type Gather, oneByOne } from '../gather.js';
import { clean, json, many, one, type Sql } from './sql.js';

export type FeedStatus = 'new' | 'healthy' | 'broken' | 'blocked' | 'retired';

export interface Feed {
  id: string;
  url: string;
  /** The address without what does not matter; null in records of the first version. */
  key: string | null;
  kind: 'feed' | 'sitemap index';
  title: string | null;
  link: string | null;
  outlet: string;
  outletName: string | null;
  tags: string[];
  addedAt: Date;
  nextPollAt: Date;
  intervalSeconds: number | null;
  /** Why the interval is what it is, in a few words. */
  intervalWhy: string | null;
  etag: string | null;
  lastModified: string | null;
  bodyHash: string | null;
  /** Weighted failures in a row: 1 for a hard one, less for soft ones. */
  failures: number;
  /** When the failures in a row began; null while there are none. */
  failingSince: Date | null;
  lastPolledAt: Date | null;
  lastSuccessAt: Date | null;
  lastEntryAt: Date | null;
  lastError: string | null;
  status: FeedStatus;
  statusSince: Date;
  /** What the feed asked for when it was last read. */
  ttlSeconds: number | null;
  entriesPerDay: number | null;
  /** Median from publication to our seeing an entry. */
  lagSeconds: number | null;
  measuredAt: Date | null;
  /** The last answer with a body. */
  readAt: Date | null;
  /** True once the server said "not modified" of something modified: it is then asked without conditions. */
  validatorsLie: boolean;
  /** A permanent redirect that is not yet believed: where to, since when, how often. */
  movedTo: string | null;
  movedSince: Date | null;
  movedTimes: number;
}

/** What a poll writes back into its feed. */
export type FeedPolled = Omit<Feed, 'id' | 'outletName' | 'tags' | 'addedAt'>;

/** One line of a feed's history. */
export interface FeedNotice {
  at: Date;
  kind: NoticeKind;
  text: string;
}

export type NoticeKind =
  | 'added'
  | 'broken'
  | 'blocked'
  | 'back'
  | 'moved'
  | 'merged'
  | 'retired'
  | 'revived'
  | 'validators';

/** Property, column and type of everything a poll writes. */
const polledColumns: readonly (readonly [keyof FeedPolled, string, string])[] = [
  ['url', 'url', 'text'],
  ['outlet', 'outlet', 'text'],
  ['key', 'key', 'text'],
  ['kind', 'kind', 'text'],
  ['title', 'title', 'text'],
  ['link', 'link', 'text'],
  ['nextPollAt', 'next_poll_at', 'timestamptz'],
  ['intervalSeconds', 'interval_seconds', 'float8'],
  ['intervalWhy', 'interval_why', 'text'],
  ['etag', 'etag', 'text'],
  ['lastModified', 'last_modified', 'text'],
  ['bodyHash', 'body_hash', 'text'],
  ['failures', 'failures', 'float8'],
  ['failingSince', 'failing_since', 'timestamptz'],
  ['lastPolledAt', 'last_polled_at', 'timestamptz'],
  ['lastSuccessAt', 'last_success_at', 'timestamptz'],
  ['lastEntryAt', 'last_entry_at', 'timestamptz'],
  ['lastError', 'last_error', 'text'],
  ['status', 'status', 'text'],
  ['statusSince', 'status_since', 'timestamptz'],
  ['ttlSeconds', 'ttl_seconds', 'float8'],
  ['entriesPerDay', 'entries_per_day', 'float8'],
  ['lagSeconds', 'lag_seconds', 'float8'],
  ['measuredAt', 'measured_at', 'timestamptz'],
  ['readAt', 'read_at', 'timestamptz'],
  ['validatorsLie', 'validators_lie', 'boolean'],
  ['movedTo', 'moved_to', 'text'],
  ['movedSince', 'moved_since', 'timestamptz'],
  ['movedTimes', 'moved_times', 'int'],
];

const columns = `id, outlet_name as "outletName", tags, added_at as "addedAt", ${polledColumns
  .map(([name, column]) => `${column} as "${name}"`)
  .join(', ')}`;

const writePolled = `update hearsay.feeds f set ${polledColumns.map(([, column]) => `${column} = x.${column}`).join(', ')}
  from jsonb_to_recordset($1::jsonb) as x (id text, ${polledColumns.map(([, column, type]) => `${column} ${type}`).join(', ')})
  where f.id = x.id`;

/** Writes that every poll makes and nothing else is learned from: a poll that found nothing new. */
const writeQuiet = `update hearsay.feeds f set next_poll_at = x.next, interval_seconds = x.seconds, interval_why = x.why,
    failures = 0, last_polled_at = x.at, last_success_at = x.at, last_error = null
  from jsonb_to_recordset($1::jsonb) as x (id text, next timestamptz, seconds float8, why text, at timestamptz)
  where f.id = x.id`;

/** What a poll of a healthy feed writes that found nothing new. */
export interface QuietPoll {
  id: string;
  at: Date;
  next: Date;
  seconds: number;
  why: string | null;
}

/** A time in which an outlet could not be read, of which one feed knows; `until` is null while it lasts. */
export interface Unread {
  outlet: string;
  outletName: string | null;
  since: Date;
  until: Date | null;
  why: string;
}

/** The feeds we poll. */
export const feeds = (sql: Sql, gather: Gather = oneByOne) => ({
  get: (id: string) => gather('feeds.get', id, (ids) => getMany(sql, ids)),

  byUrl: (url: string) => one<Feed>(sql, `select ${columns} from hearsay.feeds where url = $1`, [url]),

  /** The feed that has this key as its own, or was reached by an address that has it. */
  byKey: (key: string) =>
    one<Feed>(
      sql,
      `select ${columns} from hearsay.feeds where key = $1
         or id in (select feed from hearsay.feed_addresses where key = $1 and sure)
       order by (key = $1) desc, status = 'retired' limit 1`,
      [key],
    ),

  /** Feeds that were read once and cannot be now, longest first. */
  unreadable: (limit: number) =>
    many<Feed>(
      sql,
      `select ${columns} from hearsay.feeds where status in ('broken', 'blocked') order by status_since, id limit $1`,
      [limit],
    ),

  /** When outlets could not be read between two times, and since when they cannot be now; those that cannot first. */
  unreadWithin: (from: Date, to: Date, limit: number) =>
    many<Unread>(
      sql,
      `select * from (
         select outlet, outlet_name as "outletName", coalesce(failing_since, status_since) as since, null::timestamptz as until,
           coalesce(last_error, 'it cannot be read') as why
         from hearsay.feeds where status in ('broken', 'blocked')
         union all
         select f.outlet, f.outlet_name, min(n.at), max(e.at), min(n.text)
         from hearsay.feed_notices n join hearsay.feeds f on f.id = n.feed
           join lateral (select x.at from hearsay.feed_notices x where x.feed = n.feed and x.id > n.id
             and x.kind not in ('broken', 'blocked', 'moved', 'validators') order by x.id limit 1) e on true
         where n.kind in ('broken', 'blocked') and n.at <= $2 and e.at >= $1 group by f.id) each
       order by until desc nulls first, since, outlet limit $3`,
      [from, to, limit],
    ),

  /** The feeds that have one of these keys, or say that it is theirs. */
  claiming: (keys: string[]) =>
    many<Feed>(
      sql,
      `select ${columns} from hearsay.feeds where key = any($1)
         or id in (select feed from hearsay.feed_addresses where key = any($1)) order by added_at, id`,
      [keys],
    ),

  list: () => many<Feed>(sql, `select ${columns} from hearsay.feeds order by outlet, url`),

  /** The feeds of an outlet. */
  ofOutlet: (domain: string) =>
    many<Feed>(sql, `select ${columns} from hearsay.feeds where outlet = $1 order by url`, [domain]),

  /** Adds a feed, due at once; an address that is there already stays as it is. Returns true if it was new. */
  async add(feed: {
    id: string;
    url: string;
    key?: string;
    outlet: string;
    title: string | null;
    tags?: string[];
    kind?: Feed['kind'];
    now: Date;
  }): Promise<boolean> {
    const { rowCount } = await sql.query(
      `insert into hearsay.feeds (id, url, key, outlet, title, tags, kind, added_at, next_poll_at, status_since)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8) on conflict do nothing`,
      [
        feed.id,
        clean(feed.url),
        feed.key === undefined ? null : clean(feed.key),
        feed.outlet,
        feed.title && clean(feed.title),
        (feed.tags ?? []).map(clean),
        feed.kind ?? 'feed',
        feed.now,
      ],
    );
    return rowCount > 0;
  },

  /** Adds addresses of a feed: `sure` for those that lead to it, else those it gives as its own. */
  alias: (feed: string, keys: string[], sure: boolean) =>
    sql.query(
      `insert into hearsay.feed_addresses as a (key, feed, sure) select key, $1, $3 from unnest($2::text[]) as key
       on conflict (key, feed) do update set sure = a.sure or excluded.sure`,
      [feed, keys.map(clean), sure],
    ),

  /** Adds tags to those a feed has. */
  tag: (id: string, tags: string[]) =>
    sql.query(
      `update hearsay.feeds set tags = (select array_agg(distinct tag order by tag) from unnest(tags || $2::text[]) as tag)
       where id = $1 and not tags @> $2::text[]`,
      [id, tags.map(clean)],
    ),

  /** The feed that holds pages given by hand; it is retired from the start, so it is never polled. */
  addByHand: (id: string, now: Date) =>
    sql.query(
      `insert into hearsay.feeds (id, url, outlet, title, added_at, next_poll_at, status, status_since)
       values ($1, 'by-hand:', '', 'Pages given by hand', $2, $2, 'retired', $2) on conflict do nothing`,
      [id, now],
    ),

  /** Polls a feed again from now on, as if it had never failed. */
  revive: (id: string, now: Date) =>
    sql.query(
      `update hearsay.feeds set status = 'new', status_since = $2, next_poll_at = $2, failures = 0, failing_since = null, last_error = null,
         etag = null, last_modified = null, body_hash = null, moved_to = null, moved_since = null, moved_times = 0
       where id = $1`,
      [id, now],
    ),

  /** Retires a feed: it is polled no more until it is revived. */
  retire: (id: string, why: string, now: Date) =>
    sql.query(
      `update hearsay.feeds set status = 'retired', status_since = $2, last_error = $3
       where id = $1 and status <> 'retired'`,
      [id, now, clean(why)],
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

  /** Writes what a poll found. */
  polled: (id: string, found: FeedPolled): Promise<void> =>
    gather('feeds.polled', { id, found }, async (all) => {
      const rows = all.map((each) => ({
        id: each.id,
        ...Object.fromEntries(polledColumns.map(([name, column]) => [column, each.found[name]])),
      }));
      await sql.query(writePolled, [json(rows)]);
      return [];
    }),

  /** Writes that a healthy feed has nothing new. */
  quiet: (poll: QuietPoll): Promise<void> =>
    gather('feeds.quiet', poll, async (all) => {
      await sql.query(writeQuiet, [JSON.stringify(all)]);
      return [];
    }),

  /** Puts a feed's next poll at a time the site named: no failure, and no success. */
  putOff: (id: string, until: Date, why: string) =>
    sql.query('update hearsay.feeds set next_poll_at = $2, last_error = $3 where id = $1', [
      id,
      until,
      clean(why),
    ]),

  /** Adds a line to a feed's history. */
  note: (feed: string, { at, kind, text }: FeedNotice) =>
    sql.query('insert into hearsay.feed_notices (feed, at, kind, text) values ($1, $2, $3, $4)', [
      feed,
      at,
      kind,
      clean(text),
    ]),

  /** The newest lines of a feed's history, newest first. */
  notices: (feed: string, limit: number) =>
    many<FeedNotice>(
      sql,
      'select at, kind, text from hearsay.feed_notices where feed = $1 order by id desc limit $2',
      [feed, limit],
    ),
});

async function getMany(sql: Sql, ids: string[]): Promise<(Feed | null)[]> {
  const rows = await many<Feed>(sql, `select ${columns} from hearsay.feeds where id = any($1)`, [ids]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}
