import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedDatabase, openEmbedded, prepareBullmq } from '@hearsay/store/engine/index';
import { createPostgresBackend, type Job, runMigrations, withBackend } from 'bullmq';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/*
 * BullMQ's PostgreSQL backend on the embedded engine: what the pipeline asks of a queue. Pickup times would be seconds
 * and not milliseconds if a LISTEN were missed, as BullMQ then polls.
 */
const { Queue, Worker } = withBackend(createPostgresBackend);

const base = mkdtempSync(join(tmpdir(), 'hearsay-bullmq-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe.each([
  ['in memory', () => null],
  ['in a directory', () => join(base, 'record')],
])('%s', (_, dir) => {
  let database: EmbeddedDatabase;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    database = await openEmbedded(dir());
    await prepareBullmq(database, runMigrations);
    await prepareBullmq(database, runMigrations); // as every start does
  });
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
    await database.close();
  });

  /** A queue and its worker, both at rest: the worker has found nothing and waits to be notified. */
  async function start(name: string, work: (job: Job) => Promise<unknown>) {
    const queue = new Queue(name, { connection: database.pool });
    const worker = new Worker(name, work, { connection: database.pool, concurrency: 5 });
    closing.push(
      () => queue.close(),
      () => worker.close(),
    );
    await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { queue, worker };
  }

  test('a job is picked up at once, and completed with its result', async () => {
    const picked: number[] = [];
    const { queue } = await start('fetch', async (job) => {
      picked.push(Date.now() - job.data.at);
      return { read: job.data.url };
    });
    for (let i = 0; i < 10; i++) {
      const job = await queue.add('page', { at: Date.now(), url: `https://tribune.example/${i}` });
      await expect
        .poll(() => queue.getJob(job.id!).then((it) => it?.returnvalue), { timeout: 5_000 })
        .toEqual({
          read: `https://tribune.example/${i}`,
        });
      expect(await job.getState()).toBe('completed');
    }
    picked.sort((a, b) => a - b);
    expect(picked[5]).toBeLessThan(500);
  });

  test('a delayed job comes when it is due', async () => {
    let came: number | undefined;
    const { queue } = await start('poll', async () => {
      came = Date.now();
    });
    const added = Date.now();
    await queue.add('feed', {}, { delay: 700 });
    await expect.poll(() => came, { timeout: 5_000 }).toBeDefined();
    expect(came! - added).toBeGreaterThanOrEqual(700);
    expect(came! - added).toBeLessThan(700 + 1000);
  });

  test('a job that fails is tried again after its backoff, and fails for good in the end', async () => {
    const tries: number[] = [];
    const { queue } = await start('clean', async (job) => {
      tries.push(Date.now());
      if (job.data.hopeless || tries.length < 3) throw new Error('not yet');
    });
    const options = { attempts: 3, backoff: { type: 'exponential', delay: 100 } };
    const job = await queue.add('page', {}, options);
    await expect.poll(() => job.getState(), { timeout: 5_000 }).toBe('completed');
    expect(tries).toHaveLength(3);
    expect(tries[1]! - tries[0]!).toBeGreaterThanOrEqual(100);
    expect(tries[2]! - tries[1]!).toBeGreaterThanOrEqual(200);
    const hopeless = await queue.add('page', { hopeless: true }, options);
    await expect.poll(() => hopeless.getState(), { timeout: 5_000 }).toBe('failed');
    expect((await queue.getJob(hopeless.id!))?.failedReason).toBe('not yet');
  });

  test('two jobs of one id, or of one deduplication id, are one', async () => {
    const ran: string[] = [];
    const { queue } = await start('dedupe', async (job) => {
      ran.push(job.name);
    });
    await queue.pause();
    await queue.add('a', {}, { jobId: 'page-1' });
    await queue.add('b', {}, { jobId: 'page-1' });
    await queue.add('c', {}, { deduplication: { id: 'story-1' } });
    await queue.add('d', {}, { deduplication: { id: 'story-1' } });
    await queue.add('e', {});
    await queue.resume();
    await expect.poll(() => ran.length, { timeout: 5_000 }).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(ran.sort()).toEqual(['a', 'c', 'e']);
  });

  test('jobs with 200 KB of data, many at once, each come with their own', async () => {
    const wrong: number[] = [];
    let done = 0;
    const { queue } = await start('extract', async (job) => {
      if (job.data.text !== String(job.data.i).repeat(100_000)) wrong.push(job.data.i);
      done++;
    });
    const jobs = Array.from({ length: 30 }, (_, i) => ({
      name: 'page',
      data: { i: i + 10, text: String(i + 10).repeat(100_000) },
    }));
    await queue.addBulk(jobs);
    await expect.poll(() => done, { timeout: 20_000 }).toBe(30);
    expect(wrong).toEqual([]);
  });

  test('a record and the statements of the queue do not disturb one another', async () => {
    await database.query(
      'create schema if not exists hearsay; create table if not exists hearsay.job (id int)',
    );
    let inside = 0;
    const { queue } = await start('match', async (job) => {
      await database.transaction(async (tx) => {
        await tx.query('insert into hearsay.job values ($1)', [job.data.i]);
        inside++;
        if (job.data.i % 5 === 0) throw new Error('undone');
        await tx.query('select pg_sleep(0.002)');
      });
    });
    await queue.addBulk(
      Array.from({ length: 50 }, (_, i) => ({ name: 'story', data: { i }, opts: { attempts: 1 } })),
    );
    await expect
      .poll(() => queue.getJobCounts('completed', 'failed'), { timeout: 20_000 })
      .toEqual({ completed: 40, failed: 10 });
    expect(inside).toBe(50);
    expect(
      (await database.query('select count(*)::int as n from hearsay.job where id % 5 = 0')).rows,
    ).toEqual([{ n: 0 }]);
    expect((await database.query('select count(*)::int as n from hearsay.job')).rows).toEqual([{ n: 40 }]);
  });
});
