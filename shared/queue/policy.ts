import { pipeline, type StageName } from '@hearsay/pipeline';
import type { BulkJobOptions, WorkerOptions } from 'bullmq';
import type { NewJob } from './queues.js';

/**
 * How long finished jobs stay: at least as long as a relay that died could add the same id again. By age and not by
 * count, which would halve the throughput of the PostgreSQL backend.
 */
const keepFinishedSeconds = 3_600;

/** A stage's worker is told within this many milliseconds that another one died with a job. */
const stalledCheckMs = 5_000;

/** A job taken up again this often after killed workers is taken for the killer, and fails. */
const maxStalls = 5;

/** What BullMQ is told of one job. */
export function jobOptions(job: NewJob): BulkJobOptions {
  const { retry, key, urgent } = pipeline[job.stage];
  return {
    jobId: job.id,
    attempts: retry.attempts,
    backoff: { type: 'pipeline' },
    removeOnComplete: { age: keepFinishedSeconds },
    removeOnFail: false,
    // keepLastIfActive: a job that arrives while its twin is running must run after it, or its news would be lost.
    deduplication: { id: (key as (payload: unknown) => string)(job.payload), keepLastIfActive: true },
    lifo: (urgent as ((payload: unknown) => boolean) | undefined)?.(job.payload) ?? false,
  };
}

/** What BullMQ is told of a stage's worker, but for its connection. */
export function workerOptions(
  stage: StageName,
  concurrency: number | undefined,
  retryFactor = 1,
): Omit<WorkerOptions, 'connection'> {
  return {
    concurrency: concurrency ?? pipeline[stage].concurrency,
    lockDuration: pipeline[stage].lockMs,
    stalledInterval: stalledCheckMs,
    maxStalledCount: maxStalls,
    settings: { backoffStrategy: (made) => Math.ceil(retryFactor * backoff(stage, made, Math.random())) },
  };
}

/** The wait before the next attempt in milliseconds; `draw` in 0..1 decides the jitter. */
export function backoff(stage: StageName, attemptsMade: number, draw: number): number {
  const { backoffMs, maxBackoffMs, jitter } = pipeline[stage].retry;
  const full = Math.min(maxBackoffMs, backoffMs * 2 ** Math.max(0, attemptsMade - 1));
  return Math.round(full * (1 - jitter * draw));
}
