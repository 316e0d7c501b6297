import type { Database, PoolClientLike } from './database.js';

/**
 * Readies a database for BullMQ's PostgreSQL backend: runs its migrations (give BullMQ's own `runMigrations`) and, on
 * the embedded engine, sets the path on which its unqualified names are found (the pool is ours, so BullMQ cannot).
 * Names such as job, event and meta are BullMQ's from then on: tables of ours are always written with their schema.
 * On PostgreSQL give BullMQ a connection string, and it sets the path itself.
 */
export async function prepareBullmq(
  database: Database,
  runMigrations: (client: PoolClientLike) => Promise<unknown>,
): Promise<void> {
  const client = await database.pool.connect();
  try {
    await runMigrations(client);
    if (database.kind === 'pglite') await client.query('SET search_path TO bullmq, public');
  } finally {
    client.release();
  }
}
