import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Lane, migrate, openPostgres, type Rate } from '@hearsay/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, type TestRecord, testRecord } from '../../support/record.js';
import { freshDatabase } from '../../support/services.js';

const taker = fileURLToPath(new URL('../../dist/support/budget-taker.js', import.meta.url));

const migrations = fileURLToPath(new URL('../migrations/', import.meta.resolve('@hearsay/store')));

/** So slow that nothing becomes free while a test runs. */
const still: Rate = { perSecond: 0.001, burst: 3, lanes: 10, leaseSeconds: 60 };

describe.each(engines)('the budget of a domain on the record of the %s mode', (engine) => {
  let record: TestRecord;
  let made = 0;
  let domain = '';
  const take = (key: string, rate: Rate = still, lane: Lane = 'page') =>
    record.store.budgets.take(domain, key, lane, rate);
  const granted = async (count: number, rate: Rate, lane: Lane = 'page') => {
    const all = await Promise.all(Array.from({ length: count }, (_, i) => take(`${lane}${i}`, rate, lane)));
    return all.filter((taken) => taken.lease !== null);
  };

  beforeAll(async () => {
    record = await testRecord(engine);
  });
  afterAll(() => record.end());
  const next = () => {
    made += 1;
    domain = `d${made}.example`;
  };

  test('lets a burst go at once and gives the others turns, first come, first served', async () => {
    next();
    const waits: number[] = [];
    for (let i = 0; i < 6; i++) waits.push((await take(`p${i}`)).waitMs);
    expect(waits.slice(0, 3)).toEqual([0, 0, 0]);
    const seconds = waits.slice(3).map((ms) => Math.round(ms / 1_000_000));
    expect(seconds).toEqual([1, 2, 3]);
  });

  test('keeps the turn of who comes back early, and takes nothing for it', async () => {
    next();
    for (let i = 0; i < 3; i++) await take(`p${i}`);
    const first = await take('waiter');
    const again = await take('waiter');
    expect(again.waitMs).toBeLessThanOrEqual(first.waitMs);
    expect(again.waitMs).toBeGreaterThan(first.waitMs - 60_000);
    expect((await take('later')).waitMs).toBeGreaterThan(first.waitMs + 900_000);
  });

  test('lets no more go than the burst, however many ask at the same moment', async () => {
    next();
    expect(await granted(40, still)).toHaveLength(3);
  });

  test('lets as many be under way as there are lanes; one that ends or dies makes room', async () => {
    next();
    const rate = { perSecond: 1_000, burst: 100, lanes: 2, leaseSeconds: 60 };
    const [one, two] = await granted(10, rate);
    expect(two).toBeDefined();
    expect((await take('x', rate)).lease).toBeNull();
    await record.store.budgets.release(domain, one?.lease as Date, true);
    expect((await take('y', rate)).lease).not.toBeNull();
    expect((await take('z', rate)).lease).toBeNull();
    next();
    const dying = { ...rate, leaseSeconds: 0.001 };
    expect((await take('a', { ...dying, lanes: 1 })).lease).not.toBeNull();
    while ((await take('b', { ...dying, lanes: 1 })).lease === null);
  });

  test('does not let a feed queue behind the pages it announced, but counts it', async () => {
    next();
    for (let i = 0; i < 20; i++) await take(`p${i}`);
    expect((await take('feed', still, 'feed')).lease).not.toBeNull();
    const { waitMs } = await take('p99');
    expect(Math.round(waitMs / 1_000_000)).toBe(19);
  });

  test('keeps everybody away for as long as the domain asked', async () => {
    next();
    const bounds = { firstSeconds: 60, mostSeconds: 3_600 };
    expect(await record.store.budgets.block(domain, 120, bounds)).toBeCloseTo(120, 0);
    for (const lane of ['page', 'feed'] as const) {
      const { waitMs } = await take('a', { ...still, perSecond: 1_000 }, lane);
      expect(waitMs).toBeGreaterThan(110_000);
      // A server's clock may be set back a little between two statements.
      expect(waitMs).toBeLessThan(121_000);
    }
  });

  test('doubles a pause of our own choice with each strike in a row, up to the longest', async () => {
    const bounds = { firstSeconds: 0.01, mostSeconds: 0.05 };
    next();
    const pauses: number[] = [];
    for (let i = 0; i < 5; i++) {
      pauses.push(await record.store.budgets.block(domain, null, bounds));
      while ((await take(`p${i}`, { ...still, perSecond: 1_000, burst: 100 })).lease === null);
    }
    expect(pauses.map((each) => Math.round(each * 1_000))).toEqual([10, 20, 40, 50, 50]);
  });

  test('answers of one crowd are one strike, and success ends the strikes', async () => {
    const bounds = { firstSeconds: 10, mostSeconds: 1_000 };
    next();
    const { lease } = await take('a');
    for (let i = 0; i < 4; i++)
      expect(await record.store.budgets.block(domain, null, bounds)).toBeLessThan(10.1);
    expect(await record.store.budgets.block(domain, 30, bounds)).toBeCloseTo(30, 0);
    const strikes = async () =>
      (await record.db.query('select strikes from hearsay.budgets where domain = $1', [domain])).rows[0]
        .strikes;
    expect(await strikes()).toBe(1);
    await record.store.budgets.release(domain, lease as Date, true);
    expect(await strikes()).toBe(0);
  });

  test('one domain keeps no other waiting', async () => {
    next();
    await granted(30, still);
    await record.store.budgets.block(domain, 1_000, { firstSeconds: 60, mostSeconds: 60 });
    next();
    expect((await take('a')).lease).not.toBeNull();
  });
});

test('three processes share one budget: spaced, within its lanes, and each in its turn', async () => {
  const database = await freshDatabase();
  const db = await openPostgres(database.url);
  try {
    await migrate(db, migrations);
    const rate: Rate = { perSecond: 20, burst: 2, lanes: 2, leaseSeconds: 30 };
    const outputs = await Promise.all([1, 2, 3].map(() => takers(database.url, rate)));
    const requests = outputs
      .flatMap((output) => output.trim().split('\n'))
      .map((line) => JSON.parse(line) as { began: number; ended: number; asked: number })
      .sort((a, b) => a.began - b.began);
    expect(requests).toHaveLength(36);
    const [first, last] = [requests[0], requests.at(-1)];
    const seconds = ((last?.began as number) - (first?.began as number)) / 1_000;
    expect(requests.length).toBeLessThanOrEqual(rate.burst + rate.perSecond * seconds + 1);
    for (const each of requests) {
      const under = requests.filter((other) => other.began <= each.began && other.ended > each.began);
      expect(under.length).toBeLessThanOrEqual(rate.lanes);
    }
    // A turn wakes its request up once, or a few times where the lanes were full: nobody asks in a loop.
    expect(Math.max(...requests.map((each) => each.asked))).toBeLessThan(20);
  } finally {
    await db.close();
    await database.drop();
  }
}, 60_000);

function takers(url: string, rate: Rate): Promise<string> {
  const args = [taker, url, 'shared.example', '12', JSON.stringify(rate), '0.03'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return text(child.stdout);
}
