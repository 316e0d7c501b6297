import type { Readable } from 'node:stream';
import { readSettings } from '@hearsay/runtime/settings';
import { UsageError } from '@hearsay/runtime/stop';
import type { Command } from 'commander';
import { openInput, readLines } from '../lines.js';
import { sayJson } from '../print.js';
import { sayRecord } from '../record.js';
import type { ArchiveRecord } from '../replay.js';

/** `hearsay replay`: an archive through the pipeline from clean on, with each record's time as the clock. */
export function addReplayCommand(program: Command): void {
  program
    .command('replay')
    .description(
      'run the pipeline over an archive of JSON lines, in order of publication, in a private store',
    )
    .argument(
      '<file>',
      'JSON lines {url, outlet, outletName, published, title, byline, html or text}; - is standard input',
    )
    .option('--data <dir>', 'keep the store in this directory instead')
    .option('--json', 'print stories, articles, claims and events as one JSON object')
    .action(async (file: string, options: { data?: string; json?: boolean }) => {
      const input = openInput(file);
      // The whole pipeline: loaded where it is needed, as other commands should start at once.
      const { archiveRecord, replayArchive } = await import('../replay.js');
      const records = await readArchive(file, input, archiveRecord);
      const exported = await replayArchive(records, {
        settings: readSettings(process.env),
        dir: options.data ?? null,
        onFailure: (url, stage, error) => {
          process.stderr.write(`${url}: ${stage} failed: ${error.message}\n`);
          process.exitCode = 1;
        },
      });
      if (options.json === true) sayJson(exported);
      else sayRecord(exported);
    });
}

type Schema = typeof import('../replay.js')['archiveRecord'];

/** Reads the archive; what is wrong with a line is said with its number, and the others go on. */
async function readArchive(file: string, input: Readable, archiveRecord: Schema): Promise<ArchiveRecord[]> {
  const records: ArchiveRecord[] = [];
  let lines = 0;
  const refuse = (sentence: string): void => {
    process.stderr.write(`${sentence}\n`);
    process.exitCode = 2;
  };
  for await (const line of readLines(input)) {
    lines += 1;
    if ('wrong' in line) {
      refuse(line.wrong);
      continue;
    }
    const parsed = archiveRecord.safeParse(line.value);
    if (parsed.success) records.push(parsed.data);
    else refuse(wrongRecord(line.number, parsed.error.issues[0]));
  }
  if (lines === 0) throw new UsageError(`${file === '-' ? 'Standard input' : file} holds no records.`);
  return records;
}

/** What is wrong with a record, as a sentence. */
function wrongRecord(number: number, issue: { path: PropertyKey[]; message: string } | undefined): string {
  const what = (issue?.message ?? 'does not fit').replace(/^Invalid input: /, 'does not fit: ');
  const field = issue?.path.join('.') ?? '';
  return field === '' ? `Line ${number} ${what}.` : `Line ${number}: "${field}" ${what}.`;
}
