import { pipeline } from '@hearsay/pipeline';
import { type TestRecord, testDeps, testRecord } from '../support/record.js';
import type { Task } from '../support/run-task.js';
import { arrivalOf, Loader } from './growth/load.js';
import { databaseCpu, yardstick } from './growth/machine.js';
import { type NewsArticle, NewsStream } from './growth/news.js';
import { DedupeWorker, placeAll } from './growth/worker.js';

const defaultSizes = [1_000, 10_000, 100_000, 300_000];
/** Articles that dedupe itself places at each size: the first ones warm its memory, the others are timed. */
const warming = 300;
const timed = 500;
const batch = 1_000;
const seed = 20_310_101;

interface Point {
  size: number;
  /** Milliseconds an article, and a piece of the yardstick, in the same minute. */
  each: number;
  yard: number;
  cpu: number;
  databaseCpu: number | null;
  heap: number;
  resident: number;
  copies: { planted: number; found: number; wrong: number };
  inStory: number;
}

/** `npm run bench -- growth [SIZE …] [--articles N]`: what dedupe takes for an article in archives of several sizes, on PostgreSQL. */
export const task: Task = {
  about:
    'dedupe: time, memory and recall of copies as the archive grows (1,000 to 300,000 articles, PostgreSQL)',
  async run(args) {
    const given = args.map(Number).filter((size) => size > 0);
    const sizes = given.length > 0 ? given : defaultSizes;
    await checkLoading();
    const record = await testRecord('server');
    const worker = new DedupeWorker(record.databaseUrl as string);
    try {
      await grow(record, worker, sizes);
    } finally {
      await worker.end();
      await record.end();
    }
  },
};

async function grow(record: TestRecord, worker: DedupeWorker, sizes: number[]): Promise<void> {
  const stream = new NewsStream(seed);
  const loader = new Loader(record.db);
  const points: Point[] = [];
  let size = 0;
  for (const target of sizes) {
    const started = performance.now();
    for (; size < target; size += batch) {
      await loader.load(take(stream, Math.min(batch, target - size)));
      if ((size / batch) % 10 === 9) await record.db.query('analyze hearsay.articles, hearsay.revisions');
    }
    await loader.written();
    // A bulk load outruns the server's own upkeep; a stream of news does not.
    await record.db.query('vacuum analyze');
    size = target;
    const loading = (performance.now() - started) / 1_000;
    const point = await measure(record, worker, target, stream, loader);
    size += warming + timed;
    points.push(point);
    print(point, points[0] as Point, loading);
  }
  const [first, last] = [points[0] as Point, points.at(-1) as Point];
  write(
    `from ${first.size} to ${last.size} articles: time ×${(last.each / first.each).toFixed(2)}, ` +
      `held against the machine's own ×${(last.each / last.yard / (first.each / first.yard)).toFixed(2)}, ` +
      `CPU ×${(total(last) / total(first)).toFixed(2)} (at most 1.5)`,
  );
}

async function measure(
  record: TestRecord,
  worker: DedupeWorker,
  size: number,
  stream: NewsStream,
  loader: Loader,
): Promise<Point> {
  const atOnce = pipeline.dedupe.concurrency;
  const articles = take(stream, warming + timed);
  const ids = await saveAll(articles, record);
  await worker.place(ids.slice(0, warming), atOnce);
  const [before, database] = [await yardstick(record.db, atOnce), await databaseCpu(record.db)];
  const { wall, cpu, heap, resident } = await worker.place(ids.slice(warming), atOnce);
  const after = await databaseCpu(record.db);
  const yard = (before + (await yardstick(record.db, atOnce))) / 2;
  return {
    ...{ size, each: wall / timed, yard, cpu: cpu / timed, heap, resident },
    databaseCpu: database === null || after === null ? null : (after - database) / timed,
    ...(await judge(record, articles, loader)),
  };
}

