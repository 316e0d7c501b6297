import type { OutcomeRow } from '@hearsay/store';
import type { Place, QueuedJob } from './place.js';

/** An alert and the events it told, by their natural keys. */
export interface ToldAlert {
  id: string;
  subscription: string;
  kind: string;
  outlet: string;
  state: string;
  events: string[];
}

/** Everything that was to do and what became of it, read once nothing runs any more. */
export interface Ledger {
  jobs: QueuedJob[];
  outcomes: Pick<OutcomeRow, 'job' | 'stage' | 'outcome' | 'reason' | 'payload'>[];
  outbox: number;
  alerts: ToldAlert[];
}

/**
 * Stages whose work on one payload is done once, whatever happens. Feeds and entries are asked for again, and an
 * article that moves to another story is read again there: how often, an unharmed run says (see compare).
 */
const onceOnly = new Set(['clean', 'dedupe', 'alert']);

/** Stages whose every job follows from what was published, and not from the clock. */
const countable = new Set(['clean', 'dedupe', 'extract', 'match']);

export async function readLedger(place: Place): Promise<Ledger> {
  const db = await place.open();
  try {
    const outcomes = await db.query('select job, stage, outcome, reason, payload from hearsay.outcomes');
    const outbox = await db.query<{ n: number }>('select count(*)::int as n from hearsay.outbox');
    const alerts = await db.query(
      `select a.id, a.subscription, a.kind, a.outlet, a.state, array_agg(e.key order by e.key) as events
       from hearsay.alerts a join hearsay.alert_events t on t.alert = a.id join hearsay.events e on e.seq = t.event
       group by a.id`,
    );
    return {
      jobs: await place.jobs(db),
      outcomes: outcomes.rows,
      outbox: outbox.rows[0]?.n ?? -1,
      alerts: alerts.rows,
    };
  } finally {
    await db.close();
  }
}

/** What is wrong in a ledger, a sentence each: jobs that are stuck, failed, without an outcome or done twice. */
export function examine({ jobs, outcomes, outbox }: Ledger): string[] {
  const byJob = new Map(outcomes.map((row) => [row.job, row]));
  const left = jobs.filter(({ stage, state }) => state !== 'completed' && stage !== 'poll');
  const silent = jobs.filter((job) => job.state === 'completed' && byJob.get(job.id)?.stage !== job.stage);
  const times = new Map<string, number>();
  for (const row of outcomes.filter(({ stage }) => onceOnly.has(stage))) {
    times.set(nameOf(row), (times.get(nameOf(row)) ?? 0) + 1);
  }
  return [
    ...left.map(({ stage, id, state }) => `${stage} job ${id} is ${state}.`),
    ...silent.map(({ stage, id }) => `${stage} job ${id} is completed without an outcome.`),
    ...outcomes
      .filter((row) => row.outcome === 'failed')
      .map((row) => `${row.stage} job ${row.job} failed: ${row.reason}`),
    ...[...times].filter(([, n]) => n > 1).map(([key, n]) => `${key} was done ${n} times.`),
    ...(outbox === 0 ? [] : [`${outbox} rows are left in the outbox.`]),
  ];
}

/** The work that follows from what was published alone, each job by its stage and payload, as often as it was done. */
export function workOf({ outcomes }: Ledger): string[] {
  return outcomes.filter(({ stage }) => countable.has(stage)).map(nameOf);
}

function nameOf({ stage, payload }: Pick<OutcomeRow, 'stage' | 'payload'>): string {
  return `${stage} ${JSON.stringify(payload, Object.keys(payload as object).sort())}`;
}
