import { one, type Sql } from './sql.js';

/** A token bucket: `perSecond` requests in the long run, `burst` at once. */
export interface Rate {
  perSecond: number;
  burst: number;
}

/** The request budget per registrable domain, shared by all processes. */
export const budgets = (sql: Sql) => ({
  /** Takes one request from a domain's budget. Returns 0 if it may go now, else the milliseconds to wait, with nothing taken. */
  async take(domain: string, rate: Rate, now: Date): Promise<number> {
    const step = 1 / rate.perSecond;
    const slack = (rate.burst - 1) * step;
    const taken = await sql.query(
      `insert into hearsay.budgets as b (domain, next_at) values ($1, $2::timestamptz + make_interval(secs => $3))
       on conflict (domain) do update set next_at = greatest(b.next_at, $2) + make_interval(secs => $3)
       where b.next_at <= $2::timestamptz + make_interval(secs => $4)
         and (b.blocked_until is null or b.blocked_until <= $2) returning domain`,
      [domain, now, step, slack],
    );
    if (taken.rows.length > 0) return 0;
    const row = await one<{ seconds: number }>(
      sql,
      `select greatest(extract(epoch from next_at - $2) - $3, extract(epoch from blocked_until - $2))::float8
         as seconds from hearsay.budgets where domain = $1`,
      [domain, now, slack],
    );
    return Math.max(1, Math.ceil((row?.seconds ?? step) * 1000));
  },

  /** Keeps away from a domain until a time it named. */
  block: (domain: string, until: Date) =>
    sql.query(
      `insert into hearsay.budgets (domain, next_at, blocked_until) values ($1, now(), $2)
       on conflict (domain) do update set blocked_until = greatest(budgets.blocked_until, excluded.blocked_until)`,
      [domain, until],
    ),
});
