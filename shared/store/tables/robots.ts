import { clean, one, type Sql } from './sql.js';

/** What is known of an origin's robots.txt. */
export interface RobotsRow {
  origin: string;
  /** `rules`: those in `rules` hold; `none`: all is allowed; `unreachable`: nothing is. */
  verdict: 'rules' | 'none' | 'unreachable';
  rules: string | null;
  /** In words: why it is as it is. */
  reason: string;
  /** When `verdict` was last read from the site, and until when it holds. */
  readAt: Date | null;
  expiresAt: Date;
  /** Since when it could not be read, and how often in a row. */
  failingSince: Date | null;
  failures: number;
}

/** robots.txt of each origin, shared by all processes. */
export const robots = (sql: Sql) => ({
  /** What is known, expired or not; null where it was never asked for. */
  get: (origin: string) =>
    one<RobotsRow>(
      sql,
      `select origin, verdict, rules, reason, read_at as "readAt", expires_at as "expiresAt",
         failing_since as "failingSince", failures from hearsay.robots where origin = $1 and verdict is not null`,
      [origin],
    ),

  /**
   * Takes the right to ask for it, for `seconds`. Null if it was taken; else another has it, or has just read it:
   * for how many milliseconds it has been asking.
   */
  async claim(origin: string, seconds: number): Promise<number | null> {
    const { rowCount } = await sql.query(
      `insert into hearsay.robots as r (origin, expires_at, asking_until)
       values ($1, '-infinity', statement_timestamp() + make_interval(secs => $2))
       on conflict (origin) do update set asking_until = excluded.asking_until
       where r.expires_at <= statement_timestamp()
         and (r.asking_until is null or r.asking_until <= statement_timestamp())`,
      [origin, seconds],
    );
    if (rowCount > 0) return null;
    const row = await one<{ ms: number | null }>(
      sql,
      `select 1000 * extract(epoch from statement_timestamp() - asking_until + make_interval(secs => $2))::float8 as ms
       from hearsay.robots where origin = $1`,
      [origin, seconds],
    );
    return Math.max(0, row?.ms ?? 0);
  },

  /** Gives the right back unused. */
  unclaim: (origin: string) =>
    sql.query('update hearsay.robots set asking_until = null where origin = $1', [origin]),

  /** Keeps what was read, and gives the right back. */
  save: (row: RobotsRow) =>
    sql.query(
      `insert into hearsay.robots (origin, verdict, rules, reason, read_at, expires_at, failing_since, failures)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (origin) do update set verdict = excluded.verdict, rules = excluded.rules,
         reason = excluded.reason, read_at = excluded.read_at, expires_at = excluded.expires_at,
         failing_since = excluded.failing_since, failures = excluded.failures, asking_until = null`,
      [
        row.origin,
        row.verdict,
        row.rules && clean(row.rules),
        clean(row.reason),
        row.readAt,
        row.expiresAt,
        row.failingSince,
        row.failures,
      ],
    ),
});
