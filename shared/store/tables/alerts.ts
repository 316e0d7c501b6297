import { clean, json, many, one, type Sql } from './sql.js';

/**
 * `pending`: to be delivered. `held`: waits for its time (quiet hours, digest, cap). `folded`: told within a digest.
 * `muted`: never told. `failed`: given up, waits for a person.
 */
export type AlertState = 'pending' | 'held' | 'delivered' | 'failed' | 'muted' | 'folded';

export interface Alert {
  id: string;
  subscription: string;
  /** Grows with each alert: the order in which a subscription is told, and the cursor of a replay. */
  seq: string;
  kind: string;
  story: string;
  outlet: string;
  createdAt: Date;
  /** What it says (shared/text/alert). */
  body: unknown;
  state: AlertState;
  dueAt: Date;
  held: string | null;
  /** The digest that lists it. */
  toldIn: string | null;
}

export type NewAlert = Omit<Alert, 'seq' | 'toldIn'>;

export interface Delivery {
  alert: string;
  attempt: number;
  at: Date;
  ok: boolean;
  status: number | null;
  error: string | null;
  milliseconds: number | null;
  /** The start of what the receiver answered. */
  answer: string | null;
}

const columns = `id, subscription, seq, kind, story, outlet, created_at as "createdAt", body, state,
  due_at as "dueAt", held, told_in as "toldIn"`;

