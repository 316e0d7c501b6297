import { type Gather, oneByOne } from '../gather.js';
import { clean, many, one, type Sql } from './sql.js';

export type PushState = 'wanted' | 'asked' | 'active' | 'quiet' | 'denied' | 'ending';

/** How it stands with a feed's WebSub hub. */
export interface Push {
  /** The last part of the callback's path: random, known to the hub alone. */
  id: string;
  feed: string;
  hub: string;
  topic: string;
  /** What the hub signs with. */
  secret: string;
  /** The public address under which the hub was last given the callback; null before it was asked. */
  base: string | null;
  state: PushState;
  stateSince: Date;
  leaseUntil: Date | null;
  /** When the hub is asked next. */
  tryAt: Date;
  /** Requests since the last verification. */
  attempts: number;
  /** Times in a row that it was found quiet, with no ping since. */
  forgotten: number;
  lastPingAt: Date | null;
  pings: number;
  badSignatures: number;
  /** When polling first found entries that had not been pushed since the last ping. */
  unpushedSince: Date | null;
  lastError: string | null;
}

/** What may be changed in a push at once. */
export type PushUpdate = Partial<
  Pick<Push, 'state' | 'leaseUntil' | 'tryAt' | 'attempts' | 'unpushedSince' | 'lastError' | 'base'>
>;

const columns = `id, feed, hub, topic, secret, base, state, state_since as "stateSince", lease_until as "leaseUntil",
  try_at as "tryAt", attempts, forgotten, last_ping_at as "lastPingAt", pings::float8 as pings,
  bad_signatures::float8 as "badSignatures", unpushed_since as "unpushedSince", last_error as "lastError"`;

const names: Record<string, string> = {
  leaseUntil: 'lease_until',
  tryAt: 'try_at',
  unpushedSince: 'unpushed_since',
  lastError: 'last_error',
};

