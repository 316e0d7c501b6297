import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, DatabaseError, DatabaseNewerError, type Sql } from '../engine/index.js';

/** Spells HRSY: the lock under which one process at a time looks at the version and changes the schema. */
const lockKey = 0x48525359;
/** A change of a large table may take long, and nothing else runs meanwhile. */
const timeoutMs = 30 * 60_000;
const ledger = `
  CREATE SCHEMA IF NOT EXISTS hearsay;
  CREATE TABLE IF NOT EXISTS hearsay.schema_version (
    version integer PRIMARY KEY,
    name text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`;

interface Migration {
  version: number;
  name: string;
  file: string;
}

/**
 * Brings the schema `hearsay` up to date with the files `0001-name.sql`, `0002-…` of a folder, each in a transaction of
 * its own together with its row in hearsay.schema_version; returns the version reached. Any number of processes may
 * call it at once. A file holds only statements that may run in a transaction.
 * @throws DatabaseNewerError if the database has a version this folder does not have.
 */
export async function migrate(database: Database, folder: string): Promise<number> {
  const migrations = listMigrations(folder);
  const newest = migrations.at(-1)?.version ?? 0;
  for (;;) {
    const more = await database.transaction((tx) => step(tx, migrations, newest), { timeoutMs });
    if (!more) return newest;
  }
}

/** Applies the next migration that is missing, under the lock; false where none is. */
async function step(tx: Sql, migrations: Migration[], newest: number): Promise<boolean> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
  await tx.query(ledger);
  const { rows } = await tx.query('SELECT version FROM hearsay.schema_version');
  const applied = rows.map(({ version }) => version as number);
  const current = Math.max(0, ...applied);
  if (current > newest) throw newer(current, newest);
  // What is missing, and not what is later: a branch with a lower number may come after one with a higher.
  const next = migrations.find(({ version }) => !applied.includes(version));
  if (next === undefined) return false;
  await tx.query('INSERT INTO hearsay.schema_version (version, name) VALUES ($1, $2)', [
    next.version,
    next.name,
  ]);
  await tx.query(readFileSync(next.file, 'utf8'));
  return true;
}

/** In order of their numbers, of which none is taken twice: two branches that both took one show here. */
function listMigrations(folder: string): Migration[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.sql')) : [];
  if (names.length === 0) throw new DatabaseError(`There are no migrations in ${folder}.`);
  const migrations = names.sort().map((name) => {
    const match = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(name);
    if (match === null)
      throw new DatabaseError(`Migration ${join(folder, name)} is not named like 0001-name.sql.`);
    return { version: Number(match[1]), name: match[2]!, file: join(folder, name) };
  });
  for (const [i, { version, file }] of migrations.entries())
    if (version === migrations[i - 1]?.version)
      throw new DatabaseError(`Migration ${file} has the number of another one: give it the next free one.`);
  return migrations;
}

function newer(current: number, newest: number): DatabaseNewerError {
  return new DatabaseNewerError(
    `The database has schema version ${current}, and this program knows versions up to ${newest}: update the program.`,
  );
}
