import type { Handle, NewJob, Queues } from '@hearsay/queue';
import type { OutboxRow, Store } from '@hearsay/store';
import type { Log } from './log.js';
import { jobsOf } from './runner.js';

/** Rows older than this were left behind by a process that died between its commit and the queue. */
const leftBehindSeconds = 3;

/** How often the outbox is swept for them. */
const sweepMs = 2_000;

/** Rows handed on at a time. */
const batch = 500;

/** Hands jobs from the outbox to the queue. */
export interface Relay extends Handle {
  /** Hands on rows just committed. */
  send(rows: OutboxRow[]): Promise<void>;
}

/**
 * The relay of this process. Every process has one: the same row handed on twice is one job, since its id is the
 * row's, and the record keeps one outcome of it.
 */
export function startRelay(store: Store, queues: Queues, log: Log): Relay {
  let sweeping: Promise<void> = Promise.resolve();
  const hand = async (rows: OutboxRow[], add: (jobs: NewJob[]) => Promise<void>): Promise<void> => {
    if (rows.length === 0) return;
    await add(jobsOf(rows));
    await store.jobs.posted(rows.map((row) => row.id));
  };
  const send = (rows: OutboxRow[]) => hand(rows, (jobs) => queues.add(jobs));
  const sweep = async (): Promise<void> => {
    for (;;) {
      const rows = await store.jobs.waiting(leftBehindSeconds, batch);
      // The process that left them may have died after the queue took them.
      await hand(rows, (jobs) => queues.addAgain(jobs));
      if (rows.length < batch) return;
    }
  };
  const run = (): void => {
    sweeping = sweeping.then(sweep).catch((error: unknown) => {
      log.warn({ err: error }, 'the outbox could not be swept; the next sweep tries again');
    });
  };
  const timer = setInterval(run, sweepMs);
  run();
  return {
    send,
    close: async () => {
      clearInterval(timer);
      await sweeping;
    },
  };
}
