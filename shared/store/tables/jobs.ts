import { type Gather, oneByOne } from '../gather.js';
import { json, many, one, type Sql } from './sql.js';

/** What became of a job. */
export interface OutcomeRow {
  job: string;
  stage: string;
  outcome: 'forward' | 'drop' | 'done' | 'failed';
  reason: string | null;
  payload: unknown;
  /** Ids the job was about. */
  subjects: string[];
  at: Date;
  milliseconds: number;
  attempts: number;
}

/** A job to be made. */
export interface OutboxRow {
  id: string;
  stage: string;
  payload: unknown;
}

const outcomeColumns = 'job, stage, outcome, reason, payload, subjects, at, milliseconds, attempts';

/** Outcomes of jobs, and the outbox between a write and the jobs that follow from it. */
export const jobs = (sql: Sql, gather: Gather = oneByOne) => ({
  outcome: (job: string) => gather('jobs.outcome', job, (all) => outcomesOf(sql, all)),

  /** Keeps the one outcome of a job; only a failure gives way to a later one. Returns false if it has one already. */
  saveOutcome: (row: OutcomeRow): Promise<boolean> =>
    gather('jobs.saveOutcome', row, (rows) => saveOutcomes(sql, rows)),

  /** Ids that belong to an article, entry, page or address: what its trail is made of. */
  async subjectsOf(of: string): Promise<string[]> {
    const rows = await many<{ id: string }>(
      sql,
      `with start (id, url) as (
         select id, url from hearsay.articles where id = $1 or url = $1
         union select id, canonical_url from hearsay.entries where id = $1 or url = $1 or canonical_url = $1
         union select id, url from hearsay.pages where id = $1 or url = $1),
       pages as (select p.id, p.entry from hearsay.pages p where p.id in (select id from start)
         or p.entry in (select id from start)
         or p.entry in (select v.entry from hearsay.revisits v where v.article in (select id from start)) or p.id in
           (select r.page from hearsay.revisions r where r.article in (select id from start)))
       select $1::text as id union select id from start union select id from pages
       union select entry from pages where entry is not null
       union select r.article from hearsay.revisions r where r.page in (select id from pages)`,
      [of],
    );
    return rows.map((row) => row.id);
  },

  /** Every outcome about one of these ids, oldest first: where did it go, and why. */
  trail: (subjects: string[]) =>
    many<OutcomeRow>(
      sql,
      `select ${outcomeColumns} from hearsay.outcomes where subjects && $1 order by at, stage limit 500`,
      [subjects],
    ),

  /** How many jobs of each stage ended how, and why. */
  counts: () =>
    many<{ stage: string; outcome: string; reason: string | null; jobs: number }>(
      sql,
      `select stage, outcome, case when outcome = 'drop' then reason end as reason, count(*)::int as jobs
       from hearsay.outcomes group by 1, 2, 3 order by 1, 2, 3`,
    ),

  /** Jobs of each stage that ended since a time, and how long one took on average, in milliseconds. */
  endedSince: (since: Date) =>
    many<{ stage: string; jobs: number; milliseconds: number }>(
      sql,
      `select stage, count(*)::int as jobs, coalesce(avg(milliseconds), 0) as milliseconds
       from hearsay.outcomes where at > $1 group by stage`,
      [since],
    ),

  /** Removes outcomes older than a day that dropped or did nothing new: polls would fill the table. */
  forget: (stage: string, outcome: string, before: Date) =>
    sql.query('delete from hearsay.outcomes where stage = $1 and outcome = $2 and at < $3', [
      stage,
      outcome,
      before,
    ]),

  /** Writes jobs to be made, in this transaction. Returns them with their ids. */
  async post(rows: { stage: string; payload: unknown }[]): Promise<OutboxRow[]> {
    if (rows.length === 0) return [];
    return many<OutboxRow>(
      sql,
      `insert into hearsay.outbox (stage, payload)
       select stage, payload from jsonb_to_recordset($1::jsonb) as x (stage text, payload jsonb)
       returning id, stage, payload`,
      [json(rows)],
    );
  },

  /** Rows that have waited for `seconds`, oldest first. */
  waiting: (seconds: number, limit: number) =>
    many<OutboxRow>(
      sql,
      `select id, stage, payload from hearsay.outbox
       where created_at <= now() - make_interval(secs => $1) order by id limit $2`,
      [seconds, limit],
    ),

  posted: (ids: string[]) => sql.query('delete from hearsay.outbox where id = any($1::bigint[])', [ids]),

  async waitingCount(): Promise<number> {
    return Number((await one<{ n: string }>(sql, 'select count(*) as n from hearsay.outbox'))?.n ?? 0);
  },
});

async function outcomesOf(sql: Sql, all: string[]): Promise<(OutcomeRow | null)[]> {
  const rows = await many<OutcomeRow>(
    sql,
    `select ${outcomeColumns} from hearsay.outcomes where job = any($1)`,
    [all],
  );
  const byJob = new Map(rows.map((row) => [row.job, row]));
  return all.map((job) => byJob.get(job) ?? null);
}

/** Whether each was kept. Throws if a job is named twice: one statement cannot decide between them. */
async function saveOutcomes(sql: Sql, rows: OutcomeRow[]): Promise<boolean[]> {
  const kept = await many<{ job: string }>(
    sql,
    `insert into hearsay.outcomes (job, stage, outcome, reason, payload, subjects, at, milliseconds, attempts)
     select job, stage, outcome, reason, payload, subjects, at, milliseconds, attempts
     from jsonb_to_recordset($1::jsonb) as x (job text, stage text, outcome text, reason text, payload jsonb,
       subjects text[], at timestamptz, milliseconds float8, attempts int)
     on conflict (job) do update set outcome = excluded.outcome, reason = excluded.reason, at = excluded.at,
       milliseconds = excluded.milliseconds, attempts = excluded.attempts
     where outcomes.outcome = 'failed' returning job`,
    [json(rows)],
  );
  const jobs = new Set(kept.map((row) => row.job));
  return rows.map((row) => jobs.has(row.job));
}
