import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StageName } from '@hearsay/pipeline';
import { migrateQueues, openEmbeddedQueues, openRedisQueues, type Queues } from '@hearsay/queue';
import {
  createStore,
  type Database,
  migrate,
  openEmbedded,
  openPostgres,
  prepareBullmq,
  type Store,
} from '@hearsay/store';
import { wallClock } from './clock.js';
import type { Deps } from './handler.js';
import { createHttp, type HttpLimits, lookupAt } from './http/index.js';
import type { Log } from './log.js';
import { createMailer } from './mail.js';
import { createMetrics } from './metrics.js';
import { createReader } from './reader/index.js';
import { type Relay, startRelay } from './relay.js';
import type { Ran } from './runner.js';
import { type Settings, version } from './settings.js';
import { createWeb } from './web.js';

/** Where the numbered SQL files lie: beside the store's compiled code. */
const migrations = fileURLToPath(new URL('../migrations/', import.meta.resolve('@hearsay/store')));

/** Heap of a thread that cleans pages, in MB for each MB of the largest page: a page of 3.9 MB is read in 256. */
const heapPerPage = 64;
const smallestHeapMb = 256;

/** Connections of one process to PostgreSQL: all stages of a daemon at their concurrency share them. */
const connections = 20;

/** Everything a process needs to run stages: opened together, closed together. */
export interface Runtime {
  mode: 'embedded' | 'server';
  settings: Settings;
  db: Database;
  queues: Queues;
  relay: Relay;
  deps: Deps;
  /** Called after each job of this process that ended; for those who wait for something to have happened. */
  observers: Set<(stage: StageName, ran: Ran) => void>;
  /** Closes everything opened here, queues before the store. Stop the stages first. */
  close(): Promise<void>;
}

/** Opens the record and the queues the settings name. Throws errors whose message is one sentence for a person. */
export async function openRuntime(settings: Settings, log: Log): Promise<Runtime> {
  const db = await openDatabase(settings, log);
  try {
    await migrate(db, migrations);
    const queues = await openQueues(settings, db, log);
    const deps = createDeps(settings, createStore(db), log);
    const relay = startRelay(deps.store, queues, log);
    return {
      mode: settings.REDIS_URL === null ? 'embedded' : 'server',
      settings,
      db,
      queues,
      relay,
      deps,
      observers: new Set(),
      close: async () => {
        await relay.close();
        await queues.close();
        await closeDeps(deps);
      },
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** A private store in memory, without queues: for the replay. */
export async function openPrivate(
  settings: Settings,
  log: Log,
  dir: string | null = null,
): Promise<{ deps: Deps; close(): Promise<void> }> {
  const db = await openEmbedded(dir === null ? null : resolve(dir), {
    onError: (error) => log.warn({ err: error }, 'upkeep'),
  });
  try {
    await migrate(db, migrations);
  } catch (error) {
    await db.close();
    throw error;
  }
  const deps = createDeps(settings, createStore(db), log);
  return { deps, close: () => closeDeps(deps) };
}

async function openDatabase(settings: Settings, log: Log): Promise<Database> {
  const onError = (error: Error) => log.warn({ err: error }, 'database');
  if (settings.DATABASE_URL !== null) {
    return openPostgres(settings.DATABASE_URL, { max: connections, onError, applicationName: 'hearsay' });
  }
  return openEmbedded(resolve(settings.HEARSAY_DATA), { onError });
}

async function openQueues(settings: Settings, db: Database, log: Log): Promise<Queues> {
  if (settings.REDIS_URL !== null) {
    return openRedisQueues(settings.REDIS_URL, {
      prefix: settings.HEARSAY_QUEUE_PREFIX,
      warn: (sentence) => log.warn(sentence),
    });
  }
  await prepareBullmq(db, (client) => migrateQueues(client as never));
  return openEmbeddedQueues(db.pool);
}

function createDeps(settings: Settings, store: Store, log: Log): Deps {
  const metrics = createMetrics();
  const agent = userAgent(settings);
  const http = createHttp({
    resolve: settings.HEARSAY_RESOLVE ?? [],
    allowNetworks: settings.HEARSAY_ALLOW_NETWORKS ?? [],
    userAgent: agent,
    ...(settings.HEARSAY_NAME_SERVER === null ? {} : { lookup: lookupAt(settings.HEARSAY_NAME_SERVER) }),
    limits: limitsOf(settings),
  });
  const web = createWeb({ http, store, clock: wallClock, settings, metrics, userAgent: agent });
  const reader = createReader({
    threads: settings.HEARSAY_CLEAN_THREADS,
    timeoutMs: settings.HEARSAY_PAGE_SECONDS * 1_000,
    maxBytes: settings.HEARSAY_PAGE_MB * 1_048_576,
    heapMb: Math.max(smallestHeapMb, heapPerPage * settings.HEARSAY_PAGE_MB),
  });
  return { store, web, mailer: createMailer(settings), reader, clock: wallClock, settings, log, metrics };
}

async function closeDeps(deps: Deps): Promise<void> {
  await deps.reader.close();
  await deps.web.close();
  deps.mailer.close();
  await deps.store.close();
}

function limitsOf(settings: Settings): HttpLimits {
  return {
    maxBytes: settings.HEARSAY_FEED_MB * 1_048_576,
    timeoutMs: settings.HEARSAY_FETCH_SECONDS * 1_000,
    connectTimeoutMs: settings.HEARSAY_CONNECT_SECONDS * 1_000,
    stallTimeoutMs: settings.HEARSAY_STALL_SECONDS * 1_000,
    maxRedirects: settings.HEARSAY_REDIRECTS,
    maxHeaderBytes: settings.HEARSAY_HEADER_KB * 1_024,
    maxRatio: settings.HEARSAY_GROWTH,
    ports: settings.HEARSAY_ALLOW_PORTS,
  };
}

/** Who we say we are: with the address where we can be asked, if there is one. */
function userAgent(settings: Settings): string {
  const contact = settings.HEARSAY_PUBLIC_URL === null ? '' : ` (+${settings.HEARSAY_PUBLIC_URL})`;
  return settings.HEARSAY_USER_AGENT ?? `hearsay/${version}${contact}`;
}
