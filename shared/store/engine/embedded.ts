import { existsSync, renameSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Database, PoolLike, Sql, TransactionOptions } from './database.js';
import type { PgliteClient } from './embedded/client.js';
import {
  existingTemplate,
  inspectDirectory,
  listDumps,
  makeFolders,
  moveIntoPlace,
  prepareAside,
} from './embedded/directory.js';
import { Host } from './embedded/host.js';
import { type DirectoryLock, lockDirectory } from './embedded/lock.js';
import { PglitePool } from './embedded/pool.js';
import { Upkeep } from './embedded/upkeep.js';
import { DatabaseError, DataDirectoryUnusableError } from './errors.js';
import { lastResult } from './result.js';
import { assertOutsideTransaction, runTransaction } from './transaction.js';

export interface EmbeddedOptions {
  /** Milliseconds a directory may take to open before it counts as damaged. */
  openTimeoutMs?: number;
  /** Milliseconds after which an open transaction is rolled back, unless it names its own. */
  transactionTimeoutMs?: number;
  /** Dumps of a directory: where (default: DIR.dumps beside it), how often, how many are kept. */
  dumpFolder?: string;
  dumpEveryMs?: number;
  keepDumps?: number;
  /** Vacuum, statistics and checkpoint after this time (if anything was sent), or after about 2000 jobs. */
  maintainEveryMs?: number;
  /** Told when a dump or the maintenance fails; the next one comes all the same. */
  onError?: (error: Error) => void;
}

export interface EmbeddedDatabase extends Database {
  readonly kind: 'pglite';
  /** Writes the whole database as a gzipped tar file, flushed to the disk: what restoreEmbedded takes. */
  dump(file: string): Promise<void>;
  /** What the maintenance timer does. */
  maintain(): Promise<void>;
}

const openTimeoutMs = 60_000;
const minute = 60_000;

/**
 * Opens the database in `dir` (made if it is not there), held by this process alone; with null, a private one in
 * memory that ends with the process.
 * @throws DataDirectoryLockedError if another process holds it, DataDirectoryUnusableError if it is damaged or not a
 * database of ours.
 */
export async function openEmbedded(
  dir: string | null,
  options: EmbeddedOptions = {},
): Promise<EmbeddedDatabase> {
  if (dir === null) {
    const host = await startHost(null, existingTemplate(), options);
    return new PgliteDatabase(host, null, options, () => {});
  }
  const path = resolve(dir);
  const lock = claim(path);
  try {
    if (inspectDirectory(path) === 'new') await initialise(path, existingTemplate(), options);
    const host = await startHost(path, null, options);
    return new PgliteDatabase(host, path, options, () => lock.release());
  } catch (error) {
    lock.release();
    throw unwritable(path, error);
  }
}

/** The dumps of the database in `dir`, newest first, as paths. */
export function dumpsOf(dir: string, folder = `${resolve(dir)}.dumps`): string[] {
  return listDumps(folder);
}

/**
 * Puts the database of a dump in place of the one in `dir`, which is kept as `DIR.damaged-TIME`; returns where, or null
 * if there was none.
 */
export async function restoreEmbedded(dir: string, dumpFile: string): Promise<string | null> {
  if (!existsSync(dumpFile)) throw new DatabaseError(`There is no dump ${dumpFile}.`);
  const path = resolve(dir);
  const lock = claim(path);
  try {
    const aside = await fill(path, dumpFile, {});
    const kept = existsSync(path) ? `${path}.damaged-${new Date().toISOString().replaceAll(':', '-')}` : null;
    if (kept !== null) renameSync(path, kept);
    moveIntoPlace(aside, path);
    return kept;
  } finally {
    lock.release();
  }
}

class PgliteDatabase implements EmbeddedDatabase {
  readonly kind = 'pglite';
  readonly pool: PoolLike;
  private readonly pglite: PglitePool;
  private readonly upkeep: Upkeep;
  private readonly release: () => void;
  private closing: Promise<void> | undefined;

