import {
  cleanForSql,
  type Database,
  openEmbedded,
  openPostgres,
  type Sql,
  TransactionTimedOutError,
} from '@hearsay/store/engine/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../support/services.js';

const engines: { name: string; open(): Promise<{ database: Database; drop(): Promise<void> }> }[] = [
  { name: 'embedded', open: async () => ({ database: await openEmbedded(null), drop: async () => {} }) },
  {
    name: 'postgres',
    open: async () => {
      const { url, drop } = await freshDatabase();
      return { database: await openPostgres(url), drop };
    },
  },
];

describe.each(engines)('$name', ({ open }) => {
  let database: Database;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ database, drop } = await open());
    await database.query('create table story (id int primary key, title text not null)');
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  const titles = async () =>
    (await database.query('select title from story order by id')).rows.map(({ title }) => title);

  test('reads every type as node-postgres does', async () => {
    const { rows } = await database.query(`
      select 9007199254740993::int8 as big, 7::int4 as small, 1.50::numeric as exact, 0.5::float8 as float, true as yes,
        null::text as nothing, 'Žluťoučký 𝒳' as text, '{"a":[1,null]}'::jsonb as json,
        array['a','b "c"',null] as texts, array[1,2]::int[] as numbers, array[1,2]::int8[] as bigs,
        timestamptz '2026-03-01 12:00:00.5+02' as at, '\\x00ff'::bytea as bytes, gen_random_uuid() is not null as id`);
    expect(rows).toEqual([
      {
        big: '9007199254740993',
        small: 7,
        exact: '1.50',
        float: 0.5,
        yes: true,
        nothing: null,
        text: 'Žluťoučký 𝒳',
        json: { a: [1, null] },
        texts: ['a', 'b "c"', null],
        numbers: [1, 2],
        bigs: ['1', '2'],
        at: new Date('2026-03-01T10:00:00.500Z'),
        bytes: Buffer.from([0, 255]),
        id: true,
      },
    ]);
  });

  test('takes every parameter as node-postgres does', async () => {
    const at = new Date('2026-03-01T10:00:00.123Z');
    const { rows } = await database.query(
      'select $1::jsonb as j, $2::text[] as t, $3::timestamptz as at, $4::bytea as b, $5::int8 as i, $6::text as n, $7::bool as y, $8::jsonb as list, $9::int[] as e',
      [{ a: 'b' }, ['x', 'y,"z"', null], at, Buffer.from([1, 2]), 12n, undefined, false, '[1,2]', []],
    );
    expect(rows[0]).toEqual({
      j: { a: 'b' },
      t: ['x', 'y,"z"', null],
      at,
      b: Buffer.from([1, 2]),
      i: '12',
      n: null,
      y: false,
      list: [1, 2],
      e: [],
    });
  });

  test('takes cleaned text of any kind, in text and in json', async () => {
    const dirty = 'a\0b\ud83d and \udc00 and 😀';
    const clean = 'ab\ufffd and \ufffd and 😀';
    expect(cleanForSql(dirty)).toBe(clean);
    await expect(database.query('select $1::text', [dirty])).rejects.toMatchObject({ code: '22021' });
    const { rows } = await database.query('select $1::text as t, $2::jsonb as j', [clean, { text: clean }]);
    expect(rows).toEqual([{ t: clean, j: { text: clean } }]);
  });

  test('counts the rows a statement changed', async () => {
    await database.query('truncate story');
    const inserted = await database.query("insert into story values (1, 'a'), (2, 'b')");
    expect(inserted).toEqual({ rows: [], rowCount: 2 });
    expect((await database.query('update story set title = title where id = $1', [2])).rowCount).toBe(1);
    expect((await database.query('delete from story where id > $1', [5])).rowCount).toBe(0);
  });

  test('gives the last result of several statements in one text', async () => {
    expect((await database.query('select 1 as a; select 2 as b')).rows).toEqual([{ b: 2 }]);
  });

  test('carries a megabyte in and out while others ask', async () => {
    const text = 'é'.repeat(500_000);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        database.query('select $1::text as text, $2::int as i', [text + i, i]),
      ),
    );
    for (const [i, { rows }] of answers.entries()) expect(rows[0]).toEqual({ text: text + i, i });
  });

  test('fails with the code and constraint of the server, and goes on', async () => {
    await database.query('truncate story');
    await database.query("insert into story values (1, 'a')");
    await expect(database.query("insert into story values ($1, 'b')", [1])).rejects.toMatchObject({
      code: '23505',
      constraint: 'story_pkey',
      table: 'story',
    });
    await expect(database.query('select * from nowhere')).rejects.toMatchObject({ code: '42P01' });
    expect(await titles()).toEqual(['a']);
  });

  test('commits a transaction and returns its result', async () => {
    await database.query('truncate story');
    const result = await database.transaction(async (tx) => {
      await tx.query("insert into story values (1, 'a')");
      return (await tx.query('select count(*)::int as n from story')).rows[0].n;
    });
    expect(result).toBe(1);
    expect(await titles()).toEqual(['a']);
  });

  test.each([
    ['a failed statement', (tx: Sql) => tx.query('select * from nowhere'), '"nowhere" does not exist'],
    ['an error of ours', () => Promise.reject(new Error('no')), 'no'],
  ])('rolls back after %s, before it is rethrown', async (_, fail, message) => {
    await database.query('truncate story');
    const failing = database.transaction(async (tx) => {
      await tx.query("insert into story values (1, 'a')");
      await fail(tx);
    });
    await expect(failing).rejects.toThrow(message);
    expect(await titles()).toEqual([]);
  });

  test('does not report a transaction as done whose failure was swallowed', async () => {
    await database.query('truncate story');
    const swallowing = database.transaction(async (tx) => {
      await tx.query("insert into story values (1, 'a')");
      await tx.query('select * from nowhere').catch(() => {});
    });
    await expect(swallowing).rejects.toThrow('was rolled back');
    expect(await titles()).toEqual([]);
  });

  test('keeps twenty transactions apart', async () => {
    await database.query('truncate story');
    await database.query("insert into story values (0, '0')");
    const add = () =>
      database.transaction(async (tx) => {
        const { rows } = await tx.query('select title from story where id = 0 for update');
        await tx.query('update story set title = $1 where id = 0', [String(Number(rows[0].title) + 1)]);
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await titles()).toEqual(['20']);
  });

  test('sees nothing of an open transaction from outside', async () => {
    await database.query('truncate story');
    let seen: Promise<unknown[]> | undefined;
    await Promise.all([
      database.transaction(async (tx) => {
        await tx.query("insert into story values (1, 'a')");
        await new Promise((resolve) => setTimeout(resolve, 50));
        await tx.query("insert into story values (2, 'b')");
      }),
      new Promise((resolve) => setTimeout(resolve, 20)).then(() => {
        seen = titles();
      }),
    ]);
    // All or nothing: PostgreSQL shows the state before, the one session the state after.
    expect([[], ['a', 'b']]).toContainEqual(await seen);
  });

  test('refuses the database inside its own transaction, which would wait for itself', async () => {
    await expect(database.transaction(() => database.query('select 1'))).rejects.toThrow(
      'send statements to its tx',
    );
    await expect(database.transaction(() => database.transaction(async () => 1))).rejects.toThrow(
      'to its tx',
    );
    expect((await database.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  test('refuses statements sent after their transaction has ended', async () => {
    const late = await database.transaction(async (tx) => tx);
    await expect(late.query('select 1')).rejects.toThrow('already ended');
  });

  test('ends a transaction that waits too long, and refuses what it sends after', async () => {
    await database.query('truncate story');
    const slow = database.transaction(
      async (tx) => {
        await tx.query("insert into story values (1, 'a')");
        await new Promise((resolve) => setTimeout(resolve, 600));
        await tx.query("insert into story values (2, 'b')");
      },
      { timeoutMs: 200 },
    );
    await expect(slow).rejects.toBeInstanceOf(TransactionTimedOutError);
    expect(await titles()).toEqual([]);
    await database.transaction(async (tx) => tx.query("insert into story values (3, 'c')"));
    expect(await titles()).toEqual(['c']);
  });

  test('hears notifications of its channel until it stops listening', async () => {
    const heard: string[] = [];
    const stop = await database.listen('Desk', (payload) => heard.push(payload));
    const alsoStop = await database.listen('Desk', (payload) => heard.push(`also ${payload}`));
    await database.query("select pg_notify('Desk', 'one'), pg_notify('other', 'no')");
    await expect.poll(() => heard.sort()).toEqual(['also one', 'one']);
    await stop();
    await database.transaction((tx) => tx.query('notify "Desk", \'two\''));
    await expect.poll(() => heard.sort()).toEqual(['also one', 'also two', 'one']);
    await alsoStop();
  });

  test('refuses statements after close, and closes twice', async () => {
    const { database: other, drop: dropOther } = await open();
    await Promise.all([other.close(), other.close()]);
    await expect(other.query('select 1')).rejects.toThrow('after calling end on the pool');
    await dropOther();
  });
});
