import { fileURLToPath } from 'node:url';
import { migrateQueues, openEmbeddedQueues, openRedisQueues, type Queues } from '@hearsay/queue';
import { createMetrics, type Deps, openLog, readSettings, wallClock } from '@hearsay/runtime';
import { createReader } from '@hearsay/runtime/reader/index';
import {
  createStore,
  type Database,
  migrate,
  openEmbedded,
  openPostgres,
  prepareBullmq,
  type Store,
} from '@hearsay/store';
import { freshDatabase, freshRedis } from './services.js';

const migrations = fileURLToPath(new URL('../migrations/', import.meta.resolve('@hearsay/store')));

export type Engine = 'embedded' | 'server';
export const engines: Engine[] = ['server', 'embedded'];

/** A migrated record with queues beside it, as a process of either mode has them; nothing works on them yet. */
export interface TestRecord {
  engine: Engine;
  db: Database;
  store: Store;
  queues: Queues;
  /** Where the record and the queues are for other processes; null where they lie in this one. */
  databaseUrl: string | null;
  redisUrl: string | null;
  end(): Promise<void>;
}

export async function testRecord(engine: Engine): Promise<TestRecord> {
  return engine === 'embedded' ? embedded() : server();
}

async function embedded(): Promise<TestRecord> {
  const db = await openEmbedded(null);
  await migrate(db, migrations);
  await prepareBullmq(db, (client) => migrateQueues(client as never));
  const queues = openEmbeddedQueues(db.pool);
  const end = async () => {
    await queues.close();
    await db.close();
  };
  return { engine: 'embedded', db, store: createStore(db), queues, databaseUrl: null, redisUrl: null, end };
}

async function server(): Promise<TestRecord> {
  const [database, redis] = [await freshDatabase(), await freshRedis()];
  const db = await openPostgres(database.url);
  await migrate(db, migrations);
  const queues = await openRedisQueues(redis.url);
  const end = async () => {
    await queues.close();
    await db.close();
    await redis.drop();
    await database.drop();
  };
  const urls = { databaseUrl: database.url, redisUrl: redis.url };
  return { engine: 'server', db, store: createStore(db), queues, ...urls, end };
}

/** What a handler may use, over this record; without a way to the web and without a reader of pages. */
export function testDeps(store: Store): Deps {
  const absent = (what: string) =>
    new Proxy({}, { get: () => () => Promise.reject(new Error(`This test has no ${what}.`)) });
  return {
    store,
    web: absent('web') as Deps['web'],
    mailer: absent('mailer') as Deps['mailer'],
    // Starts no thread for feeds below its size.
    reader: createReader(),
    clock: wallClock,
    settings: readSettings({}),
    log: openLog('silent'),
    metrics: createMetrics(),
  };
}
