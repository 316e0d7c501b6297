import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Daemon, startDaemon } from '@hearsay/daemon';
import { openLog, readSettings } from '@hearsay/runtime';
import { callApi } from './child-daemon.js';
import { freshDatabase, freshRedis } from './services.js';

/** A daemon in this process, over a record and queues of its own. */
export interface TestDaemon extends Daemon {
  url: string;
  /** Calls the API; rejects with the answer's text unless it is a 2xx. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into many shapes
  call(method: string, path: string, body?: unknown): Promise<any>;
  /** Waits until `condition` holds, asking again after each job that ends. */
  until(condition: () => Promise<boolean>, what: string, timeoutMs?: number): Promise<void>;
  /** Stops the daemon and removes what it kept. */
  end(): Promise<void>;
}

/** Starts a daemon on `embedded` or `server`, with these settings besides. */
export async function testDaemon(
  mode: 'embedded' | 'server',
  env: Record<string, string> = {},
): Promise<TestDaemon> {
  const place = mode === 'embedded' ? privateDirectory() : await privateServers();
  const settings = readSettings({
    HEARSAY_PORT: '0',
    HEARSAY_LOG: 'silent',
    HEARSAY_POLL_MIN: '0.2',
    HEARSAY_POLL_MAX: '0.2',
    HEARSAY_REVISIT_MIN: '0',
    HEARSAY_DOMAIN_RATE: '1000',
    HEARSAY_DOMAIN_BURST: '100',
    ...place.env,
    ...env,
  });
  const daemon = await startDaemon(settings, openLog(settings.HEARSAY_LOG));
  const url = daemon.api?.url ?? '';
  return {
    ...daemon,
    url,
    call: (method, path, body) => callApi(url, method, path, body),
    until: (condition, what, timeoutMs = 60_000) => until(daemon, condition, what, timeoutMs),
    end: async () => {
      await daemon.close();
      await place.remove();
    },
  };
}

async function until(
  daemon: Daemon,
  condition: () => Promise<boolean>,
  what: string,
  timeoutMs: number,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Gave up waiting until ${what}.`);
    await nextJob(daemon, deadline);
  }
}

function nextJob(daemon: Daemon, deadline: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, Math.max(1, deadline - Date.now()));
    function end(): void {
      clearTimeout(timer);
      daemon.runtime.observers.delete(end);
      resolve();
    }
    daemon.runtime.observers.add(end);
  });
}

/** A data directory for the caller alone, as settings of the daemon. */
export function privateDirectory() {
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-test-'));
  return {
    env: { HEARSAY_DATA: join(folder, 'data') },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A database of each server for the caller alone, as settings of the daemon. */
export async function privateServers() {
  const [database, redis] = [await freshDatabase(), await freshRedis()];
  return {
    env: { DATABASE_URL: database.url, REDIS_URL: redis.url },
    remove: async () => {
      await redis.drop();
      await database.drop();
    },
  };
}
