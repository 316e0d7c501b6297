import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stageNames } from '@hearsay/pipeline';
import { type Database, openEmbedded, openPostgres } from '@hearsay/store';
import { Redis } from 'ioredis';
import { freshDatabase, freshRedis } from '../support/services.js';

export type Mode = 'embedded' | 'server';

/** A job as its queue holds it when everything has stopped. */
export interface QueuedJob {
  stage: string;
  id: string;
  state: string;
  /** How often it was taken up again from a worker that had died. */
  stalled: number;
}

/** Where a daemon of one run keeps everything. */
export interface Place {
  settings: Record<string, string>;
  /** Opens the record; only while no daemon runs. */
  open(): Promise<Database>;
  /** All jobs of all stages; only while no daemon runs. */
  jobs(db: Database): Promise<QueuedJob[]>;
  remove(): Promise<void>;
}

/** A place of a run's own. */
export function makePlace(mode: Mode): Promise<Place> {
  return mode === 'embedded' ? embedded() : server();
}

async function embedded(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-faults-'));
  const dir = join(folder, 'data');
  return {
    settings: { HEARSAY_DATA: dir },
    open: () => openEmbedded(dir),
    jobs: async (db) => {
      const { rows } = await db.query<QueuedJob>(
        'select queue as stage, id, state::text, stalled_count as stalled from bullmq.job where queue = any($1)',
        [stageNames],
      );
      return rows;
    },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function server(): Promise<Place> {
  const [database, redis] = [await freshDatabase(), await freshRedis()];
  return {
    settings: { DATABASE_URL: database.url, REDIS_URL: redis.url },
    open: () => openPostgres(database.url),
    jobs: () => jobsInRedis(redis.url),
    remove: async () => {
      await redis.drop();
      await database.drop();
    },
  };
}

async function jobsInRedis(url: string): Promise<QueuedJob[]> {
  const redis = new Redis(url);
  try {
    const jobs: QueuedJob[] = [];
    for (const stage of stageNames) {
      const key = (part: string) => `hearsay:${stage}:${part}`;
      const states = {
        waiting: await redis.lrange(key('wait'), 0, '-1'),
        active: await redis.lrange(key('active'), 0, '-1'),
        delayed: await redis.zrange(key('delayed'), 0, '-1'),
        completed: await redis.zrange(key('completed'), 0, '-1'),
        failed: await redis.zrange(key('failed'), 0, '-1'),
      };
      for (const [state, ids] of Object.entries(states)) {
        for (const id of ids) {
          jobs.push({ stage, id, state, stalled: Number((await redis.hget(key(id), 'stc')) ?? 0) });
        }
      }
    }
    return jobs;
  } finally {
    redis.disconnect();
  }
}