  constructor(host: Host, dir: string | null, options: EmbeddedOptions, release: () => void) {
    this.pglite = new PglitePool(host, options.transactionTimeoutMs ?? 30_000);
    this.pool = this.pglite;
    this.release = release;
    this.upkeep = new Upkeep(this.pglite, {
      dir,
      dumpFolder: options.dumpFolder ?? `${dir}.dumps`,
      dumpEveryMs: options.dumpEveryMs ?? 60 * minute,
      keepDumps: options.keepDumps ?? 3,
      maintainEveryMs: options.maintainEveryMs ?? 5 * minute,
      onError: options.onError ?? (() => {}),
    });
  }

  // biome-ignore lint/suspicious/noExplicitAny: see Sql.
  async query<T = any>(text: string, params?: readonly unknown[]) {
    assertOutsideTransaction(this.pool);
    return lastResult<T>(await this.pool.query(text, params));
  }

  transaction<T>(work: (tx: Sql) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    return runTransaction(
      this.pool,
      work,
      async (client, { timeoutMs }) => {
        if (timeoutMs !== undefined) (client as PgliteClient).transactionTimeoutMs = timeoutMs;
        await client.query('BEGIN');
      },
      options,
    );
  }

  async listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
    const client = await this.pool.connect();
    client.on('notification', (message: { channel: string; payload: string }) => heard(message.payload));
    await client.query(`LISTEN "${channel.replaceAll('"', '""')}"`);
    return async () => {
      client.removeAllListeners();
      client.release();
    };
  }

  async dump(file: string): Promise<void> {
    const path = resolve(file);
    makeFolders(dirname(path));
    await this.pglite.dump(path);
  }

  maintain(): Promise<void> {
    return this.upkeep.maintain();
  }

  close(): Promise<void> {
    this.closing ??= (async () => {
      await this.upkeep.stop();
      await this.pglite.end().finally(this.release);
    })();
    return this.closing;
  }
}

function claim(dir: string): DirectoryLock {
  try {
    makeFolders(dirname(dir));
    return lockDirectory(dir);
  } catch (error) {
    throw unwritable(dir, error);
  }
}

/** What the file system refuses, as a sentence; every other error as it is. */
function unwritable(dir: string, error: unknown): unknown {
  const { syscall, code, path } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return error;
  return new DataDirectoryUnusableError(
    `The data directory ${dir} cannot be used (${code} at ${path ?? dir}): choose one that this user can write.`,
    { cause: error },
  );
}

async function initialise(dir: string, template: string | null, options: EmbeddedOptions): Promise<void> {
  moveIntoPlace(await fill(dir, template, options), dir);
}

/** Makes a database beside `dir`, from a dump or with initdb; returns where it is. */
async function fill(dir: string, from: string | null, options: EmbeddedOptions): Promise<string> {
  const aside = prepareAside(dir);
  const host = await startHost(aside, from, options);
  await host.ask({ do: 'close' });
  await host.terminate();
  return aside;
}

/** Starts the database thread; ends it if the database does not open, or not in time. */
async function startHost(
  dir: string | null,
  template: string | null,
  options: EmbeddedOptions,
): Promise<Host> {
  const host = new Host();
  const limit = options.openTimeoutMs ?? openTimeoutMs;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it did not open within ${limit / 1000} s`)), limit);
  });
  try {
    await Promise.race([host.ask({ do: 'open', dir, template }), tooLate]);
    return host;
  } catch (error) {
    await host.terminate();
    throw unusable(dir, options, error as Error);
  } finally {
    clearTimeout(timer);
  }
}

function unusable(dir: string | null, options: EmbeddedOptions, cause: Error): DataDirectoryUnusableError {
  const reason = cause.message.split('\n', 1)[0]!.replace(/[.\s]+$/, '');
  if (dir === null)
    return new DataDirectoryUnusableError(`The database in memory did not open: ${reason}.`, { cause });
  const [newest] = dumpsOf(dir, options.dumpFolder);
  const remedy =
    newest === undefined
      ? 'no dump of it was found; move it away to start with an empty one'
      : `restore its newest dump, ${newest}, or move it away to start with an empty one`;
  return new DataDirectoryUnusableError(
    `The data directory ${dir} is probably damaged (${reason}): ${remedy}.`,
    {
      cause,
    },
  );
}
