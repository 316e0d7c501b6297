import { type ExportObject, exportAll } from '@hearsay/api';
import { handlers } from '@hearsay/daemon';
import { type Deps, openLog, openPrivate, runInline, type Settings, setClock } from '@hearsay/runtime';
import { contentHash, idOf } from '@hearsay/text/id';
import { z } from 'zod';

/** A line of an archive. */
export const archiveRecord = z
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

export type ArchiveRecord = z.output<typeof archiveRecord>;

/** Records without a time happen after those before them; the first at the start of the epoch. */
const noTime = new Date(0);

export interface ReplayOptions {
  settings: Settings;
  /** Where the store is kept; null for one in memory. */
  dir: string | null;
  /** Told of each stage that failed on a record; the others go on. */
  onFailure(url: string, stage: string, error: Error): void;
}

/**
 * Runs the pipeline over an archive from clean on, in order of publication, with each record's time as the clock.
 * Returns all that the store then holds.
 */
export async function replayArchive(
  records: ArchiveRecord[],
  { settings, dir, onFailure }: ReplayOptions,
): Promise<ExportObject> {
  const clock = setClock(noTime);
  const { deliver: _, ...stages } = handlers;
  const opened = await openPrivate(settings, openLog('error'), dir);
  try {
    const deps = { ...opened.deps, clock };
    for (const each of inTime(records)) {
      if (each.published != null) clock.set(new Date(each.published));
      const page = await keepPage(each, deps, clock.now());
      const failures = await runInline('clean', { page }, stages, deps);
      for (const { stage, error } of failures) onFailure(each.url, stage, error);
    }
    return await exportAll(deps.store, settings.HEARSAY_OWNERS?.owners);
  } finally {
    await opened.close();
  }
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

/** Keeps a record as the page it was, with what the archive says of it. */
async function keepPage(each: ArchiveRecord, { store }: Pick<Deps, 'store'>, now: Date): Promise<string> {
  const body = new TextEncoder().encode(each.html ?? each.text ?? '');
  const hash = contentHash(body);
  const id = idOf('page', each.url, hash);
  const saved = await store.pages.save(
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
  return saved.id;
}
