import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, freshRedis } from '../support/services.js';

/** Where a demo's daemon keeps what it records. */
export interface Place {
  about: string;
  settings: Record<string, string>;
  /** The folder that goes with the demo; null where there is none or it is kept. */
  temporary: string | null;
  /** The data directory that stays. */
  kept: string | null;
  remove(): Promise<void>;
}

/** A private data directory. */
export function embeddedPlace(keep: boolean): Place {
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-demo-'));
  const data = join(folder, 'data');
  return {
    about: 'embedded',
    settings: { HEARSAY_DATA: data },
    temporary: keep ? null : folder,
    kept: keep ? data : null,
    remove: async () => {
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A database of each server for the demo alone: the user's servers if they are named, else servers that end with this process. */
export async function serverPlace(): Promise<Place> {
  const [database, redis] = [await freshDatabase(), await freshRedis()];
  return {
    about: 'on Redis and PostgreSQL',
    settings: { REDIS_URL: redis.url, DATABASE_URL: database.url },
    temporary: null,
    kept: null,
    remove: async () => {
      await Promise.allSettled([redis.drop(), database.drop()]);
    },
  };
}
