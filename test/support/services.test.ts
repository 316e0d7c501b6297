import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { freshDatabase, freshRedis } from './services.js';

const runTests = fileURLToPath(new URL('../dist/support/run-tests.js', import.meta.url));
const startServices = fileURLToPath(new URL('../dist/support/start-services.js', import.meta.url));

describe('fresh databases', () => {
  test('are empty, apart from one another, and gone after drop', async () => {
    const [one, two] = await Promise.all([freshDatabase(), freshDatabase()]);
    const client = new pg.Client({ connectionString: one.url });
    client.on('error', () => {});
    await client.connect();
    await client.query('create table seen (id int)');
    const other = new pg.Client({ connectionString: two.url });
    await other.connect();
    await expect(other.query('select * from seen')).rejects.toThrow('"seen" does not exist');
    await other.end();
    await one.drop(); // with a connection still open
    await two.drop();
    await expect(new pg.Client({ connectionString: one.url }).connect()).rejects.toThrow('does not exist');
  });

  test('of Redis are numbered, apart from one another, and empty after drop', async () => {
    const [one, two] = await Promise.all([freshRedis(), freshRedis()]);
    expect(one.url).not.toBe(two.url);
    const redis = new Redis(one.url);
    await redis.set('seen', '1');
    const other = new Redis(two.url);
    expect(await other.get('seen')).toBeNull();
    await Promise.all([one.drop(), two.drop()]);
    expect(await redis.dbsize()).toBe(0);
    redis.disconnect();
    other.disconnect();
  });

  test('of Redis keep queues as production must: nothing evicted, a log on disk', async () => {
    const one = await freshRedis();
    const redis = new Redis(one.url);
    expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    redis.disconnect();
    await one.drop();
  });
});

describe('started services', () => {
  test.each(['SIGKILL', 'SIGINT'] as const)(
    'end when their starter gets %s, and leave no folder',
    async (signal) => {
      const folder = mkdtempSync(join(tmpdir(), 'hearsay-services-'));
      chmodSync(folder, 0o1777); // as /tmp: PostgreSQL's user removes its own folder there
      const starter = spawn(process.execPath, [startServices], {
        env: { ...process.env, TMPDIR: folder, REDIS_URL: '', DATABASE_URL: '' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      try {
        const [line] = await once(starter.stdout, 'data');
        const { redisUrl, databaseUrl } = JSON.parse(String(line));
        expect(await answers(redisUrl)).toBe(true);
        expect(await answers(databaseUrl)).toBe(true);
        expect(readdirSync(folder)).toHaveLength(2);
        starter.kill(signal);
        await expect.poll(() => answers(redisUrl), { timeout: 20_000 }).toBe(false);
        await expect.poll(() => answers(databaseUrl), { timeout: 20_000 }).toBe(false);
        await expect.poll(() => readdirSync(folder), { timeout: 20_000 }).toEqual([]);
      } finally {
        starter.kill('SIGKILL');
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});

test('without servers and without a way to install them, npm test says what to install, and exits with 2', async () => {
  const runner = spawn(process.execPath, [runTests], {
    env: { PATH: '/nowhere', DATABASE_URL: 'postgres://somewhere/else' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  runner.stderr.on('data', (data) => {
    said += data;
  });
  const [code] = await once(runner, 'exit');
  expect(code).toBe(2);
  expect(said).toBe(
    'The tests need redis-server: install with "sudo apt-get install redis-server" (or your system\'s way), or set REDIS_URL.\n',
  );
});

function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
