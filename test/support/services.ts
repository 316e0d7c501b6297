import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import pg from 'pg';
import { ensureServicesInstalled } from './install-services.js';
import {
  findProgram,
  freePort,
  GuardedServer,
  privateFolder,
  runOnce,
  unprivilegedUser,
} from './service-process.js';

export interface Services {
  redisUrl: string;
  databaseUrl: string;
  stop(): Promise<void>;
}

type Started = { url: string; stop(): Promise<void> };

/**
 * Redis and PostgreSQL for the tests: those of REDIS_URL and DATABASE_URL, else started here on free loopback ports
 * with private data, which ends with `stop()` and also if this process is killed.
 * @throws ServicesMissingError if they are neither named nor installed.
 */
export async function startServices(): Promise<Services> {
  ensureServicesInstalled();
  const started = await Promise.allSettled([
    process.env.REDIS_URL ? given(process.env.REDIS_URL) : startRedis(),
    process.env.DATABASE_URL ? given(process.env.DATABASE_URL) : startPostgres(),
  ]);
  const running = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const stop = async () => {
    await Promise.all(running.map((each) => each.stop()));
  };
  const failed = started.find((each) => each.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  return { redisUrl: running[0]!.url, databaseUrl: running[1]!.url, stop };
}

/** A database of the caller's own on the server of DATABASE_URL (or one started for this process); drop it after. */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const { databaseUrl } = await servicesOfThisProcess();
  const name = `hearsay_test_${randomUUID().replaceAll('-', '')}`;
  await asAdministrator(databaseUrl, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    // FORCE ends connections that a failed test has left.
    drop: () => asAdministrator(databaseUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/**
 * A numbered Redis database of the caller's own on the server of REDIS_URL (or one started for this process): one that
 * was empty, so that nobody's keys are lost when `drop` empties it.
 */
export async function freshRedis(): Promise<{ url: string; drop(): Promise<void> }> {
  const { redisUrl } = await servicesOfThisProcess();
  const [, databases] = (await asRedis(redisUrl, (redis) => redis.config('GET', 'databases'))) as string[];
  for (let number = 1; number < Number(databases); number++) {
    const url = new URL(redisUrl);
    url.pathname = `/${number}`;
    if ((await asRedis(url.href, (redis) => redis.eval(claimIfEmpty, 0, process.pid))) === 1)
      return { url: url.href, drop: () => asRedis(url.href, async (redis) => void (await redis.flushdb())) };
  }
  throw new Error(`All ${databases} databases of the Redis at REDIS_URL hold keys: empty one.`);
}

/** In one step on the server, so that two test files never get the same database. */
const claimIfEmpty = `
  if redis.call('DBSIZE') > 0 then return 0 end
  redis.call('SET', 'hearsay-test-claimed-by', ARGV[1])
  return 1`;

let ofThisProcess: Promise<Services> | undefined;

/** `npm test` has started them and set the environment; a test file run by itself starts its own, which end with it. */
function servicesOfThisProcess(): Promise<Services> {
  ofThisProcess ??= startServices();
  return ofThisProcess;
}

async function given(url: string): Promise<Started> {
  return { url, stop: async () => {} };
}

async function startRedis(): Promise<Started> {
  const folder = privateFolder('redis');
  const port = await freePort();
  const settings = ['--bind', '127.0.0.1', '--appendonly', 'yes', '--maxmemory-policy', 'noeviction'];
  const server = new GuardedServer(folder, 'KILL', [
    findProgram('redis-server')!,
    ...['--port', String(port), '--dir', folder, '--save', '', '--databases', '256', ...settings],
  ]);
  const url = `redis://127.0.0.1:${port}`;
  return ready(server, url, async () => {
    await asRedis(url, (redis) => redis.ping());
  });
}

async function startPostgres(): Promise<Started> {
  const user = unprivilegedUser();
  const folder = privateFolder('postgres', user);
  const data = `${folder}/data`;
  const port = await freePort();
  await runOnce(
    findProgram('initdb')!,
    ['-D', data, '-U', 'hearsay', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    user,
  );
  // Nothing here outlives the machine's next start, so nothing is flushed to the disk.
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
  const server = new GuardedServer(
    folder,
    'QUIT',
    [
      findProgram('postgres')!,
      ...['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder],
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    user,
  );
  const url = `postgres://hearsay@127.0.0.1:${port}/postgres`;
  return ready(server, url, () => asAdministrator(url, 'SELECT 1'));
}

async function ready(server: GuardedServer, url: string, tryOut: () => Promise<void>): Promise<Started> {
  try {
    await server.waitUntil(tryOut);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url, stop: () => server.stop() };
}

async function asAdministrator(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end().catch(() => {});
  }
}

async function asRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}
