import { PermanentError, pipeline, RetryAfterError, type StageName, stageNames } from '@hearsay/pipeline';
import {
  createPostgresBackend,
  DelayedError,
  type Job,
  Queue,
  UnrecoverableError,
  Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import { jobOptions, workerOptions } from './policy.js';
import type { FailedJob, Handle, NewJob, QueuedJob, Queues, StageCounts } from './queues.js';

/** The queue that carries ticks; no stage, so that no stage's payload bends to it. */
const clockQueue = 'clock';

/** A site or budget may ask us to wait this long at the most; then the job asks again. */
const longestWaitMs = 6 * 3_600_000;

/** Where BullMQ keeps its jobs. */
export interface Backing {
  kind: Queues['kind'];
  /** ioredis client options, or the embedded engine's pool. */
  // biome-ignore lint/suspicious/noExplicitAny: BullMQ types each backend's connection differently
  connection: any;
  prefix: string;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** The queues of the pipeline on BullMQ. */
export class BullQueues implements Queues {
  readonly kind;
  readonly #backing: Backing;
  readonly #classes: { Queue: typeof Queue; Worker: typeof Worker };
  readonly #queues = new Map<string, Queue>();

  constructor(backing: Backing) {
    this.kind = backing.kind;
    this.#backing = backing;
    this.#classes =
      backing.kind === 'redis'
        ? { Queue, Worker }
        : (withBackend(createPostgresBackend) as unknown as { Queue: typeof Queue; Worker: typeof Worker });
  }

  async addAgain(jobs: NewJob[]): Promise<void> {
    const known = await Promise.all(jobs.map(({ stage, id }) => this.#queue(stage).getJob(id)));
    await this.add(jobs.filter((_, at) => known[at] === undefined));
  }

  async add(jobs: NewJob[]): Promise<void> {
    const stages = [...new Set(jobs.map((job) => job.stage))];
    await Promise.all(
      stages.map((stage) =>
        this.#addTo(
          stage,
          jobs.filter((job) => job.stage === stage),
        ),
      ),
    );
  }

  work(
    stage: StageName,
    run: (job: QueuedJob) => Promise<unknown>,
    options: { concurrency?: number; retryFactor?: number } = {},
  ): Handle {
    const worker = this.#worker(stage, (job, token) => process(stage, job, token, run), {
      ...workerOptions(stage, options.concurrency, options.retryFactor),
    });
    return { close: () => worker.close() };
  }

  async tick(name: string, everyMs: number, run: () => Promise<void>): Promise<Handle> {
    const clock = `${clockQueue}-${name}`;
    await this.#queue(clock).upsertJobScheduler(
      name,
      { every: everyMs },
      { name, opts: { removeOnComplete: true, removeOnFail: true } },
    );
    const worker = this.#worker(clock, run, { concurrency: 1 });
    return { close: () => worker.close() };
  }

  async counts(): Promise<Record<StageName, StageCounts>> {
    const all = await Promise.all(
      stageNames.map(async (stage) => [stage, await countsOf(this.#queue(stage))] as const),
    );
    return Object.fromEntries(all) as Record<StageName, StageCounts>;
  }

  async failed(stage: StageName, limit: number): Promise<FailedJob[]> {
    const jobs = await this.#queue(stage).getFailed(0, limit - 1);
    return jobs.filter(Boolean).map((job) => ({
      id: String(job.id),
      stage,
      payload: job.data,
      error: job.failedReason ?? '',
      attempts: job.attemptsMade,
      failedAt: job.finishedOn ?? job.timestamp,
    }));
  }

  async retry(stage: StageName, id: string): Promise<boolean> {
    const job = await this.#failedJob(stage, id);
    await job?.retry('failed', { resetAttemptsMade: true });
    return job !== null;
  }

  async discard(stage: StageName, id: string): Promise<boolean> {
    const job = await this.#failedJob(stage, id);
    await job?.remove();
    return job !== null;
  }

  ready(): Promise<boolean> {
    return this.#backing.ready();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
    await this.#backing.close();
  }

  async #addTo(stage: StageName, jobs: NewJob[]): Promise<void> {
    await this.#queue(stage).addBulk(
      jobs.map((job) => ({ name: stage, data: job.payload, opts: jobOptions(job) })),
    );
  }

  async #failedJob(stage: StageName, id: string): Promise<Job | null> {
    const job = await this.#queue(stage).getJob(id);
    return job && (await job.isFailed()) ? job : null;
  }

  #queue(name: string): Queue {
    const known = this.#queues.get(name);
    if (known) return known;
    const { connection, prefix } = this.#backing;
    const queue = new this.#classes.Queue(name, { connection, prefix });
    queue.on('error', ignore);
    this.#queues.set(name, queue);
    return queue;
  }

  #worker(
    name: string,
    run: (job: Job, token?: string) => Promise<unknown>,
    options: Omit<WorkerOptions, 'connection'>,
  ): Worker {
    const { connection, prefix } = this.#backing;
    const worker = new this.#classes.Worker(name, run, { connection, prefix, ...options });
    worker.on('error', ignore);
    return worker;
  }
}

/** BullMQ reports a lost connection on each object and mends it itself; readiness is asked for, not overheard. */
function ignore(): void {}

/** Runs one job and puts its errors into BullMQ's words. */
async function process(
  stage: StageName,
  job: Job,
  token: string | undefined,
  run: (job: QueuedJob) => Promise<unknown>,
): Promise<null> {
  const queued = {
    id: String(job.id),
    stage,
    payload: job.data,
    attempt: job.attemptsMade + 1,
    attempts: pipeline[stage].retry.attempts,
    queuedAt: job.timestamp,
  };
  try {
    await run(queued);
    return null;
  } catch (error) {
    if (error instanceof PermanentError) throw new UnrecoverableError(plain(error.message));
    if (!(error instanceof RetryAfterError)) throw new Error(plain(messageOf(error)), { cause: error });
    await job.moveToDelayed(Date.now() + Math.min(error.waitMs, longestWaitMs), token);
    throw new DelayedError();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Error texts may hold bytes of the web; the PostgreSQL backend refuses NUL and lone surrogates. */
function plain(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').slice(0, 2_000);
}

async function countsOf(queue: Queue): Promise<StageCounts> {
  const counts = await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
  const waiting = (counts.waiting ?? 0) + (counts.prioritized ?? 0);
  const [oldest] = waiting > 0 ? await queue.getWaiting(0, 0) : [];
  return {
    waiting,
    active: counts.active ?? 0,
    delayed: counts.delayed ?? 0,
    failed: counts.failed ?? 0,
    oldestMs: oldest ? Math.max(0, Date.now() - oldest.timestamp) : 0,
  };
}
