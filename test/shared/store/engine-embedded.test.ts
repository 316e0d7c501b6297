import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { templateFile } from '@hearsay/store/engine/embedded/directory';
import { lockDirectory } from '@hearsay/store/engine/embedded/lock';
import {
  DataDirectoryLockedError,
  DataDirectoryUnusableError,
  type EmbeddedDatabase,
  openEmbedded,
  restoreEmbedded,
  TransactionTimedOutError,
} from '@hearsay/store/engine/index';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const writer = fileURLToPath(new URL('../../dist/support/embedded-writer.js', import.meta.url));

describe('the one session', () => {
  let database: EmbeddedDatabase;

  beforeAll(async () => {
    database = await openEmbedded(null, { transactionTimeoutMs: 300 });
    await database.query('create table seen (id int)');
  });
  afterAll(() => database.close());

  const count = async () => (await database.query('select count(*)::int as n from seen')).rows[0].n;

  test('leaves the event loop free during a slow statement', async () => {
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const started = performance.now();
    await database.query('select count(*) from generate_series(1, 3000000) a');
    clearInterval(timer);
    expect(longest).toBeLessThan((performance.now() - started) / 2);
  });

  test('refuses BEGIN outside a connection, and is not left in a transaction', async () => {
    await expect(database.pool.query('/* x */ BEGIN')).rejects.toThrow('BEGIN needs a connection of its own');
    await expect(database.pool.query('BEGIN; select 1')).rejects.toThrow('BEGIN needs');
    await database.query('insert into seen values (1)');
    expect(await count()).toBe(1);
  });

  test('is given to others in order, between transactions', async () => {
    await database.query('truncate seen');
    const one = await database.pool.connect();
    const order: string[] = [];
    await one.query('BEGIN');
    const two = await database.pool.connect();
    const waiting = [
      database.query('insert into seen values (1)').then(() => order.push('single')),
      two.query('BEGIN').then(() => order.push('two')),
    ];
    const sent = [
      one.query('insert into seen values (2)'),
      one.query('COMMIT').then(() => order.push('one')),
    ];
    await Promise.all([...sent, ...waiting]);
    expect(order).toEqual(['one', 'single', 'two']);
    await two.query('ROLLBACK');
    one.release();
    two.release();
  });

  test('is taken from a transaction that forgets to end', async () => {
    await database.query('truncate seen');
    const client = await database.pool.connect();
    await client.query('BEGIN');
    await client.query('insert into seen values (1)');
    const other = database.query('insert into seen values (2)'); // waits, then goes through
    await other;
    await expect(client.query('insert into seen values (3)')).rejects.toBeInstanceOf(
      TransactionTimedOutError,
    );
    await expect(client.query('COMMIT')).rejects.toThrow('rolled back after 0.3 s');
    expect((await database.query('select id from seen')).rows).toEqual([{ id: 2 }]);
    await client.query('-- done\n ROLLBACK');
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    client.release();
    await expect(client.query('select 1')).rejects.toThrow('given back');
  });

  test('rolls back what a connection leaves open when it is given back', async () => {
    await database.query('truncate seen');
    const client = await database.pool.connect();
    await client.query('begin');
    await client.query('insert into seen values (1)');
    client.release();
    expect(await count()).toBe(0);
  });

  test('keeps a transaction through savepoints', async () => {
    await database.query('truncate seen');
    await database.transaction(async (tx) => {
      await tx.query('savepoint here');
      await tx.query('insert into seen values (1)');
      await tx.query('rollback to savepoint here');
      await tx.query('insert into seen values (2)');
    });
    expect((await database.query('select id from seen')).rows).toEqual([{ id: 2 }]);
  });

  test('notices LISTEN behind comments, per connection, and stops at the last UNLISTEN', async () => {
    const heard: string[] = [];
    const clients = [await database.pool.connect(), await database.pool.connect()];
    for (const [i, client] of clients.entries()) {
      client.on('notification', ({ channel, payload }) => heard.push(`${i} ${channel} ${payload}`));
      await client.query(`-- a comment; listen other\n  /* and\n another */ LISTEN jobs${i};\n`);
    }
    await database.query("select pg_notify('jobs0', 'a'), pg_notify('jobs1', 'b'), pg_notify('other', 'c')");
    await expect.poll(() => heard).toEqual(['0 jobs0 a', '1 jobs1 b']);
    await clients[1]!.query('LISTEN jobs0');
    clients[0]!.release();
    await database.query("notify jobs0, 'd'");
    await expect.poll(() => heard.at(-1)).toBe('1 jobs0 d');
    await clients[1]!.query('UNLISTEN *');
    await database.query("notify jobs0, 'e'");
    expect(heard).toHaveLength(3);
    clients[1]!.release();
  });
});

