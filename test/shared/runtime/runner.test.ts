import { done, forward, PermanentError, RetryAfterError } from '@hearsay/pipeline';
import type { QueuedJob } from '@hearsay/queue';
import { type Deps, type Handler, runJob } from '@hearsay/runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestRecord, testDeps, testRecord } from '../../support/record.js';

const hour = 3_600_000;

describe.each(['server', 'embedded'] as const)('runJob on the record of the %s mode', (engine) => {
  let record: TestRecord;
  let deps: Deps;
  let made = 0;

  beforeAll(async () => {
    record = await testRecord(engine);
    deps = testDeps(record.store);
  });
  afterAll(() => record.end());

  const job = (given: Partial<QueuedJob> = {}): QueuedJob => {
    made += 1;
    const id = `ob-${made}`;
    return {
      id,
      stage: 'clean',
      payload: { page: 'p' },
      attempt: 1,
      attempts: 5,
      queuedAt: Date.now(),
      ...given,
    };
  };
  const outbox = async () =>
    (await record.db.query('select stage, payload from hearsay.outbox order by id')).rows;
  const empty = () => record.db.query('delete from hearsay.outbox');

  const passOn: Handler<'clean'> = async ({ page }) =>
    forward({ dedupe: [{ article: page, revision: 1 }] }, 'well');

  test('keeps the outcome together with what was written and the jobs that follow', async () => {
    const queued = job();
    const handler: Handler<'clean'> = async () => async (write) => {
      await write.feeds.addByHand('f-kept', new Date());
      return forward<'clean'>({ dedupe: [{ article: 'a', revision: 2 }] }, 'well');
    };
    const ran = await runJob('clean', queued, handler, deps);
    expect(ran).toMatchObject({ outcome: 'forward', reason: 'well' });
    expect(ran.posted.map(({ stage, payload }) => ({ stage, payload }))).toEqual(await outbox());
    expect(await record.store.jobs.outcome(queued.id)).toMatchObject({
      stage: 'clean',
      outcome: 'forward',
      reason: 'well',
      subjects: ['p', 'a'],
      attempts: 1,
    });
    expect(await record.store.feeds.get('f-kept')).not.toBeNull();
    await empty();
  });

  test('refuses a payload that does not fit: fails for good, kept with the reason', async () => {
    const queued = job({ payload: { page: 7 } });
    await expect(runJob('clean', queued, passOn, deps)).rejects.toBeInstanceOf(PermanentError);
    expect(await record.store.jobs.outcome(queued.id)).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('page'),
    });
  });

  test('refuses to forward what the next stage would refuse, and keeps nothing of it', async () => {
    const queued = job();
    const handler: Handler<'clean'> = async () => async (write) => {
      await write.feeds.addByHand('f-refused', new Date());
      return forward<'clean'>({ dedupe: [{ article: '', revision: 1 }] });
    };
    await expect(runJob('clean', queued, handler, deps)).rejects.toBeInstanceOf(PermanentError);
    expect(await record.store.feeds.get('f-refused')).toBeNull();
    expect(await outbox()).toEqual([]);
  });

  test('a job that ran before is not run again, and posts nothing again', async () => {
    const queued = job();
    await runJob('clean', queued, passOn, deps);
    let calls = 0;
    const again = await runJob('clean', queued, async () => done(`${++calls}`), deps);
    expect(calls).toBe(0);
    expect(again).toEqual({ outcome: 'forward', reason: 'well', posted: [] });
    expect(await outbox()).toHaveLength(1);
    await empty();
  });

  test('a job on two workers at once keeps one outcome, and its jobs are posted once', async () => {
    const queued = job();
    let arrived = 0;
    let release = () => {};
    const together = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: Handler<'clean'> = async (payload, given) => {
      arrived += 1;
      if (arrived === 2) release();
      await together;
      return passOn(payload, given);
    };
    const both = await Promise.all([1, 2].map(() => runJob('clean', queued, slow, deps)));
    expect(arrived).toBe(2);
    expect(both.map((ran) => ran.outcome)).toEqual(['forward', 'forward']);
    expect(both.map((ran) => ran.posted.length).sort()).toEqual([0, 1]);
    expect(await outbox()).toHaveLength(1);
    const { rows } = await record.db.query('select * from hearsay.outcomes where job = $1', [queued.id]);
    expect(rows).toHaveLength(1);
    await empty();
  });

  test('an error is passed on: without an outcome while attempts are left, with one at the last', async () => {
    const queued = job();
    const broken: Handler<'clean'> = async () => {
      throw new Error('no luck');
    };
    await expect(runJob('clean', queued, broken, deps)).rejects.toThrow('no luck');
    expect(await record.store.jobs.outcome(queued.id)).toBeNull();
    await expect(runJob('clean', { ...queued, attempt: 5 }, broken, deps)).rejects.toThrow('no luck');
    expect(await record.store.jobs.outcome(queued.id)).toMatchObject({ outcome: 'failed', attempts: 5 });
  });

  test('a failure gives way to what a person’s retry brings', async () => {
    const queued = job({ attempt: 5 });
    const broken: Handler<'clean'> = async () => {
      throw new Error('no luck');
    };
    await expect(runJob('clean', queued, broken, deps)).rejects.toThrow();
    await runJob('clean', { ...queued, attempt: 1 }, async () => done('mended'), deps);
    expect(await record.store.jobs.outcome(queued.id)).toMatchObject({ outcome: 'done', reason: 'mended' });
  });

  test('being asked to wait is no outcome, until it has gone on for three days', async () => {
    const wait: Handler<'clean'> = async () => {
      throw new RetryAfterError('busy', 1_000);
    };
    const young = job({ attempt: 5, queuedAt: Date.now() - 71 * hour });
    await expect(runJob('clean', young, wait, deps)).rejects.toBeInstanceOf(RetryAfterError);
    expect(await record.store.jobs.outcome(young.id)).toBeNull();
    const old = job({ queuedAt: Date.now() - 73 * hour });
    await expect(runJob('clean', old, wait, deps)).rejects.toBeInstanceOf(PermanentError);
    expect(await record.store.jobs.outcome(old.id)).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('busy'),
    });
  });
});
