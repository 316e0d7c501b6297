import { type Gather, oneByOne } from '../gather.js';
import { many, one, type Sql } from './sql.js';

/** How often one registrable domain may be asked: a token bucket, and a number of lanes. */
export interface Rate {
  /** Requests a second in the long run. */
  perSecond: number;
  /** Requests at once, after a pause. */
  burst: number;
  /** Requests under way at the same time, in all processes together. */
  lanes: number;
  /** Seconds after which a request that was not given back is taken for dead. */
  leaseSeconds: number;
}

/** What a request does to a domain's budget: `feed` for a subscribed feed, which does not queue behind pages. */
export type Lane = 'feed' | 'page';

/** A request may go now, and gives `lease` back when it has ended; or it has a turn in `waitMs` milliseconds. */
export type Taken = { waitMs: 0; lease: Date } | { waitMs: number; lease: null };

/** The request budget per registrable domain, shared by all processes; times are the database's. */
export const budgets = (sql: Sql, gather: Gather = oneByOne) => ({
  /**
   * Takes one request from a domain's budget. Where it is used up, the request gets a turn, first come, first served:
   * whoever comes back with the same `key` after `waitMs` goes then.
   */
  take: (domain: string, key: string, lane: Lane, rate: Rate): Promise<Taken> =>
    gather('budgets.take', { domain, key, lane, rate }, (wanted) => takeMany(sql, wanted)),

  /** Gives a request back that has ended; `well` if the domain answered as it should, which ends its strikes. */
  release: (domain: string, lease: Date, well: boolean): Promise<void> =>
    gather('budgets.release', { domain, lease, well }, (ended) => releaseMany(sql, ended)),

  /**
   * Keeps every process away from a domain that asked for it: for `askedSeconds` if it said how long, else for
   * `firstSeconds`, doubled with each strike in a row up to `mostSeconds`. Requests that were under way together are
   * one strike. Returns the seconds to stay away.
   */
  async block(
    domain: string,
    askedSeconds: number | null,
    { firstSeconds, mostSeconds }: { firstSeconds: number; mostSeconds: number },
  ): Promise<number> {
    const row = await one<{ seconds: number }>(
      sql,
      `with turns as (delete from hearsay.turns where domain = $1),
       known as (select coalesce(max(case when blocked_until > statement_timestamp() then strikes - 1 else strikes end), 0)
         as strikes from hearsay.budgets where domain = $1),
       own as (select case when $2::float8 is null then $3::float8 * 2 ^ least(20, strikes)
         when strikes = 0 then 0 else $3::float8 * 2 ^ least(20, strikes - 1) end as seconds from known),
       wait as (select statement_timestamp() +
         make_interval(secs => greatest($2::float8, least($4::float8, seconds))) as until from own)
       insert into hearsay.budgets as b (domain, next_at, feed_at, blocked_until, strikes)
       select $1, until, until, until, 1 from wait
       on conflict (domain) do update set
         blocked_until = greatest(b.blocked_until, excluded.blocked_until),
         next_at = greatest(b.blocked_until, excluded.blocked_until),
         feed_at = greatest(b.blocked_until, excluded.blocked_until),
         strikes = case when b.blocked_until > statement_timestamp() then b.strikes else b.strikes + 1 end
       returning extract(epoch from blocked_until - statement_timestamp())::float8 as seconds`,
      [domain, askedSeconds, firstSeconds, mostSeconds],
    );
    return Math.max(0, row?.seconds ?? firstSeconds);
  },
});

interface Wanted {
  domain: string;
  key: string;
  lane: Lane;
  rate: Rate;
}

/** Always in the order of the domains, so that two processes never wait for each other's rows. */
async function takeMany(sql: Sql, wanted: Wanted[]): Promise<Taken[]> {
  const column = <T>(of: (each: Wanted) => T) => wanted.map(of);
  const rows = await many<{ at: string; wait: number; leased: Date | null }>(
    sql,
    `select w.at, t.wait, t.leased from (select * from unnest($1::text[], $2::text[], $3::boolean[], $4::float8[],
         $5::float8[], $6::int[], $7::float8[]) with ordinality
         as u (domain, key, is_feed, step, slack, lanes, lease, at) order by domain collate "C", at) w,
       lateral hearsay.take_budget(w.domain, w.key, w.is_feed, make_interval(secs => w.step),
         make_interval(secs => w.slack), w.lanes, make_interval(secs => w.lease)) t`,
    [
      column((each) => each.domain),
      column((each) => each.key),
      column((each) => each.lane === 'feed'),
      column(({ rate }) => 1 / rate.perSecond),
      column(({ rate }) => (rate.burst - 1) / rate.perSecond),
      column(({ rate }) => rate.lanes),
      column(({ rate }) => rate.leaseSeconds),
    ],
  );
  const byPlace = new Map(rows.map((row) => [Number(row.at), row]));
  return wanted.map((_, i) => takenOf(byPlace.get(i + 1)));
}

function takenOf(row: { wait: number; leased: Date | null } | undefined): Taken {
  if (row === undefined) throw new Error('A budget gave no answer.');
  if (row.leased !== null) return { waitMs: 0, lease: row.leased };
  return { waitMs: Math.max(1, Math.ceil(row.wait * 1_000)), lease: null };
}

async function releaseMany(
  sql: Sql,
  ended: { domain: string; lease: Date; well: boolean }[],
): Promise<undefined[]> {
  await sql.query(
    `select hearsay.release_budget(u.domain, u.lease, u.well) from (select * from unnest($1::text[], $2::timestamptz[],
       $3::boolean[]) as v (domain, lease, well) order by domain collate "C") u`,
    [ended.map((each) => each.domain), ended.map((each) => each.lease), ended.map((each) => each.well)],
  );
  return ended.map(() => undefined);
}
