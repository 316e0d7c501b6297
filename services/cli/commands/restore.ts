import { readSettings } from '@hearsay/runtime/settings';
import type { Command } from 'commander';
import { say } from '../print.js';

/** `hearsay restore`: puts a dump of the embedded record in place of the record. */
export function addRestoreCommand(program: Command): void {
  program
    .command('restore')
    .description('put a dump in place of the embedded record, which is kept beside it')
    .argument('[dump]', 'a dump file; the newest of HEARSAY_DATA.dumps if none is given')
    .option('--list', 'list the dumps, newest first, and change nothing')
    .action(async (dump: string | undefined, options: { list?: boolean }) => {
      const settings = readSettings(process.env);
      const { listRecordDumps, restoreRecord } = await import('@hearsay/runtime');
      if (options.list === true) return say(listRecordDumps(settings).join('\n') || 'No dumps yet.');
      const done = await restoreRecord(settings, dump ?? null);
      say(`Restored ${done.dump}.${done.kept === null ? '' : ` What was there is kept as ${done.kept}.`}`);
    });
}
