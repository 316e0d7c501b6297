import { exportAll } from '@hearsay/api';
import { handlers } from '@hearsay/daemon';
import { openLog, openPrivate, readSettings, runInline, setClock, UsageError } from '@hearsay/runtime';
import { contentHash, idOf } from '@hearsay/text/id';
import type { Command } from 'commander';
import { z } from 'zod';
import { openInput, readLines } from '../lines.js';
import { sayJson } from '../print.js';
import { sayRecord } from '../record.js';

const record = z
  .object({
    url: z.url({ protocol: /^https?$/, message: 'must be an http or https address' }),
    outlet: z.string().min(1).nullish(),
    outletName: z.string().min(1).nullish(),
    published: z.iso
      .datetime({ offset: true, message: 'must be an ISO 8601 time such as 2025-03-04T10:00:00Z' })
      .nullish(),
    title: z.string().nullish(),
    byline: z.union([z.string(), z.array(z.string())]).nullish(),
    html: z.string().optional(),
    text: z.string().optional(),
  })
  .refine((line) => line.html !== undefined || line.text !== undefined, { message: 'needs html or text' });

type ArchiveRecord = z.output<typeof record>;

/** Records without a time happen after those before them; the first at the start of the epoch. */
const noTime = new Date(0);

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
      const records = await readArchive(file);
      const settings = readSettings(process.env);
      const clock = setClock(noTime);
      const opened = await openPrivate(settings, openLog('error'), options.data ?? null);
      try {
        const deps = { ...opened.deps, clock };
        await replay(records, deps, clock);
        const exported = await exportAll(deps.store);
        if (options.json === true) sayJson(exported);
        else sayRecord(exported);
      } finally {
        await opened.close();
      }
    });
}

/** Reads and sorts the archive; what is wrong with a line is said with its number, and the others go on. */
async function readArchive(file: string): Promise<ArchiveRecord[]> {
  const records: ArchiveRecord[] = [];
  let lines = 0;
  const refuse = (sentence: string): void => {
    process.stderr.write(`${sentence}\n`);
    process.exitCode = 2;
  };
  for await (const line of readLines(openInput(file))) {
    lines += 1;
    if ('wrong' in line) {
      refuse(line.wrong);
      continue;
    }
    const parsed = record.safeParse(line.value);
    if (parsed.success) records.push(parsed.data);
    else
      refuse(
        `Line ${line.number}: ${parsed.error.issues[0]?.path.join('.')} ${parsed.error.issues[0]?.message}.`,
      );
  }
  if (lines === 0) throw new UsageError(`${file === '-' ? 'Standard input' : file} holds no records.`);
  return inTime(records);
}

/** In order of publication; records without a time keep their place after the one before them. */
function inTime(records: ArchiveRecord[]): ArchiveRecord[] {
  let last = noTime.getTime();
  const times = records.map((each) => {
    if (each.published != null) last = Date.parse(each.published);
    return last;
  });
  return records
    .map((each, at) => ({ each, at, time: times[at] as number }))
    .sort((a, b) => a.time - b.time || a.at - b.at)
    .map(({ each }) => each);
}

type PrivateDeps = Awaited<ReturnType<typeof openPrivate>>['deps'];

async function replay(
  records: ArchiveRecord[],
  deps: PrivateDeps,
  clock: ReturnType<typeof setClock>,
): Promise<void> {
  const { deliver: _, ...stages } = handlers;
  for (const each of records) {
    if (each.published != null) clock.set(new Date(each.published));
    const page = await keepPage(each, deps, clock.now());
    const failures = await runInline('clean', { page }, stages, deps);
    for (const { stage, error } of failures) {
      process.stderr.write(`${each.url}: ${stage} failed: ${error.message}\n`);
      process.exitCode = 1;
    }
  }
}

/** Keeps a record as the page it was, with what the archive says of it. */
async function keepPage(each: ArchiveRecord, { store }: PrivateDeps, now: Date): Promise<string> {
  const body = new TextEncoder().encode(each.html ?? each.text ?? '');
  const hash = contentHash(body);
  const id = idOf('page', each.url, hash);
  await store.pages.save(
    {
      id,
      url: each.url,
      contentHash: hash,
      entry: null,
      status: 200,
      contentType: each.html === undefined ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8',
      headers: {},
      hints: {
        title: each.title ?? null,
        byline: typeof each.byline === 'string' ? [each.byline] : (each.byline ?? []),
        published: each.published ?? null,
        outlet: each.outlet ?? null,
        outletName: each.outletName ?? null,
        plainText: each.html === undefined,
      },
      fetchedAt: now,
    },
    body,
  );
  return id;
}
