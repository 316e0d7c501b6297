import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, DatabaseNewerError, openEmbedded, openPostgres } from '@hearsay/store/engine/index';
import { migrate } from '@hearsay/store/migrate/index';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../support/services.js';

const folder = mkdtempSync(join(tmpdir(), 'hearsay-migrate-'));
const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['embedded', 'postgres'])('%s', (engine) => {
  let open: () => Promise<Database>;
  let drop = async () => {};
  let database: Database;

  beforeAll(async () => {
    if (engine === 'postgres') {
      const fresh = await freshDatabase();
      drop = fresh.drop;
      open = () => openPostgres(fresh.url, { max: 2 });
      database = await open();
    } else {
      database = await openEmbedded(null);
      open = async () => database;
    }
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });
  beforeEach(async () => {
    await database.query('drop schema if exists hearsay cascade');
    for (const name of ['0001-story.sql', '0002-title.sql', '0003-broken.sql'])
      rmSync(join(folder, name), { force: true });
    write(
      '0001-story.sql',
      '-- The first.\ncreate table hearsay.story (id int);\ninsert into hearsay.story values (1);',
    );
  });

  const versions = async () =>
    (await database.query('select version, name from hearsay.schema_version order by 1')).rows.map(
      ({ version, name }) => `${version} ${name}`,
    );

  test('applies what is missing, once, in order', async () => {
    expect(await migrate(database, folder)).toBe(1);
    write('0002-title.sql', "alter table hearsay.story add title text not null default 'none'");
    expect(await migrate(database, folder)).toBe(2);
    expect(await migrate(database, folder)).toBe(2);
    expect(await versions()).toEqual(['1 story', '2 title']);
    expect((await database.query('select * from hearsay.story')).rows).toEqual([{ id: 1, title: 'none' }]);
  });

  test('is done once by many who start at the same moment', async () => {
    write('0002-title.sql', 'alter table hearsay.story add title text; select pg_sleep(0.1)');
    const databases = await Promise.all(Array.from({ length: 6 }, open));
    expect(await Promise.all(databases.map((each) => migrate(each, folder)))).toEqual([2, 2, 2, 2, 2, 2]);
    expect((await database.query('select id from hearsay.story')).rows).toEqual([{ id: 1 }]);
    for (const each of databases) if (each !== database) await each.close();
  });

  test('undoes a file that fails, and keeps those before it', async () => {
    write('0002-title.sql', 'alter table hearsay.story add title text');
    write('0003-broken.sql', 'alter table hearsay.story add more text; select * from nowhere');
    await expect(migrate(database, folder)).rejects.toThrow('"nowhere" does not exist');
    expect(await versions()).toEqual(['1 story', '2 title']);
    const { rows } = await database.query('select * from hearsay.story');
    expect(rows).toEqual([{ id: 1, title: null }]);
  });

  test('refuses a database that is newer, naming both versions', async () => {
    write('0002-title.sql', 'alter table hearsay.story add title text');
    await migrate(database, folder);
    rmSync(join(folder, '0002-title.sql'));
    const older = migrate(database, folder);
    await expect(older).rejects.toBeInstanceOf(DatabaseNewerError);
    await expect(older).rejects.toThrow(
      'has schema version 2, and this program knows versions up to 1: update',
    );
  });

  test('applies one that came later with a lower number', async () => {
    write('0003-broken.sql', 'select 1');
    expect(await migrate(database, folder)).toBe(3);
    write('0002-title.sql', 'alter table hearsay.story add title text');
    expect(await migrate(database, folder)).toBe(3);
    expect(await versions()).toEqual(['1 story', '2 title', '3 broken']);
    expect((await database.query('select * from hearsay.story')).rows).toEqual([{ id: 1, title: null }]);
  });

  test('refuses a folder with one number twice, a wrong name, or nothing in it', async () => {
    write('0001-title.sql', 'select 1');
    await expect(migrate(database, folder)).rejects.toThrow('has the number of another one');
    rmSync(join(folder, '0001-title.sql'));
    write('0003-broken.sql', 'select 1');
    rmSync(join(folder, '0003-broken.sql'));
    write('2-title.sql', 'select 1');
    await expect(migrate(database, folder)).rejects.toThrow('is not named like 0001-name.sql');
    rmSync(join(folder, '2-title.sql'));
    await expect(migrate(database, join(folder, 'nowhere'))).rejects.toThrow('There are no migrations in');
  });
});
