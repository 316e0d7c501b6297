import { createServer } from 'node:net';
import { type Database, DatabaseUnreachableError, openPostgres } from '@hearsay/store/engine/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../support/services.js';

let url: string;
let drop: () => Promise<void>;
let database: Database;

beforeAll(async () => {
  ({ url, drop } = await freshDatabase());
  database = await openPostgres(url);
  await database.query(
    "create table story (id int primary key, title text); insert into story values (1, ''), (2, '')",
  );
});
afterAll(async () => {
  await database.close();
  await drop();
});

test('runs both of two transactions that block each other', async () => {
  let arrived = 0;
  let attempts = 0;
  const both = new Promise<void>((resolve) => {
    const check = setInterval(() => {
      if (arrived < 2) return;
      clearInterval(check);
      resolve();
    }, 5);
  });
  const update = (first: number, second: number) =>
    database.transaction(async (tx) => {
      attempts++;
      await tx.query("update story set title = title || 'x' where id = $1", [first]);
      arrived++;
      await both;
      await tx.query("update story set title = title || 'x' where id = $1", [second]);
    });
  await Promise.all([update(1, 2), update(2, 1)]);
  expect(attempts).toBeGreaterThan(2);
  expect((await database.query('select title from story')).rows).toEqual([{ title: 'xx' }, { title: 'xx' }]);
});

test('makes a broken LISTEN connection anew', async () => {
  const heard: string[] = [];
  const stop = await database.listen('desk', (payload) => heard.push(payload));
  await database.query("select pg_terminate_backend(pid) from pg_stat_activity where query like 'LISTEN%'");
  await expect
    .poll(
      async () => {
        await database.query("select pg_notify('desk', 'again')");
        return heard.length;
      },
      { timeout: 10_000, interval: 100 },
    )
    .toBeGreaterThan(0);
  await stop();
});

test('survives a broken idle connection', async () => {
  const errors: Error[] = [];
  const other = await openPostgres(url, {
    onError: (error) => errors.push(error),
    applicationName: 'breaks',
  });
  await database.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'breaks'",
  );
  await expect.poll(() => errors.length).toBeGreaterThan(0);
  expect((await other.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await other.close();
});

describe('says in one sentence, without the password, what is wrong', () => {
  const at = (change: (url: URL) => void) => {
    const changed = new URL(url);
    change(changed);
    return openPostgres(changed.href, { connectTimeoutMs: 500 });
  };

  test('with a port where nothing listens', async () => {
    const failing = at((changed) => {
      changed.port = '1';
      changed.password = 'secret';
    });
    await expect(failing).rejects.toBeInstanceOf(DatabaseUnreachableError);
    await expect(failing).rejects.toThrow(
      /^PostgreSQL at 127\.0\.0\.1:1\/hearsay_test_\w+ cannot be used \(connection refused\): check DATABASE_URL and that the server is running\.$/,
    );
  });

  test('with a server that never answers', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as { port: number };
    await expect(
      at((changed) => {
        changed.port = String(port);
      }),
    ).rejects.toThrow(/cannot be used \(.*timeout.*\)/);
    silent.close();
  });

  test('with a database that is not there', async () => {
    const failing = at((changed) => {
      changed.pathname = '/nowhere';
    });
    await expect(failing).rejects.toThrow('cannot be used (database "nowhere" does not exist)');
  });

  test.each(['not a url', 'postgres://host:port/db'])('with %s', async (wrong) => {
    await expect(openPostgres(wrong, { connectTimeoutMs: 500 })).rejects.toBeInstanceOf(
      DatabaseUnreachableError,
    );
  });
});
