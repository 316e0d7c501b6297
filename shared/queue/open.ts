import { Redis } from 'ioredis';
import { type Backing, BullQueues } from './bullmq.js';
import { type Queues, QueueUnreachableError } from './queues.js';

/** BullMQ needs Lua and stream features of this version. */
const oldestRedis = [6, 2] as const;

/** How long a start waits for Redis before it says that it is not there. */
const connectTimeoutMs = 5_000;

export interface RedisOptions {
  /** Prefix of all keys, so that several installations can share one Redis. */
  prefix?: string;
  /** Told about settings that lose jobs, in one sentence each. */
  warn?: (sentence: string) => void;
}

/** Queues on Redis. Throws QueueUnreachableError where it cannot be used. */
export async function openRedisQueues(url: string, options: RedisOptions = {}): Promise<Queues> {
  const connection = clientFor(url);
  try {
    await connection.connect();
    await examine(connection, options.warn ?? (() => undefined));
  } catch (error) {
    connection.disconnect();
    if (error instanceof QueueUnreachableError) throw error;
    throw new QueueUnreachableError(
      `Redis at ${redacted(url)} (REDIS_URL) does not answer: ${(error as Error).message}. Start it or correct the address.`,
    );
  }
  return new BullQueues(backingOf(connection, options.prefix ?? 'hearsay'));
}

/** Queues in the embedded engine: BullMQ's PostgreSQL backend over the store's own pool. */
export function openEmbeddedQueues(pool: object): Queues {
  return new BullQueues({
    kind: 'postgres',
    connection: pool,
    prefix: 'hearsay',
    ready: async () => true,
    close: async () => undefined,
  });
}

function backingOf(connection: Redis, prefix: string): Backing {
  return {
    kind: 'redis',
    connection,
    prefix,
    ready: async () => (await connection.ping()) === 'PONG',
    close: async () => {
      await connection.quit().catch(() => connection.disconnect());
    },
  };
}

function clientFor(url: string): Redis {
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol)) {
    throw new QueueUnreachableError(
      `REDIS_URL is not a Redis address: write it as redis://host:6379 (or rediss:// for TLS).`,
    );
  }
  let everReady = false;
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: connectTimeoutMs,
    // Workers must wait for Redis to come back for as long as it takes (BullMQ requires it).
    maxRetriesPerRequest: null,
    // Before the first connection a wrong address is the user's mistake and is said at once; afterwards we try on.
    retryStrategy: (times) => (everReady ? Math.min(times * 200, 5_000) : null),
  });
  client.on('ready', () => {
    everReady = true;
  });
  client.on('error', () => undefined);
  return client;
}

async function examine(client: Redis, warn: (sentence: string) => void): Promise<void> {
  const info = await client.info();
  const version = /redis_version:(\d+)\.(\d+)/.exec(info);
  const [major, minor] = [Number(version?.[1]), Number(version?.[2])];
  if (major < oldestRedis[0] || (major === oldestRedis[0] && minor < oldestRedis[1])) {
    throw new QueueUnreachableError(
      `Redis ${major}.${minor} is too old: Hearsay needs ${oldestRedis.join('.')} or newer.`,
    );
  }
  const policy = /maxmemory_policy:(\S+)/.exec(info)?.[1];
  if (policy !== undefined && policy !== 'noeviction') {
    warn(`Redis may evict jobs (maxmemory-policy is ${policy}): set it to noeviction.`);
  }
  if (/aof_enabled:0/.test(info)) {
    warn(
      'Redis keeps no append-only file: jobs since its last snapshot are lost if it stops. Set appendonly yes.',
    );
  }
}

function redacted(url: string): string {
  const parsed = new URL(url);
  if (parsed.password) parsed.password = '***';
  return parsed.href;
}
