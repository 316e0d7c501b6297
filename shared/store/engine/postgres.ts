import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Database, PoolClientLike, PoolLike, Sql, TransactionOptions } from './database.js';
import { DatabaseTooOldError, DatabaseUnreachableError } from './errors.js';
import { listenOn } from './postgres-listen.js';
import { prepared } from './prepared.js';
import { lastResult } from './result.js';
import { assertOutsideTransaction, runTransaction } from './transaction.js';

export interface PostgresOptions {
  /** Connections at most. One of them is kept by BullMQ's LISTEN where its PostgreSQL backend is used. */
  max?: number;
  /** Milliseconds to wait for a connection. */
  connectTimeoutMs?: number;
  /** Told of errors on idle connections (the pool replaces them by itself). */
  onError?: (error: Error) => void;
  applicationName?: string;
}

const oldestMajor = 14;
const transactionTimeoutMs = 30_000;
/** serialization_failure, deadlock_detected: the server asks for the transaction to be run again. */
const runAgain = new Set(['40001', '40P01']);
const attempts = 4;

/**
 * Opens a pool on a PostgreSQL server.
 * @throws DatabaseUnreachableError if it does not answer or refuses us, DatabaseTooOldError below version 14.
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  const pool = createPool(url, options);
  try {
    await refuseOldServer(pool);
  } catch (error) {
    await pool.end();
    throw error instanceof DatabaseTooOldError ? error : unreachable(url, error);
  }
  return new PostgresDatabase(pool, url);
}

class PostgresDatabase implements Database {
  readonly kind = 'postgres';
  readonly pool: PoolLike;
  private readonly pgPool: pg.Pool;
  private readonly url: string;
  private readonly stops = new Set<() => Promise<void>>();
  private closing: Promise<void> | undefined;

  constructor(pgPool: pg.Pool, url: string) {
    this.pgPool = pgPool;
    this.pool = pgPool as unknown as PoolLike;
    this.url = url;
  }

  // biome-ignore lint/suspicious/noExplicitAny: see Sql.
  async query<T = any>(text: string, params?: readonly unknown[]) {
    assertOutsideTransaction(this.pool);
    return lastResult<T>(await this.pgPool.query(prepared(text, params) as pg.QueryConfig));
  }

  async transaction<T>(work: (tx: Sql) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await runTransaction(this.pool, work, begin, options, (client, text, params) =>
          client.query(prepared(text, params) as never),
        );
      } catch (error) {
        if (attempt >= attempts || !runAgain.has((error as { code?: string }).code ?? '')) throw error;
        // Drawn at random, so that two transactions that blocked each other do not meet again.
        await pause(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  async listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
    const stop = await listenOn(this.url, channel, heard);
    this.stops.add(stop);
    return async () => {
      this.stops.delete(stop);
      await stop();
    };
  }

  close(): Promise<void> {
    this.closing ??= (async () => {
      await Promise.all([...this.stops].map((stop) => stop()));
      await this.pgPool.end();
    })();
    return this.closing;
  }
}

function createPool(url: string, options: PostgresOptions): pg.Pool {
  let pool: pg.Pool;
  try {
    pool = new pg.Pool({
      connectionString: url,
      max: options.max ?? 10,
      connectionTimeoutMillis: options.connectTimeoutMs ?? 10_000,
      idle_in_transaction_session_timeout: transactionTimeoutMs,
      application_name: options.applicationName ?? 'hearsay',
      keepAlive: true,
    });
  } catch (error) {
    throw unreachable(url, error);
  }
  // Without a listener a connection that breaks would end the process: idle ones tell the pool, those in use their user.
  pool.on('error', (error) => options.onError?.(error));
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

async function refuseOldServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
  );
  if (Math.floor(rows[0].number / 10_000) < oldestMajor)
    throw new DatabaseTooOldError(
      `PostgreSQL ${rows[0].version} is too old: use version ${oldestMajor} or newer.`,
    );
}

async function begin(client: PoolClientLike, options: TransactionOptions): Promise<void> {
  await client.query('BEGIN');
  if (options.timeoutMs !== undefined)
    await client.query(`SET LOCAL idle_in_transaction_session_timeout = ${Math.round(options.timeoutMs)}`);
}

/** One sentence without the password, whatever the driver said. */
function unreachable(url: string, error: unknown): DatabaseUnreachableError {
  const { code, message } = error as { code?: string; message?: string };
  return new DatabaseUnreachableError(
    `PostgreSQL at ${withoutPassword(url)} cannot be used (${reasonOf(code, message)}): check DATABASE_URL and that the server is running.`,
    { cause: error },
  );
}

function reasonOf(code: string | undefined, message: string | undefined): string {
  if (code === 'ECONNREFUSED') return 'connection refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'the host name is not known';
  return (message || code || 'no answer').replace(/\s+/g, ' ').replace(/[.:]\s*$/, '');
}

function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL';
  const { host, pathname } = new URL(url);
  return `${host || 'the local socket'}${pathname}`;
}