/** What subscriptions were told, and each attempt to tell them. */
export const alerts = (sql: Sql) => ({
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

  /** What a subscription was or will be told of a story, oldest first. */
  toldOf: (subscription: string, story: string) =>
    many<Alert>(
      sql,
      `select ${columns} from hearsay.alerts
       where subscription = $1 and story = $2 and state <> 'muted' and kind not in ('digest', 'test') order by seq`,
      [subscription, story],
    ),

  /** Seconds from publication to alert since a time: the median, and what 95 of 100 stay below; null where nothing was told. */
  async lag(since: Date): Promise<{ alerts: number; median: number; most: number } | null> {
    const row = await one<{ alerts: number; median: number | null; most: number | null }>(
      sql,
      `select count(*)::int as alerts, percentile_cont(0.5) within group (order by lag) as median,
         percentile_cont(0.95) within group (order by lag) as most
       from (select greatest(0, extract(epoch from created_at - (body->'article'->>'published')::timestamptz))::float8 as lag
         from hearsay.alerts where created_at > $1 and kind in ('dispute', 'coverage', 'update', 'crossing')
           and body->'article'->>'published' is not null) as told`,
      [since],
    );
    const { alerts = 0, median = null, most = null } = row ?? {};
    return median === null || most === null ? null : { alerts, median, most };
  },

  /** Which subscriptions were told one of these lines of the log, and by how many alerts. */
  toldOfLines: (seqs: string[]) =>
    many<{ subscription: string; name: string; alerts: number }>(
      sql,
      `select s.id as subscription, s.name, count(distinct t.alert)::int as alerts
       from hearsay.alert_events t join hearsay.subscriptions s on s.id = t.subscription
       where t.event = any($1) group by s.id, s.name order by s.name, s.id`,
      [seqs],
    ),

  /** When it was sent something since a time, oldest first. */
  async sentSince(subscription: string, since: Date): Promise<Date[]> {
    const rows = await many<{ at: Date }>(
      sql,
      `select due_at as at from hearsay.alerts
       where subscription = $1 and due_at > $2 and state in ('pending', 'delivered') order by due_at`,
      [subscription, since],
    );
    return rows.map((row) => row.at);
  },

  /** Keeps an alert with its events. Returns false if it is known, or one of them is in another alert of the subscription. */
  async save(alert: NewAlert, seqs: string[]): Promise<boolean> {
    const { rowCount } = await sql.query(
      `insert into hearsay.alerts (id, subscription, kind, story, outlet, created_at, body, state, due_at, held)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
      [
        alert.id,
        alert.subscription,
        alert.kind,
        alert.story,
        alert.outlet,
        alert.createdAt,
        json(alert.body),
        alert.state,
        alert.dueAt,
        alert.held,
      ],
    );
    if (rowCount === 0) return false;
    await sql.query(
      'insert into hearsay.alert_events (subscription, event, alert) select $1, unnest($2::bigint[]), $3',
      [alert.subscription, seqs, alert.id],
    );
    return true;
  },

  get: (id: string) => one<Alert>(sql, `select ${columns} from hearsay.alerts where id = $1`, [id]),

  /** Newest first. */
  list: (limit: number, of: { subscription?: string; state?: AlertState; before?: string } = {}) =>
    many<Alert>(
      sql,
      `select ${columns} from hearsay.alerts
       where ($2::text is null or subscription = $2) and ($3::text is null or state = $3)
         and ($4::bigint is null or seq < $4) order by seq desc limit $1`,
      [limit, of.subscription ?? null, of.state ?? null, of.before ?? null],
    ),

  /** Alerts of a subscription after one of them, oldest first. */
  after: (subscription: string, seq: string, limit: number) =>
    many<Alert>(
      sql,
      `select ${columns} from hearsay.alerts where subscription = $1 and seq > $2
       and state in ('pending', 'delivered', 'failed') order by seq limit $3`,
      [subscription, seq, limit],
    ),

  /** All alerts in the order they were made. */
  all: () => many<Alert>(sql, `select ${columns} from hearsay.alerts order by seq`),

  /** The last alert, "0" where there is none. */
  async last(): Promise<string> {
    const row = await one<{ seq: string }>(
      sql,
      'select coalesce(max(seq), 0)::text as seq from hearsay.alerts',
    );
    return row?.seq ?? '0';
  },

  /** The next alert to deliver to a subscription: order is kept, so one that is not due yet keeps nobody waiting but itself. */
  nextPending: (subscription: string, now: Date) =>
    one<Alert>(
      sql,
      `select ${columns} from hearsay.alerts
       where subscription = $1 and state = 'pending' and due_at <= $2 order by seq limit 1`,
      [subscription, now],
    ),

  /** Held alerts whose time has come, of active subscriptions, locked; by subscription, oldest first. */
  heldDue: (now: Date, limit: number) =>
    many<Alert>(
      sql,
      `select ${columns} from hearsay.alerts where state = 'held' and due_at <= $1
       order by subscription, seq limit $2 for update skip locked`,
      [now, limit],
    ),

  /** Changes what becomes of alerts; `toldIn` names the digest they are part of. */
  setState: (ids: string[], state: AlertState, toldIn: string | null = null) =>
    sql.query('update hearsay.alerts set state = $2, told_in = coalesce($3, told_in) where id = any($1)', [
      ids,
      state,
      toldIn,
    ]),

  /** Puts alerts back to be delivered (again) now. Returns how many. */
  async resend(ids: string[], now: Date): Promise<number> {
    const { rowCount } = await sql.query(
      "update hearsay.alerts set state = 'pending', due_at = $2, held = null where id = any($1)",
      [ids, now],
    );
    return rowCount;
  },

  /** Keeps an attempt and what it made of the alert. */
  async attempted(delivery: Delivery, state: AlertState): Promise<void> {
    await sql.query(
      `insert into hearsay.deliveries (alert, attempt, at, ok, status, error, milliseconds, answer)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [
        delivery.alert,
        delivery.attempt,
        delivery.at,
        delivery.ok,
        delivery.status,
        delivery.error && clean(delivery.error),
        delivery.milliseconds,
        delivery.answer && clean(delivery.answer),
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

  /** Attempts to deliver alerts with what they told whom, the latest first; at one time, by alert and number. */
  attemptsOf: (
    limit: number,
    of: { alert?: string; subscription?: string; ok?: boolean; before?: { at: Date; id: string } } = {},
  ) =>
    many<Delivery & { subscription: string; state: AlertState; headline: string }>(
      sql,
      `select d.alert, d.attempt, d.at, d.ok, d.status, d.error, d.milliseconds, d.answer,
         a.subscription, a.state, coalesce(a.body->>'headline', '') as headline
       from hearsay.deliveries d join hearsay.alerts a on a.id = d.alert
       where ($2::text is null or d.alert = $2) and ($3::text is null or a.subscription = $3)
         and ($4::boolean is null or d.ok = $4)
         and ($5::timestamptz is null or (d.at, d.alert || ' ' || d.attempt) < ($5, $6::text))
       order by d.at desc, d.alert || ' ' || d.attempt desc limit $1`,
      [
        limit,
        of.alert ?? null,
        of.subscription ?? null,
        of.ok ?? null,
        of.before?.at ?? null,
        of.before?.id ?? null,
      ],
    ),

  deliveries: (alert: string) =>
    many<Delivery>(
      sql,
      `select alert, attempt, at, ok, status, error, milliseconds, answer
       from hearsay.deliveries where alert = $1 order by attempt`,
      [alert],
    ),
});