/** The hubs that push, or should. */
export const pushes = (sql: Sql, gather: Gather = oneByOne) => ({
  get: (id: string) => one<Push>(sql, `select ${columns} from hearsay.pushes where id = $1`, [id]),

  /** A feed's push; null where its feed names no hub. */
  ofFeed: (feed: string) => gather('pushes.ofFeed', feed, (feeds) => ofFeeds(sql, feeds)),

  list: () => many<Push>(sql, `select ${columns} from hearsay.pushes where state <> 'ending'`),

  /**
   * Keeps what a feed says of its hub; null is none. Another hub or topic than before ends the push there is and
   * wants a new one, with the id and secret given, which is due at once.
   */
  async offer(
    feed: string,
    offer: { hub: string; topic: string } | null,
    fresh: { id: string; secret: string },
    now: Date,
  ): Promise<void> {
    await sql.query(
      `update hearsay.pushes set state = 'ending', state_since = $2, try_at = $2, attempts = 0
       where feed = $1 and state <> 'ending' and not (hub = $3 and topic = $4)`,
      [feed, now, offer?.hub ?? '', offer?.topic ?? ''],
    );
    if (offer === null) return;
    await sql.query(
      `insert into hearsay.pushes (id, feed, hub, topic, secret, state, state_since, try_at)
       values ($1, $2, $3, $4, $5, 'wanted', $6, $6) on conflict do nothing`,
      [fresh.id, feed, clean(offer.hub), clean(offer.topic), fresh.secret, now],
    );
  },

  /** Ends the pushes of feeds that are removed or retired; what its hub never heard of is forgotten at once. */
  async endRemoved(now: Date): Promise<void> {
    await sql.query(
      `update hearsay.pushes p set state = 'ending', state_since = $1, try_at = $1, attempts = 0
       where state <> 'ending'
         and not exists (select from hearsay.feeds f where f.id = p.feed and f.status <> 'retired')`,
      [now],
    );
    await sql.query(`delete from hearsay.pushes where state = 'ending' and base is null`);
  },

  /** Active pushes whose feed had entries that were not pushed for `quietSeconds`. */
  silent: (now: Date, quietSeconds: number) =>
    many<Push>(
      sql,
      `select ${columns} from hearsay.pushes where state = 'active'
         and unpushed_since <= $1::timestamptz - make_interval(secs => $2) for update skip locked`,
      [now, quietSeconds],
    ),

  /** Calls a push quiet; its hub is asked again at `tryAt`. */
  quiet: (id: string, now: Date, tryAt: Date) =>
    sql.query(
      `update hearsay.pushes set state = 'quiet', state_since = $2, try_at = $3, forgotten = forgotten + 1,
         last_error = 'polling found entries that the hub did not push' where id = $1`,
      [id, now, tryAt],
    ),

  /** Pushes whose hub is to be asked now, also those whose callback lies under another public address than `base`. */
  due: (now: Date, base: string, limit: number) =>
    many<Push>(
      sql,
      `select ${columns} from hearsay.pushes
       where try_at <= $1 or (base <> $2 and state <> 'ending')
       order by try_at limit $3 for update skip locked`,
      [now, base, limit],
    ),

  /** Writes what changed; what is left out stays. */
  async update(id: string, { state, ...change }: PushUpdate, now: Date): Promise<void> {
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    const set = given.map(([name], at) => `, ${names[name] ?? name} = $${at + 4}`).join('');
    const values = given.map(([, value]) => (typeof value === 'string' ? clean(value) : value));
    await sql.query(
      `update hearsay.pushes set state = coalesce($2::text, state),
         state_since = case when state = coalesce($2::text, state) then state_since else $3 end${set} where id = $1`,
      [id, state ?? null, now, ...values],
    );
  },

  /** Takes one ping from a push's rate: `perSecond` in the long run, `burst` at once. False where it is used up. */
  async takePing(id: string, rate: { perSecond: number; burst: number }, now: Date): Promise<boolean> {
    const step = 1 / rate.perSecond;
    const { rowCount } = await sql.query(
      `update hearsay.pushes
       set next_ping_at = greatest(next_ping_at, $2::timestamptz) + make_interval(secs => $3)
       where id = $1 and coalesce(next_ping_at, $2) <= $2::timestamptz + make_interval(secs => $4)`,
      [id, now, step, (rate.burst - 1) * step],
    );
    return rowCount > 0;
  },

  /** Notes a ping that was signed: the hub is alive, and a quiet one pushes again while its lease holds. */
  pinged: (id: string, now: Date) =>
    sql.query(
      `update hearsay.pushes set last_ping_at = $2, pings = pings + 1, forgotten = 0, unpushed_since = null,
         state_since = case when state = 'quiet' and lease_until > $2 then $2 else state_since end,
         last_error = case when state = 'quiet' then null else last_error end,
         state = case when state = 'quiet' and lease_until > $2 then 'active' else state end where id = $1`,
      [id, now],
    ),

  unsigned: (id: string) =>
    sql.query('update hearsay.pushes set bad_signatures = bad_signatures + 1 where id = $1', [id]),

  /** Notes that polling found entries; within `quietSeconds` of a ping or of the verification that proves nothing. */
  foundByPolling: (feed: string, now: Date, quietSeconds: number) =>
    sql.query(
      `update hearsay.pushes set unpushed_since = coalesce(unpushed_since, $2) where feed = $1 and state = 'active'
         and greatest(state_since, last_ping_at) < $2::timestamptz - make_interval(secs => $3)`,
      [feed, now, quietSeconds],
    ),

  forget: (id: string) => sql.query('delete from hearsay.pushes where id = $1', [id]),
});

async function ofFeeds(sql: Sql, feeds: string[]): Promise<(Push | null)[]> {
  const rows = await many<Push>(
    sql,
    `select ${columns} from hearsay.pushes where feed = any($1) and state <> 'ending'`,
    [feeds],
  );
  const byFeed = new Map(rows.map((row) => [row.feed, row]));
  return feeds.map((feed) => byFeed.get(feed) ?? null);
}
