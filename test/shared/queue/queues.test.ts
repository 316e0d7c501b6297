import { PermanentError, pipeline, RetryAfterError, type StageName, stageNames } from '@hearsay/pipeline';
import { backoff, type Handle, type NewJob, type QueuedJob } from '@hearsay/queue';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestRecord, testRecord } from '../../support/record.js';

test('waits double from the first to the longest one, less at most their share of chance', () => {
  for (const name of stageNames) {
    const { attempts, backoffMs, maxBackoffMs, jitter } = pipeline[name].retry;
    for (let made = 1; made < attempts; made++) {
      const full = Math.min(maxBackoffMs, backoffMs * 2 ** (made - 1));
      expect(backoff(name, made, 0), `${name} after ${made}`).toBe(full);
      expect(backoff(name, made, 1)).toBe(Math.round(full * (1 - jitter)));
    }
  }
});

describe.each(['server', 'embedded'] as const)('queues of the %s mode', (engine) => {
  let record: TestRecord;
  let handles: Handle[];
  /** Each test has the queue of another stage to itself. */
  let stage: StageName;

  beforeAll(async () => {
    record = await testRecord(engine);
  });
  afterAll(() => record.end());
  beforeEach(() => {
    handles = [];
  });
  afterEach(async () => {
    await Promise.all(handles.map((handle) => handle.close()));
  });

  /** A job of the test's stage, whatever that takes: a queue does not look into payloads, and `of` is its key. */
  const job = (id: number, of = 'p'): NewJob => {
    const ids = {
      feed: of,
      entry: of,
      page: of,
      article: of,
      revision: 1,
      story: of,
      upTo: '1',
      subscription: of,
    };
    return { id: `ob-${id}`, stage, payload: ids } as NewJob;
  };

  /** Starts a worker; what `run` answers per call comes out of `ran` in order of the calls. */
  function work(run: (job: QueuedJob, call: number) => Promise<unknown>) {
    const calls: QueuedJob[] = [];
    const heard = new Set<() => void>();
    handles.push(
      record.queues.work(stage, async (queued) => {
        calls.push(queued);
        for (const each of heard) each();
        return run(queued, calls.length);
      }),
    );
    const reach = (n: number) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (calls.length >= n) resolve();
        };
        heard.add(check);
        check();
      });
    return { calls, reach };
  }

  /** Resolves once the counts are as asked: finishing a job is the last thing its worker does, and tells nobody. */
  async function counted(state: 'failed' | 'delayed' | 'active', n: number): Promise<void> {
    while ((await record.queues.counts())[stage][state] !== n)
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  test('a job added twice under one id is one', async () => {
    stage = 'fetch';
    await record.queues.add([job(1)]);
    await record.queues.add([job(1)]);
    const { calls, reach } = work(async () => null);
    await reach(1);
    await counted('active', 0);
    await record.queues.add([job(1), job(2, 'other')]);
    await reach(2);
    expect(calls.map(({ id }) => id)).toEqual(['ob-1', 'ob-2']);
  });

  test('a job whose twin waits is one with it', async () => {
    stage = 'alert';
    await record.queues.add([job(1), job(2), job(3, 'other')]);
    const { calls, reach } = work(async () => null);
    await reach(2);
    await counted('active', 0);
    expect(calls.map(({ id }) => id).sort()).toEqual(['ob-1', 'ob-3']);
  });

  test('a job that arrives while its twin runs is run after it, under its own id', async () => {
    stage = 'deliver';
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let running = 0;
    const { calls, reach } = work(async () => {
      running += 1;
      expect(running).toBe(1);
      await held;
      running -= 1;
    });
    await record.queues.add([job(1)]);
    await reach(1);
    await record.queues.add([job(2)]);
    await record.queues.add([job(3)]);
    expect(calls).toHaveLength(1);
    release();
    await reach(2);
    await counted('active', 0);
    // Both that arrived meanwhile say the same, so the last of them stands for both.
    expect(calls.map(({ id }) => id)).toEqual(['ob-1', 'ob-3']);
  });

  test('a job that is put in again after it ended is left out, and its twins run on', async () => {
    stage = 'clean';
    const { calls, reach } = work(async () => undefined);
    await record.queues.add([job(101, 'r')]);
    await reach(1);
    await counted('active', 0);
    await record.queues.addAgain([job(101, 'r'), job(102, 'q')]);
    await reach(2);
    await counted('active', 0);
    await record.queues.add([job(103, 'r')]);
    await reach(3);
    expect(calls.map(({ id }) => id)).toEqual(['ob-101', 'ob-102', 'ob-103']);
  });

  test('an error is tried again until it works, counting attempts', async () => {
    stage = 'clean';
    await record.queues.add([job(1)]);
    const { calls, reach } = work(async (_job, call) => {
      if (call < 3) throw new Error('not yet');
    });
    await reach(3);
    await counted('active', 0);
    expect(calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(await record.queues.failed(stage, 10)).toEqual([]);
  });

  test('what can never work fails at once, and waits for a person who retries or discards', async () => {
    stage = 'dedupe';
    await record.queues.add([job(1), job(2, 'other')]);
    const { calls, reach } = work(async (_job, call) => {
      if (call <= 2) throw new PermanentError('a hopeless\0 case \ud800');
    });
    await counted('failed', 2);
    expect(calls.map(({ attempt }) => attempt)).toEqual([1, 1]);
    const failed = await record.queues.failed(stage, 10);
    expect(failed.map(({ id }) => id).sort()).toEqual(['ob-1', 'ob-2']);
    expect(failed[0]).toMatchObject({ stage, error: 'a hopeless case \ufffd' });
    expect(await record.queues.retry(stage, 'ob-1')).toBe(true);
    await reach(3);
    await counted('active', 0);
    expect(calls[2]).toMatchObject({ id: 'ob-1', attempt: 1 });
    expect(await record.queues.discard(stage, 'ob-2')).toBe(true);
    expect(await record.queues.failed(stage, 10)).toEqual([]);
    expect(await record.queues.retry(stage, 'ob-2')).toBe(false);
    expect(await record.queues.discard(stage, 'ob-7')).toBe(false);
  });

  test('being asked to wait delays a job and spends no attempt', async () => {
    stage = 'extract';
    await record.queues.add([job(1)]);
    const { calls, reach } = work(async (_job, call) => {
      if (call <= 6) throw new RetryAfterError('busy', 1);
      throw new Error('not yet');
    });
    await reach(8);
    expect(calls.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 1, 1, 1, 1, 2]);
    expect(await record.queues.failed(stage, 10)).toEqual([]);
  });

  test('nobody can make a job wait for longer than six hours at a time', async () => {
    stage = 'poll';
    await record.queues.add([job(1)]);
    const before = Date.now();
    work(async () => {
      throw new RetryAfterError('come back next year', 365 * 86_400_000);
    });
    await counted('delayed', 1);
    const at = await delayedUntil(stage, record);
    expect(at - before).toBeGreaterThanOrEqual(6 * 3_600_000);
    expect(at - Date.now()).toBeLessThanOrEqual(6 * 3_600_000);
  });

  test('closing a worker waits for the job it holds and takes no other', async () => {
    stage = 'match';
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const jobs = Array.from({ length: 5 }, (_, at) => job(at + 1, `p${at}`));
    const { calls, reach } = work(() => held);
    await record.queues.add(jobs);
    await reach(pipeline[stage].concurrency);
    const closed = handles.pop()!.close();
    release();
    await closed;
    expect(calls).toHaveLength(pipeline[stage].concurrency);
    expect((await record.queues.counts())[stage]).toMatchObject({ waiting: 5 - calls.length, active: 0 });
  });
});

/** The time of the one delayed job, as its queue holds it. */
async function delayedUntil(stage: StageName, { db, redisUrl }: TestRecord): Promise<number> {
  if (redisUrl === null) {
    const { rows } = await db.query(
      "select process_at_ms from bullmq.job where queue = $1 and state = 'delayed'",
      [stage],
    );
    return Number(rows[0].process_at_ms);
  }
  const redis = new Redis(redisUrl);
  try {
    const [, score] = await redis.zrange(`hearsay:${stage}:delayed`, '0', '0', 'WITHSCORES');
    return Math.floor(Number(score) / 4096); // BullMQ keeps a counter in the low twelve bits
  } finally {
    redis.disconnect();
  }
}
