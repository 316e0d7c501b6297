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
    const reached = await database.transaction((tx) => step(tx, migrations, newest), { timeoutMs });
    if (reached === newest) return newest;
  }
}

/** Applies the next migration that is missing, under the lock; returns the version the database then has. */
async function step(tx: Sql, migrations: Migration[], newest: number): Promise<number> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
  await tx.query(ledger);
  const { rows } = await tx.query('SELECT coalesce(max(version), 0) AS version FROM hearsay.schema_version');
  const current: number = rows[0].version;
  if (current > newest) throw newer(current, newest);
  const next = migrations.find(({ version }) => version > current);
  if (next === undefined) return current;
  await tx.query('INSERT INTO hearsay.schema_version (version, name) VALUES ($1, $2)', [
    next.version,
    next.name,
  ]);
  await tx.query(readFileSync(next.file, 'utf8'));
  return next.version;
}

/** In order of their numbers, which run from 1 without a gap: two branches that both add one show here. */
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
    if (version !== i + 1)
      throw new DatabaseError(
        `Migration ${file} should have number ${i + 1}: they run from 1 without a gap.`,
      );
  return migrations;
}

function newer(current: number, newest: number): DatabaseNewerError {
  return new DatabaseNewerError(
    `The database has schema version ${current}, and this program knows versions up to ${newest}: update the program.`,
  );
}