test('upkeep comes by itself', async () => {
  const database = await openEmbedded(null, { maintainEveryMs: 200 });
  await database.query('create table seen as select generate_series(1, 1000) as id');
  await database.query('delete from seen');
  const vacuumed = async () =>
    (await database.query("select last_vacuum from pg_stat_user_tables where relname = 'seen'")).rows[0]
      .last_vacuum;
  await expect.poll(vacuumed, { timeout: 10_000 }).toBeInstanceOf(Date);
  await database.close();
});

test('the template is of the PGlite that is installed', () => {
  const file = fileURLToPath(
    new URL('../../../node_modules/@electric-sql/pglite/package.json', import.meta.url),
  );
  expect(templateFile).toContain(`-${JSON.parse(readFileSync(file, 'utf8')).version}.tar.gz`);
});

// Longer than most: several cold openings each, which take seconds where the build left no template.
describe('a data directory', { timeout: 120_000 }, () => {
  let made: string;
  let base: string;
  let dir: string;

  // Made once, and copied for the tests that need one which is there: the first opening takes the longest.
  beforeAll(async () => {
    made = join(mkdtempSync(join(tmpdir(), 'hearsay-engine-')), 'record');
    await (await openEmbedded(made)).close();
  });
  afterAll(() => rmSync(dirname(made), { recursive: true, force: true }));
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'hearsay-engine-'));
    dir = join(base, 'deep', 'record');
  });
  const copyMade = () => cpSync(made, dir, { recursive: true });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  const open = () => openEmbedded(dir, { openTimeoutMs: 30_000 });
  const ids = async (database: EmbeddedDatabase) =>
    (await database.query('select id from seen order by id')).rows.map(({ id }) => id);

  test('keeps what was written, and leaves nothing beside it', async () => {
    const one = await open();
    await one.query('create table seen as select 1 as id');
    await one.close();
    const two = await open();
    expect(await ids(two)).toEqual([1]);
    await two.close();
    expect(readdirSync(join(base, 'deep'))).toEqual(['record']);
  });

  test('is held by one process: the second is told which', async () => {
    copyMade();
    const one = await open();
    await expect(open()).rejects.toBeInstanceOf(DataDirectoryLockedError);
    await expect(open()).rejects.toThrow(`The data directory ${dir} is in use by process ${process.pid} `);
    await one.close();
    expect(existsSync(`${dir}.lock`)).toBe(false);
  });

  test('is refused while another process holds it, and opens after that one was killed, with all it acknowledged', async () => {
    const other = spawn(process.execPath, [writer, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
    let acknowledged = 0;
    other.stdout.on('data', (data) => {
      acknowledged = Number(String(data).trim().split('\n').at(-1));
    });
    await expect.poll(() => acknowledged, { timeout: 30_000 }).toBeGreaterThan(20);
    await expect(open()).rejects.toThrow(`is in use by process ${other.pid} `);
    other.kill('SIGKILL');
    await once(other, 'exit');
    const database = await open();
    const { rows } = await database.query('select count(*)::int as n, max(id) as last from seen');
    expect(rows[0].n).toBeGreaterThanOrEqual(acknowledged);
    expect(rows[0].last).toBe(rows[0].n);
    await database.close();
  });

  test('is released by a process that ends without closing it', async () => {
    copyMade();
    const other = spawn(process.execPath, [writer, dir, 'end'], { stdio: 'inherit' });
    await once(other, 'exit');
    expect(existsSync(`${dir}.lock`)).toBe(false);
  });

  test.each([
    ['a plain pid that is gone', () => '999999999'],
    [
      'a pid that now belongs to another process',
      () => JSON.stringify({ ...self(), pid: process.pid, started: '1' }),
    ],
    ['a machine that was started again', () => JSON.stringify({ ...self(), boot: 'before' })],
  ])('is taken over from %s', (_, content) => {
    mkdirSync(join(base, 'deep'));
    writeFileSync(`${dir}.lock`, content());
    lockDirectory(dir).release();
    expect(readdirSync(join(base, 'deep'))).toEqual([]);
  });

  test('is never taken from another machine that was there a moment ago', async () => {
    mkdirSync(join(base, 'deep'));
    writeFileSync(`${dir}.lock`, JSON.stringify({ ...self(), host: 'elsewhere', boot: 'theirs' }));
    await expect(open()).rejects.toThrow(/in use by process \d+ on elsewhere, which was there \d+ s ago/);
  });

  test('goes to one of many processes that find its holder dead', async () => {
    copyMade();
    writeFileSync(`${dir}.lock`, '999999999');
    const starters = Array.from({ length: 4 }, () =>
      spawn(process.execPath, [writer, dir, 'hold'], { stdio: ['ignore', 'pipe', 'ignore'] }),
    );
    const outcomes = await Promise.all(
      starters.map(async (starter) => {
        const [what] = await Promise.race([once(starter.stdout, 'data'), once(starter, 'exit')]);
        return typeof what === 'number' ? what : String(what).trim();
      }),
    );
    for (const starter of starters) starter.kill('SIGKILL');
    expect(outcomes.sort()).toEqual([2, 2, 2, 'held']);
  });

  test('opens although its first process was killed while making it', async () => {
    mkdirSync(`${dir}.new`, { recursive: true });
    writeFileSync(join(`${dir}.new`, 'PG_VERSION'), '18');
    const database = await open();
    expect((await database.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await database.close();
    expect(existsSync(`${dir}.new`)).toBe(false);
  });

  test('that holds something else is left alone', async () => {
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'notes.txt'), 'mine');
    await expect(open()).rejects.toThrow('is not empty and holds no database');
    writeFileSync(join(dir, 'PG_VERSION'), '17\n');
    await expect(open()).rejects.toThrow('was made by PostgreSQL 17, and this version reads 18');
    expect(existsSync(`${dir}.lock`)).toBe(false);
  });

  test('that is damaged is told apart, with the dump to restore; and restored', async () => {
    copyMade();
    const dumps = `${dir}.dumps`;
    const one = await open();
    await one.query('create table seen as select 1 as id');
    await one.dump(join(dumps, 'record-1.tar.gz'));
    await one.query('insert into seen values (2)');
    await one.close();
    rmSync(join(dir, 'global', 'pg_control'));
    const failing = openEmbedded(dir, { openTimeoutMs: 3_000 });
    await expect(failing).rejects.toBeInstanceOf(DataDirectoryUnusableError);
    await expect(failing).rejects.toThrow(
      `restore its newest dump, ${join(dumps, 'record-1.tar.gz')}, or move it away`,
    );
    const kept = await restoreEmbedded(dir, join(dumps, 'record-1.tar.gz'));
    expect(statSync(kept!).isDirectory()).toBe(true);
    const two = await open();
    expect(await ids(two)).toEqual([1]);
    await two.close();
  });

  test('that does not open in time is given up, and its lock with it', async () => {
    copyMade();
    await expect(openEmbedded(dir, { openTimeoutMs: 1 })).rejects.toThrow('did not open within 0.001 s');
    expect(existsSync(`${dir}.lock`)).toBe(false);
  });

  test('that cannot be made is one sentence', async () => {
    writeFileSync(join(base, 'deep'), 'a file');
    await expect(open()).rejects.toThrow(
      /^The data directory .* cannot be used \(\w+ at .*\): choose one that this user can write\.$/,
    );
    dir = join(base, 'deep');
    await expect(open()).rejects.toThrow('cannot be used (ENOTDIR at');
  });

  test('is dumped on time when something changed, and only the newest dumps are kept', async () => {
    copyMade();
    const database = await openEmbedded(dir, { dumpEveryMs: 300, keepDumps: 2 });
    await database.query('create table seen (id int)');
    const dumps = () =>
      existsSync(`${dir}.dumps`)
        ? readdirSync(`${dir}.dumps`).filter((name) => name.endsWith('.tar.gz'))
        : [];
    await expect.poll(() => dumps().length, { timeout: 20_000 }).toBe(1);
    const [first] = dumps();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(dumps()).toEqual([first]); // nothing has changed since
    for (const id of [1, 2]) {
      const newest = dumps().at(-1);
      await database.query('insert into seen values ($1)', [id]);
      await expect.poll(() => dumps().at(-1), { timeout: 20_000 }).not.toBe(newest);
    }
    await expect.poll(() => dumps().length).toBe(2);
    expect(dumps()).not.toContain(first);
    await database.close();
  });

  test('is kept small by its upkeep', async () => {
    copyMade();
    const database = await open();
    await database.query('create table seen (id int primary key, text text)');
    const rewrite = async () => {
      await database.query("insert into seen select n, repeat('x', 500) from generate_series(1, 2000) n");
      await database.query('delete from seen');
    };
    await rewrite();
    const size = async () =>
      Number((await database.query("select pg_relation_size('seen') as size")).rows[0].size);
    const first = await size();
    for (let round = 0; round < 4; round++) {
      await database.maintain();
      await rewrite();
    }
    expect(await size()).toBeLessThan(first * 1.5); // five times as much without
    await database.close();
  });
});

/** The holder this process would write, as far as a lock of this machine needs it. */
function self() {
  return { pid: process.pid, token: 'test', host: hostname(), boot: null, space: null, started: null };
}
