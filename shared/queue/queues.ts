import type { Payload, StageName } from '@hearsay/pipeline';

/** A job as its worker sees it. The payload is not yet parsed: whoever runs the job parses it. */
export interface QueuedJob {
  /** The same at every attempt, and unique for ever: outcomes are kept by it. */
  id: string;
  stage: StageName;
  payload: unknown;
  /** 1 at the first attempt; waiting on request spends none. */
  attempt: number;
  attempts: number;
  /** When it was put into the queue, in milliseconds since 1970. */
  queuedAt: number;
}

/** A job to be made. `id` is from the outbox, so that a relay that dies half-way makes it once. */
export type NewJob = { [S in StageName]: { id: string; stage: S; payload: Payload<S> } }[StageName];

export interface StageCounts {
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
  /** Age of the oldest waiting job in milliseconds; 0 where none waits. */
  oldestMs: number;
}

/** A job that failed for good and waits for a person. */
export interface FailedJob {
  id: string;
  stage: StageName;
  payload: unknown;
  error: string;
  attempts: number;
  failedAt: number;
}

/** What a worker of a stage is: it can be closed, which waits for the jobs it holds. */
export interface Handle {
  close(): Promise<void>;
}

/**
 * The queues of all stages, whatever carries them. `run` of a worker may throw RetryAfterError (delayed, no
 * attempt spent), PermanentError (fails at once) or anything else (retried as the pipeline's policy says).
 */
export interface Queues {
  readonly kind: 'redis' | 'postgres';
  /** Puts jobs into their queues. A job whose key is waiting already is one with it. */
  add(jobs: NewJob[]): Promise<void>;
  /**
   * The same for jobs that may have been put there before, by a process that died: those the queues know by their id are left
   * out. The PostgreSQL backend (bullmq 6) would make no job of them, but take their key, so that no twin would ever run again.
   */
  addAgain(jobs: NewJob[]): Promise<void>;
  /** Starts a worker for a stage in this process. */
  work(
    stage: StageName,
    run: (job: QueuedJob) => Promise<unknown>,
    /** `retryFactor` multiplies the waits between attempts; 1 unless given. */
    options?: { concurrency?: number; retryFactor?: number },
  ): Handle;
  /** Calls `run` every `everyMs` milliseconds in one of all processes that ask for this tick. */
  tick(name: string, everyMs: number, run: () => Promise<void>): Promise<Handle>;
  counts(): Promise<Record<StageName, StageCounts>>;
  failed(stage: StageName, limit: number): Promise<FailedJob[]>;
  /** Puts a failed job back; false if no failed job has that id. */
  retry(stage: StageName, id: string): Promise<boolean>;
  /** Forgets a failed job; false if no failed job has that id. */
  discard(stage: StageName, id: string): Promise<boolean>;
  /** True if the queue's server answers. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** The queue's server cannot be used: one sentence that says what is wrong and what to do. */
export class QueueUnreachableError extends Error {
  override name = 'QueueUnreachableError';
}
