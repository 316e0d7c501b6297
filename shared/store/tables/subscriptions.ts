import { clean, json, many, one, type Sql } from './sql.js';

export interface Subscription {
  id: string;
  name: string;
  /** Where it is told: `{ kind: 'webhook', url, … }`; the shapes are those of services/deliver. */
  channel: unknown;
  /** What it wants; null is everything. */
  wants: unknown;
  /** When it is told; null is at once. */
  pace: unknown;
  createdAt: Date;
  /** Only events after this one: a new subscription is not told the past. */
  afterSeq: string;
  /** A stopped one is told nothing until it is started again. */
  state: 'active' | 'stopped';
  stoppedWhy: string | null;
  /** Unguessable, for links; null where it has none. */
  token: string | null;
  /** Failed attempts since the last that arrived, and when the next is due. */
  failures: number;
  retryAt: Date | null;
}

export type NewSubscription = Omit<Subscription, 'state' | 'stoppedWhy' | 'failures' | 'retryAt'>;

const columns = `id, name, channel, wants, pace, created_at as "createdAt", after_seq as "afterSeq", state,
  stopped_why as "stoppedWhy", token, failures, retry_at as "retryAt"`;

const orNull = (value: unknown) => (value === null ? null : json(value));

/** Who wants what, where and when. */
export const subscriptions = (sql: Sql) => ({
  all: () => many<Subscription>(sql, `select ${columns} from hearsay.subscriptions order by created_at, id`),

  active: () =>
    many<Subscription>(
      sql,
      `select ${columns} from hearsay.subscriptions where state = 'active' order by created_at, id`,
    ),

  get: (id: string) =>
    one<Subscription>(sql, `select ${columns} from hearsay.subscriptions where id = $1`, [id]),

  byToken: (token: string) =>
    one<Subscription>(sql, `select ${columns} from hearsay.subscriptions where token = $1`, [token]),

  /** Adds a subscription; one of that id is changed in name, channel, wants and pace only. */
  save: (subscription: NewSubscription) =>
    sql.query(
      `insert into hearsay.subscriptions (id, name, channel, wants, pace, created_at, after_seq, token)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (id) do update set name = excluded.name, channel = excluded.channel, wants = excluded.wants,
         pace = excluded.pace, token = coalesce(hearsay.subscriptions.token, excluded.token)`,
      [
        subscription.id,
        clean(subscription.name),
        json(subscription.channel),
        orNull(subscription.wants),
        orNull(subscription.pace),
        subscription.createdAt,
        subscription.afterSeq,
        subscription.token,
      ],
    ),

  /** Stops it, with the reason; or starts it again, with a clean slate of failures. */
  setState: (id: string, state: Subscription['state'], why: string | null) =>
    sql.query(
      `update hearsay.subscriptions set state = $2, stopped_why = $3, failures = 0, retry_at = null where id = $1`,
      [id, state, why && clean(why)],
    ),

  async remove(id: string): Promise<boolean> {
    return (await sql.query('delete from hearsay.subscriptions where id = $1', [id])).rowCount > 0;
  },

  /** Others that make alerts for it wait until this transaction ends: what has the lower seq is then committed first. */
  lock: (id: string) => sql.query('select from hearsay.subscriptions where id = $1 for update', [id]),

  /** Takes the right to deliver it until a time; false where another worker has it, or it is not due, or stopped. */
  async lease(id: string, now: Date, until: Date): Promise<boolean> {
    const { rowCount } = await sql.query(
      `update hearsay.subscriptions set leased_until = $3
       where id = $1 and state = 'active' and (leased_until is null or leased_until <= $2)
         and (retry_at is null or retry_at <= $2)`,
      [id, now, until],
    );
    return rowCount > 0;
  },

  /** Keeps that right for longer. */
  extend: (id: string, until: Date) =>
    sql.query('update hearsay.subscriptions set leased_until = $2 where id = $1', [id, until]),

  /** Gives that right back, with what the attempts made of it. */
  release: (id: string, failures: number, retryAt: Date | null) =>
    sql.query(
      'update hearsay.subscriptions set leased_until = null, failures = $2, retry_at = $3 where id = $1',
      [id, failures, retryAt],
    ),

  /** Subscriptions with alerts to deliver now that no worker has. */
  async due(now: Date, limit: number): Promise<string[]> {
    const rows = await many<{ id: string }>(
      sql,
      `select s.id from hearsay.subscriptions s
       where s.state = 'active' and (s.leased_until is null or s.leased_until <= $1)
         and (s.retry_at is null or s.retry_at <= $1)
         and exists (select from hearsay.alerts a
           where a.subscription = s.id and a.state = 'pending' and a.due_at <= $1)
       order by s.id limit $2`,
      [now, limit],
    );
    return rows.map((row) => row.id);
  },
});
