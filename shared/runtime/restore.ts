import { resolve } from 'node:path';
import { dumpsOf, restoreEmbedded } from '@hearsay/store';
import type { Settings } from './settings.js';
import { UsageError } from './stop.js';

/** The dumps of the embedded record, newest first, as paths. Throws UsageError in server mode. */
export function listRecordDumps({ DATABASE_URL: url, HEARSAY_DATA: dir }: Settings): string[] {
  if (url !== null) throw new UsageError('Dumps are of the embedded record; for PostgreSQL use pg_dump.');
  return dumpsOf(dir);
}

/**
 * Puts a dump in place of the embedded record, the newest if none is named. Returns the dump, and where the record it
 * replaced is kept (null where there was none). Throws UsageError where there is no dump, and DataDirectoryLockedError
 * while a daemon runs on the record.
 */
export async function restoreRecord(
  settings: Settings,
  dump: string | null,
): Promise<{ dump: string; kept: string | null }> {
  const chosen = dump ?? listRecordDumps(settings)[0];
  if (chosen === undefined) {
    throw new UsageError(
      `There is no dump of ${resolve(settings.HEARSAY_DATA)}: one is made each hour that something changed.`,
    );
  }
  return { dump: chosen, kept: await restoreEmbedded(settings.HEARSAY_DATA, chosen) };
}
