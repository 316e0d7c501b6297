import {
  type Outcome,
  type Payload,
  PermanentError,
  pipeline,
  RetryAfterError,
  type StageName,
} from '@hearsay/pipeline';
import type { NewJob, QueuedJob } from '@hearsay/queue';
import type { OutboxRow, OutcomeRow, Tables } from '@hearsay/store';
import type { Deps, Handler, Work } from './handler.js';
import { countJob } from './metrics.js';

/** Ids named in one outcome at the most: a poll may find hundreds of entries, and each has outcomes of its own. */
const mostSubjects = 100;

/** A job that has only been asked to wait for this long fails, and a person looks at it. */
const longestWaitMs = 72 * 3_600_000;

/** What came of running a job: its outcome, and the jobs that were posted with it. */
export interface Ran {
  outcome: OutcomeRow['outcome'];
  reason: string | null;
  posted: OutboxRow[];
}

/**
 * Runs one job: checks its payload, calls the handler, and keeps what it wrote, its outcome and the jobs that
 * follow in one transaction. A job that has its outcome already is not run again. Errors are thrown on to the
 * queue; at the last attempt, and for errors that no retry can mend, the failure is kept as the job's outcome.
 */
export async function runJob<S extends StageName>(
  stage: S,
  job: QueuedJob,
  handler: Handler<S>,
  deps: Deps,
): Promise<Ran> {
  const shares = pipeline[stage].commits === 'together';
  // Where many small jobs share a commit, the look costs more than to find out there that the job ran before.
  const known = shares ? null : await ranBefore(job, deps);
  if (known !== null) return known;
  const started = performance.now();
  try {
    const payload = parsePayload(stage, job.payload);
    const work = await handler(payload, deps);
    const commit = shares ? deps.store.together : deps.store.transaction;
    const ran = await commit((write) => keep(stage, job, work, write, deps, started));
    countJob(deps.metrics, stage, ran.outcome, performance.now() - started);
    return ran;
  } catch (error) {
    const twin = error instanceof RanMeanwhile ? await ranBefore(job, deps) : null;
    if (twin !== null) return twin;
    const cause = boundedWait(error, job);
    await failed(stage, job, cause, deps, performance.now() - started);
    throw cause;
  }
}

/** The same job ended on another worker while it ran here: what it wrote here is rolled back. */
class RanMeanwhile extends Error {}

/** What came of this job when it ran before; null if it did not, or failed. The jobs that follow were posted then. */
async function ranBefore(job: QueuedJob, deps: Deps): Promise<Ran | null> {
  const known = await deps.store.jobs.outcome(job.id);
  if (known === null || known.outcome === 'failed') return null;
  return { outcome: known.outcome, reason: known.reason, posted: [] };
}

/** A job may be asked to wait again and again, but not for ever. */
function boundedWait(error: unknown, job: QueuedJob): unknown {
  if (!(error instanceof RetryAfterError) || Date.now() - job.queuedAt <= longestWaitMs) return error;
  const hours = longestWaitMs / 3_600_000;
  return new PermanentError(`Still asked to wait after ${hours} hours: ${error.message}`, { cause: error });
}

/** The payload as its stage's schema has it; a payload that does not fit can never work. */
export function parsePayload<S extends StageName>(stage: S, payload: unknown): Payload<S> {
  const parsed = pipeline[stage].payload.safeParse(payload);
  if (parsed.success) return parsed.data as Payload<S>;
  const where = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new PermanentError(`The payload of this ${stage} job does not fit its schema (${where}).`);
}

/** The jobs of outbox rows, as the queue takes them. */
export function jobsOf(rows: OutboxRow[]): NewJob[] {
  return rows.map((row) => ({ id: `ob-${row.id}`, stage: row.stage, payload: row.payload }) as NewJob);
}

async function keep<S extends StageName>(
  stage: S,
  job: QueuedJob,
  work: Work<S>,
  write: Tables,
  deps: Deps,
  started: number,
): Promise<Ran> {
  const outcome = typeof work === 'function' ? await work(write) : work;
  const posted = await write.jobs.post(forwarded(outcome));
  const reason = outcome.kind === 'drop' ? outcome.reason : outcome.note;
  const kept = await write.jobs.saveOutcome({
    job: job.id,
    stage,
    outcome: outcome.kind,
    reason,
    payload: job.payload,
    subjects: subjectsOf(job.payload, ...posted.map((row) => row.payload)),
    at: deps.clock.now(),
    milliseconds: performance.now() - started,
    attempts: job.attempt,
  });
  if (!kept) throw new RanMeanwhile();
  return { outcome: outcome.kind, reason, posted };
}

function forwarded(outcome: Outcome<StageName>): { stage: string; payload: unknown }[] {
  if (outcome.kind !== 'forward') return [];
  return Object.entries(outcome.to).flatMap(([stage, payloads]) =>
    (payloads as unknown[]).map((payload) => ({ stage, payload: parsePayload(stage as StageName, payload) })),
  );
}

function subjectsOf(...payloads: unknown[]): string[] {
  const ids = payloads.flatMap((payload) =>
    payload !== null && typeof payload === 'object' ? Object.values(payload) : [],
  );
  return [...new Set(ids.filter((id) => typeof id === 'string'))].slice(0, mostSubjects);
}

async function failed(
  stage: StageName,
  job: QueuedJob,
  error: unknown,
  deps: Deps,
  milliseconds: number,
): Promise<void> {
  if (error instanceof RetryAfterError) return;
  const final = error instanceof PermanentError || job.attempt >= job.attempts;
  const reason = error instanceof Error ? error.message : String(error);
  deps.log[final ? 'error' : 'warn'](
    { stage, job: job.id, attempt: job.attempt, final, err: error },
    'job failed',
  );
  if (!final) return;
  countJob(deps.metrics, stage, 'failed', milliseconds);
  await deps.store.jobs.saveOutcome({
    job: job.id,
    stage,
    outcome: 'failed',
    reason,
    payload: job.payload,
    subjects: subjectsOf(job.payload),
    at: deps.clock.now(),
    milliseconds,
    attempts: job.attempt,
  });
}
