import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handlers } from '@hearsay/daemon';
import type { StageName } from '@hearsay/pipeline';
import { type Handler, openLog, openRuntime, type Runtime, readSettings, runJob } from '@hearsay/runtime';
import type { Article } from '@hearsay/store';
import { contentHash, idOf } from '@hearsay/text/id';
import { expect, test } from 'vitest';
import { freshDatabase, freshRedis } from '../support/services.js';
import { buildWorld } from '../world/index.js';

/** What every round is played with: workers of one stage in one process. */
const workers = 8;
const rounds = 10;
const stages: StageName[] = ['clean', 'dedupe', 'extract', 'match', 'alert'];

/** Texts that neither copy another of the world nor are copied. */
const world = buildWorld(23);
const copied = new Set(world.truth.articles.map((each) => each.copyOf));
const alone = world.truth.articles.filter((each) => each.copyOf === null && !copied.has(each.id));
const texts = alone.map(({ id }) => world.articles.find((each) => each.id === id)?.revisions[0]?.text ?? '');

/** Runtimes over one record: one process in embedded mode, as many as asked for in server mode. */
async function runtimesOf(mode: 'embedded' | 'server', processes: number) {
  const remove: (() => unknown)[] = [];
  let place: Record<string, string>;
  if (mode === 'embedded') {
    const folder = mkdtempSync(join(tmpdir(), 'hearsay-test-'));
    remove.push(() => rmSync(folder, { recursive: true, force: true }));
    place = { HEARSAY_DATA: join(folder, 'data') };
  } else {
    const [database, redis] = [await freshDatabase(), await freshRedis()];
    remove.push(redis.drop, database.drop);
    place = { DATABASE_URL: database.url, REDIS_URL: redis.url };
  }
  const settings = readSettings({ HEARSAY_LOG: 'silent', ...place });
  const runtimes: Runtime[] = [];
  for (let at = 0; at < processes; at++) runtimes.push(await openRuntime(settings, openLog('silent')));
  const end = async () => {
    for (const runtime of runtimes) await runtime.close();
    for (const each of remove) await each();
  };
  return { runtimes, end };
}

/** Starts eight workers of each stage in each runtime, and tells of each job that ended. */
function startWorkers(runtimes: Runtime[], ended: (stage: StageName, story: string | null) => void) {
  return runtimes.flatMap(({ queues, relay, deps }) =>
    stages.map((stage) =>
      queues.work(
        stage,
        async (job) => {
          const ran = await runJob(stage, job, handlers[stage] as Handler<StageName>, deps);
          await relay.send(ran.posted);
          ended(stage, ran.reason);
        },
        { concurrency: workers },
      ),
    ),
  );
}

async function keepCopies(round: number, copies: number, runtime: Runtime): Promise<string[]> {
  const body = new TextEncoder().encode(texts[round] ?? '');
  const hash = contentHash(body);
  const pages = Array.from({ length: copies }, (_, at) => `http://copy${at}.example/round-${round}`);
  for (const url of pages) {
    const hints = {
      title: `Round ${round}`,
      byline: [],
      published: '2025-03-04T10:00:00Z',
      outlet: new URL(url).host,
      outletName: new URL(url).host,
      plainText: true,
    };
    await runtime.deps.store.pages.save(
      {
        id: idOf('page', url, hash),
        url,
        contentHash: hash,
        entry: null,
        status: 200,
        contentType: 'text/plain; charset=utf-8',
        headers: {},
        hints,
        fetchedAt: new Date('2025-03-04T10:05:00Z'),
      },
      body,
    );
  }
  return pages.map((url) => idOf('page', url, hash));
}

test.each([
  { mode: 'server' as const, processes: 4, copies: 2 },
  { mode: 'server' as const, processes: 4, copies: 8 },
  { mode: 'embedded' as const, processes: 1, copies: 2 },
  { mode: 'embedded' as const, processes: 1, copies: 8 },
])(
  '$copies copies that arrive at once never both become the first ($mode, eight workers in each of $processes)',
  async ({ mode, processes, copies }) => {
    expect(texts.length).toBeGreaterThanOrEqual(rounds);
    const { runtimes, end } = await runtimesOf(mode, processes);
    let matched = 0;
    let heard = () => {};
    const handles = startWorkers(runtimes, (stage) => {
      if (stage === 'match') matched += 1;
      heard();
    });
    try {
      const [first] = runtimes as [Runtime];
      const { store } = first.deps;
      for (let round = 0; round < rounds; round++) {
        const pages = await keepCopies(round, copies, first);
        const posted = await store.jobs.post(pages.map((page) => ({ stage: 'clean', payload: { page } })));
        const all = new Promise<void>((resolve) => {
          heard = () => {
            if (matched >= copies * (round + 1)) resolve();
          };
        });
        await first.relay.send(posted);
        await all;
        const articles = (await store.articles.all()).filter(({ url }) => url.endsWith(`/round-${round}`));
        checkFamily(articles, copies);
      }
      const outcomes = await store.jobs.counts();
      expect(outcomes.filter((row) => row.outcome === 'failed' || row.outcome === 'drop')).toEqual([]);
    } finally {
      await Promise.all(handles.map((handle) => handle.close()));
      await end();
    }
  },
  240_000,
);

/** One original, which the others copy; one family; one story. */
function checkFamily(articles: Article[], copies: number): void {
  expect(articles).toHaveLength(copies);
  const originals = articles.filter((article) => article.copyOf === null);
  expect(originals).toHaveLength(1);
  for (const article of articles.filter((each) => each !== originals[0])) {
    expect(article).toMatchObject({ copyOf: originals[0]?.id, copyKind: 'exact' });
  }
  expect(new Set(articles.map((article) => article.family)).size).toBe(1);
  expect(new Set(articles.map((article) => article.story)).size).toBe(1);
  expect(articles[0]?.story).not.toBeNull();
}
