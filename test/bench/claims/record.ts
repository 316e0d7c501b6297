import { extract } from '@hearsay/extract';
import { match } from '@hearsay/match';
import { runJob } from '@hearsay/runtime';
import { arrival } from '../../services/dedupe/arrivals.js';
import { type TestRecord, testDeps, testRecord } from '../../support/record.js';
import { printTable } from '../../train/learn/report.js';
import { databaseCpu } from '../growth/machine.js';
import { cpu } from './cpu.js';
import { fillClaims, readOldClaims } from './fill.js';

const storedClaims = [1_000, 10_000, 100_000];
const storyOf = 5;
const minutesApart = 5;
/** Articles of a row while a process warms up. */
const begun = 100;

/** What the two stages took for a number of articles, in all. */
interface Taken {
  articles: number;
  extract: number;
  match: number;
  database: number | null;
  wall: number;
}

/**
 * The two stages on PostgreSQL: in a process that has just begun, then with more and more claims of other stories in the record, each
 * number in a record of its own. Articles that came before would recur with every claim.
 */
export async function measureRecord(measured: string[], warming: string[], most: number): Promise<void> {
  process.stdout.write(`\nextract and match through the record (PostgreSQL), stories of ${storyOf}\n`);
  const rows = await warmUp(warming);
  const said = readOldClaims(warming);
  for (const claims of storedClaims.filter((count) => count <= most))
    rows.push([`${claims} claims stored`, ...cells(await withClaims(claims, measured, said))]);
  printTable(
    ['', 'ms CPU in the worker: extract', 'match', 'together', 'in the database', 'ms an article'],
    rows,
  );
}

async function withClaims(claims: number, texts: readonly string[], said: ReturnType<typeof readOldClaims>) {
  const record = await testRecord('server');
  try {
    await fillClaims(record.db, claims, said);
    return await runStories(record, texts, `c${claims}`);
  } finally {
    await record.end();
  }
}

/** A process compiles what it runs often for its first articles, on the same clock. */
async function warmUp(texts: readonly string[]): Promise<string[][]> {
  const record = await testRecord('server');
  try {
    const rows: string[][] = [];
    for (let from = 0; from + begun <= texts.length; from += begun) {
      const some = texts.slice(from, from + begun);
      rows.push([
        `articles ${from + 1} to ${from + begun} of a process`,
        ...cells(await runStories(record, some, `w${from}`)),
      ]);
      await record.db.query('analyze');
    }
    return rows;
  } finally {
    await record.end();
  }
}

async function runStories(record: TestRecord, texts: readonly string[], name: string): Promise<Taken> {
  const deps = testDeps(record.store);
  const articles: string[] = [];
  for (const [at, text] of texts.entries()) articles.push(await place(record, text, `${name}-${at}`, at));
  const [started, databaseBefore] = [performance.now(), await databaseCpu(record.db)];
  const taken = { extract: 0, match: 0 };
  for (const [at, article] of articles.entries()) {
    const job = { attempt: 1, attempts: 1, queuedAt: Date.now(), payload: { article, revision: 1 } };
    const before = cpu();
    await runJob('extract', { ...job, id: `x${name}-${at}`, stage: 'extract' }, extract, deps);
    const between = cpu();
    await runJob('match', { ...job, id: `m${name}-${at}`, stage: 'match' }, match, deps);
    taken.extract += between - before;
    taken.match += cpu() - between;
  }
  const [wall, database] = [performance.now() - started, await databaseCpu(record.db)];
  const used = database === null || databaseBefore === null ? null : database - databaseBefore;
  return { articles: articles.length, ...taken, database: used, wall };
}

/** Keeps an article as clean and dedupe would have, in a story of its own with its neighbours. */
async function place({ db, store }: TestRecord, text: string, name: string, at: number): Promise<string> {
  const published = new Date(Date.UTC(2031, 2, 1) + at * minutesApart * 60_000);
  const made = arrival({ name, outlet: `paper${at % 40}.example`, title: null, text, published });
  const { name: _, ...article } = made;
  await store.articles.save(article);
  const story = `${name.split('-')[0]}-${Math.floor(at / storyOf)}`;
  await db.query(
    'insert into hearsay.stories (id, title, first_seen, updated_at) values ($1, $1, now(), now()) on conflict do nothing',
    [story],
  );
  await db.query('update hearsay.articles set story = $1 where id = $2', [story, made.article]);
  return made.article;
}

function cells({ articles, extract: x, match: m, database, wall }: Taken): string[] {
  const each = (all: number) => (all / articles).toFixed(1);
  return [each(x), each(m), each(x + m), database === null ? '' : each(database), each(wall)];
}
