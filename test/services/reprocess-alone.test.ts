import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HistoryObject, ReprocessObject } from '@hearsay/api';
import { openLog, openRuntime, readSettings } from '@hearsay/runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { courier, newsPage, type Told, tribune } from '../end-to-end/revise/site.js';
import { hearsay } from '../support/command.js';

/** What an older version of ours took for a sentence of the article. */
const furniture = 'Readers of the Velmar Tribune won 900 umbrellas in the city of Velmar last year.';
const url = 'https://tribune.example/bridge';

let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearsay-test-'));
  env = { HEARSAY_DATA: join(folder, 'data') };
  const line = (host: string, told: Told) =>
    `${JSON.stringify({ url: `https://${host}/bridge`, outlet: host, outletName: told.outlet, published: told.published, html: newsPage(told) })}\n`;
  const input = line('tribune.example', tribune) + line('courier.example', courier);
  const replayed = await hearsay(['replay', '-', '--data', env.HEARSAY_DATA as string], { input });
  expect(replayed).toMatchObject({ code: 0 });
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As if an older version had read the article: with a line that is none of it. */
async function readBadly(): Promise<void> {
  const runtime = await openRuntime(readSettings(env), openLog('silent'));
  await runtime.db.query(
    `update hearsay.revisions r set text = r.text || $2, text_hash = 'old', made_by = 'page-0'
     from hearsay.articles a where a.id = r.article and a.url = $1`,
    [url, `\n\n${furniture}`],
  );
  await runtime.close();
}

async function reprocess(...args: string[]): Promise<ReprocessObject> {
  const { code, out, err } = await hearsay(['reprocess', '--since', '2020-01-01', '--json', ...args], {
    env,
  });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

async function history(): Promise<HistoryObject> {
  return JSON.parse((await hearsay(['article', url, '--json'], { env })).out).history;
}

test('without a daemon, what is read otherwise is shown first, then kept, then nothing is left to do', async () => {
  await readBadly();
  const shown = await reprocess();
  expect(shown).toMatchObject({ looked: 2, stayed: 1, articles: [{ url }] });
  expect((await history()).revisions).toHaveLength(1);

  const applied = await reprocess('--apply');
  expect(applied.jobs).toBeGreaterThan(0);
  const { revisions } = await history();
  expect(revisions.map(({ kind }) => kind)).toEqual(['edit', 'reprocessed']);
  expect(JSON.stringify(revisions[1]?.changes)).toContain(furniture);
  const { out } = await hearsay(['export', '--json'], { env });
  const { articles, events } = JSON.parse(out);
  expect(articles.find((each: { url: string }) => each.url === url).text).not.toContain('umbrellas');
  expect(events.map(({ type }: { type: string }) => type)).not.toContain('withdrawn');

  expect(await reprocess('--apply')).toMatchObject({ looked: 2, stayed: 2, jobs: 0 });
}, 240_000);