async function saveAll(articles: NewsArticle[], record: TestRecord): Promise<string[]> {
  const rows = articles.map((article) => {
    const { name: _, ...found } = arrivalOf(article);
    return found;
  });
  for (const row of rows) await record.store.articles.save(row);
  return rows.map((row) => row.article);
}

/** Copies found of those planted, texts of one's own taken for copies, and articles in the story they were planted in. */
async function judge(record: TestRecord, articles: NewsArticle[], loader: Loader) {
  const ids = new Map(articles.map((article) => [arrivalOf(article).article, article]));
  const rows = await record.store.articles.some([...ids.keys()]);
  const copies = { planted: 0, found: 0, wrong: 0 };
  let inStory = 0;
  for (const row of rows) {
    const article = ids.get(row.id) as NewsArticle;
    if (article.kind !== null) copies.planted += 1;
    if (article.kind !== null && row.copyOf !== null) copies.found += 1;
    if (article.kind === null && row.copyOf !== null) copies.wrong += 1;
    const home = loader.storyOf(article.story);
    if (home === undefined || home === row.story) inStory += 1;
    loader.note(article, row.story as string);
  }
  return { copies, inStory: inStory / rows.length };
}

/** Loads some articles in bulk, has dedupe place the same ones elsewhere, and says how far the two records agree. */
async function checkLoading(): Promise<void> {
  const [loaded, placed] = [await testRecord('server'), await testRecord('server')];
  try {
    const articles = take(new NewsStream(seed), 150);
    const loader = new Loader(loaded.db);
    await loader.load(articles);
    await loader.written();
    await placeAll(await saveAll(articles, placed), testDeps(placed.store), 1);
    for (const [what, select] of Object.entries(compared)) {
      const [a, b] = await Promise.all([loaded, placed].map(async ({ db }) => (await db.query(select)).rows));
      const same = new Set(a?.map((row) => JSON.stringify(row)));
      const shared = b?.filter((row) => same.has(JSON.stringify(row))).length ?? 0;
      write(
        `bulk load against dedupe itself, ${articles.length} articles: ${what} ${shared} alike of ${a?.length} and ${b?.length}`,
      );
    }
  } finally {
    await loaded.end();
    await placed.end();
  }
}

const compared = {
  'band rows': 'select band, at, article from hearsay.bands',
  'key rows': 'select key, at, article from hearsay.story_keys',
  'rows of parts': 'select key, at, article from hearsay.part_keys',
  sketches: "select article, encode(sketch, 'hex') as sketch, credits from hearsay.sketches",
  copies: 'select id, copy_of, copy_kind, copy_score, family from hearsay.articles where copy_of is not null',
  pairs: 'select a, b, kind, score from hearsay.copy_pairs',
  'places in stories': 'select id, story from hearsay.articles',
};

function take(stream: NewsStream, count: number): NewsArticle[] {
  return Array.from({ length: count }, () => stream.next());
}

function total(point: Point): number {
  return point.cpu + (point.databaseCpu ?? 0);
}

function print(point: Point, first: Point, loading: number): void {
  const { size, each, yard, cpu, copies, heap, resident, inStory } = point;
  const recall = copies.planted === 0 ? 1 : copies.found / copies.planted;
  write(
    `${String(size).padStart(7)} articles (loaded in ${loading.toFixed(0)} s): ${each.toFixed(1)} ms each, the machine's own piece ` +
      `${yard.toFixed(1)} ms, ratio ${(each / yard).toFixed(2)} (×${(each / yard / (first.each / first.yard)).toFixed(2)} of the first); ` +
      `CPU ${cpu.toFixed(1)} ms here, ${point.databaseCpu?.toFixed(1) ?? '?'} ms in the database; the worker holds ${heap.toFixed(0)} MB (process ${resident.toFixed(0)} MB); ` +
      `copies found ${copies.found} of ${copies.planted} (${recall.toFixed(3)}), wrongly ${copies.wrong}; in the planted story ${(100 * inStory).toFixed(0)} %`,
  );
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
