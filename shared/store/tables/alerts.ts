import { clean, json, many, one, type Sql } from './sql.js';

export interface Subscription {
  id: string;
  name: string;
  /** Where it is told: `{ kind: 'webhook', url }`, … */
  channel: unknown;
  /** What it wants; null is everything. */
  wants: unknown;
  createdAt: Date;
  afterSeq: string;
}

export interface Alert {
  id: string;
  subscription: string;
  kind: string;
  story: string;
  outlet: string;
  createdAt: Date;
  body: unknown;
  state: 'pending' | 'delivered' | 'failed';
}

export interface Delivery {
  alert: string;
  attempt: number;
  at: Date;
  ok: boolean;
  status: number | null;
  error: string | null;
}

const subscriptionColumns = `id, name, channel, wants, created_at as "createdAt", after_seq as "afterSeq"`;
const alertColumns = 'id, subscription, kind, story, outlet, created_at as "createdAt", body, state';

/** Who wants what, what they were told, and each attempt to tell them. */
export const alerts = (sql: Sql) => ({
  subscriptions: () =>
    many<Subscription>(
      sql,
      `select ${subscriptionColumns} from hearsay.subscriptions order by created_at, id`,
    ),

  subscription: (id: string) =>
    one<Subscription>(sql, `select ${subscriptionColumns} from hearsay.subscriptions where id = $1`, [id]),

  /** Adds a subscription; one of that id is changed in name, channel and wants only. */
  subscribe: (subscription: Subscription) =>
    sql.query(
      `insert into hearsay.subscriptions (id, name, channel, wants, created_at, after_seq)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do update set name = excluded.name, channel = excluded.channel, wants = excluded.wants`,
      [
        subscription.id,
        clean(subscription.name),
        json(subscription.channel),
        subscription.wants === null ? null : json(subscription.wants),
        subscription.createdAt,
        subscription.afterSeq,
      ],
    ),

  async unsubscribe(id: string): Promise<boolean> {
    return (await sql.query('delete from hearsay.subscriptions where id = $1', [id])).rowCount > 0;
  },

  /** Of these events, the ones this subscription was not told yet. */
  async untold(subscription: string, seqs: string[]): Promise<Set<string>> {
    const rows = await many<{ seq: string }>(
      sql,
      `select s::text as seq from unnest($2::bigint[]) as s
       where not exists (select from hearsay.alert_events where subscription = $1 and event = s)`,
      [subscription, seqs],
    );
    return new Set(rows.map((row) => row.seq));
  },

  /** The outlets whose coverage of a story this subscription was told of. */
  async toldOutlets(subscription: string, story: string): Promise<string[]> {
    const rows = await many<{ outlet: string }>(
      sql,
      `select distinct outlet from hearsay.alerts where subscription = $1 and story = $2 and kind = 'coverage'`,
      [subscription, story],
    );
    return rows.map((row) => row.outlet);
  },

  /** Keeps an alert with its events. Returns false if one of them is in another alert of the subscription. */
  async save(alert: Alert, seqs: string[]): Promise<boolean> {
    const { rowCount } = await sql.query(
      `insert into hearsay.alerts (id, subscription, kind, story, outlet, created_at, body, state)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [
        alert.id,
        alert.subscription,
        alert.kind,
        alert.story,
        alert.outlet,
        alert.createdAt,
        json(alert.body),
        alert.state,
      ],
    );
    if (rowCount === 0) return false;
    await sql.query(
      'insert into hearsay.alert_events (subscription, event, alert) select $1, unnest($2::bigint[]), $3',
      [alert.subscription, seqs, alert.id],
    );
    return true;
  },

  get: (id: string) => one<Alert>(sql, `select ${alertColumns} from hearsay.alerts where id = $1`, [id]),

  list: (limit: number) =>
    many<Alert>(sql, `select ${alertColumns} from hearsay.alerts order by created_at desc, id limit $1`, [
      limit,
    ]),

  /** Alerts of a subscription made after a time, oldest first. */
  since: (after: Date, subscription: string) =>
    many<Alert>(
      sql,
      `select ${alertColumns} from hearsay.alerts where created_at > $1 and subscription = $2
       order by created_at, id limit 200`,
      [after, subscription],
    ),

  /** All alerts in the order they were made. */
  all: () => many<Alert>(sql, `select ${alertColumns} from hearsay.alerts order by created_at, id`),

  /** Keeps an attempt and what it made of the alert. */
  async attempted(delivery: Delivery, state: Alert['state']): Promise<void> {
    await sql.query(
      `insert into hearsay.deliveries (alert, attempt, at, ok, status, error) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [
        delivery.alert,
        delivery.attempt,
        delivery.at,
        delivery.ok,
        delivery.status,
        delivery.error && clean(delivery.error),
      ],
    );
    await sql.query('update hearsay.alerts set state = $2 where id = $1', [delivery.alert, state]);
  },

  async attempts(alert: string): Promise<number> {
    const row = await one<{ n: number }>(
      sql,
      'select coalesce(max(attempt), 0) as n from hearsay.deliveries where alert = $1',
      [alert],
    );
    return row?.n ?? 0;
  },

  deliveries: (alert: string) =>
    many<Delivery>(
      sql,
      'select alert, attempt, at, ok, status, error from hearsay.deliveries where alert = $1 order by attempt',
      [alert],
    ),
});
