import { extract } from '@hearsay/extract';
import { match } from '@hearsay/match';
import { runJob } from '@hearsay/runtime';
import { extractCandidates } from '@hearsay/text/candidate';
import { matchStory, rememberStories, type StoryArticle } from '@hearsay/text/claim';
import { splitSentences } from '@hearsay/text/sentence';
import { readReprints } from '../eval/copies/data.js';
import { arrival } from '../services/dedupe/arrivals.js';
import { type TestRecord, testDeps, testRecord } from '../support/record.js';
import type { Task } from '../support/run-task.js';
import { hasShared, readSharedLines } from '../support/shared-data.js';
import { printTable } from '../train/learn/report.js';

/** Sentences an article is cut to: the length the budget is set for. */
const sentences = 30;
/**
 * Other texts that are read and matched before anything is measured, as a worker has that runs for longer than some minutes: until then
 * the engine compiles code, on the same clock.
 */
const warmUp = 200;
/** Articles a story of those has. */
const warmStory = 10;
const minutesApart = 5;
const storedClaims = [0, 1_000, 10_000, 100_000];

/** `npm run bench -- claims [MOST]`: CPU of extract and match an article, by length of story and by claims stored (at most MOST). */
export const task: Task = {
  about:
    'claims: CPU of extract and match an article of 30 sentences, by story length and by claims stored; target 60 ms together',
  async run(args) {
    if (!hasShared('data/reprints'))
      throw new Error('../shared/data is missing: put it beside the checkout.');
    const texts = readTexts();
    warm();
    const articles = measureExtract(texts);
    measureStories(articles);
    await measureRecord(texts, Number(args[0] ?? 100_000));
  },
};

/** News texts of at least 30 sentences, cut there. */
function readTexts(): string[] {
  return readReprints(false).flatMap(({ article: { text } }) => {
    const last = splitSentences(text)[sentences - 1];
    return last === undefined ? [] : [text.slice(0, last.end)];
  });
}

/** Reads and matches texts of another set, and says what that cost while nothing was compiled. */
function warm(): void {
  const texts = readSharedLines<{ text: string }>('data/attribution/polnear-train.jsonl')
    .flatMap(({ text }) => {
      const last = splitSentences(text)[sentences - 1];
      return last === undefined ? [] : [text.slice(0, last.end)];
    })
    .slice(0, warmUp);
  const started = cpu();
  for (let at = 0; at < texts.length; at += warmStory) {
    const articles = texts.slice(at, at + warmStory).map((text, i) => articleOf(text, at + i));
    matchStory({ story: `warm ${at}`, articles, known: { claims: {} } });
  }
  const each = (cpu() - started) / texts.length;
  process.stdout.write(
    `the first ${texts.length} articles of a process: ${each.toFixed(1)} ms CPU each for extract and match, compiling\n`,
  );
}

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

function articleOf(text: string, at: number): StoryArticle {
  const plain = {
    id: `a${at}`,
    revision: 1,
    outlet: `paper${at % 40}.example`,
    outletName: `Paper ${at % 40}`,
    title: null,
    text,
    lang: 'en',
    published: new Date(Date.UTC(2031, 0, 1) + at * minutesApart * 60_000).toISOString(),
  };
  return {
    ...plain,
    copyOf: null,
    copyKind: null,
    cites: [],
    candidates: extractCandidates(plain).candidates,
  };
}

function measureExtract(texts: readonly string[]): StoryArticle[] {
  const started = cpu();
  const articles = texts.map(articleOf);
  const each = (cpu() - started) / articles.length;
  const candidates = articles.reduce((sum, { candidates: { length } }) => sum + length, 0) / articles.length;
  process.stdout.write(
    `extract: ${each.toFixed(1)} ms CPU an article (${articles.length} articles of ${sentences} sentences, ${candidates.toFixed(0)} candidates each)\n\n`,
  );
  return articles;
}

/** An article arrives at a story of so many: published last, or before some or all of the others; and where nothing is remembered. */
function measureStories(articles: readonly StoryArticle[]): void {
  // The first story only warms up.
  const [, ...rows] = [50, 5, 50, 200].map((size) => {
    const many = Array.from({ length: size }, (_, at) => ({
      ...articles[at % articles.length]!,
      id: `b${at}`,
      published: new Date(Date.UTC(2031, 1, 1) + at * minutesApart * 60_000).toISOString(),
    }));
    const input = (count: number) => ({ story: 's', articles: many.slice(0, count), known: { claims: {} } });
    const next = rememberStories(1_000);
    const last = Math.min(20, size - 1);
    next(input(size - last));
    let started = cpu();
    for (let count = size - last + 1; count <= size; count += 1) next(input(count));
    const latest = (cpu() - started) / last;
    const late = [10, size].map((before) => lateBy(many, before, next));
    started = cpu();
    matchStory(input(size));
    const anew = cpu() - started;
    return [`${size} articles`, ...[latest, ...late, anew].map((each) => each.toFixed(1))];
  });
  process.stdout.write('match, ms CPU an article\n');
  printTable(
    ['story of', 'published last', 'before the last 10', 'before all others', 'nothing remembered'],
    rows,
  );
}

/** CPU of matching an article that arrives last and was published before so many others; `next` remembers those. */
function lateBy(
  articles: readonly StoryArticle[],
  before: number,
  next: ReturnType<typeof rememberStories>,
): number {
  const at = Math.max(0, articles.length - 1 - before);
  const known = { claims: {} };
  next({ story: 's', articles: articles.filter((_, i) => i !== at), known });
  const started = cpu();
  next({ story: 's', articles: [...articles], known });
  return cpu() - started;
}

/** The two stages on PostgreSQL with more and more claims of other stories in the record. */
async function measureRecord(texts: readonly string[], most: number): Promise<void> {
  const record = await testRecord('server');
  try {
    process.stdout.write('\nextract and match through the record (PostgreSQL), stories of 5\n');
    const rows: string[][] = [];
    for (const [at, claims] of storedClaims.filter((count) => count <= most).entries()) {
      await fillClaims(record, claims);
      // The first stories only warm up.
      if (at === 0) await runStories(record, texts, storedClaims.length);
      rows.push([String(claims), ...(await runStories(record, texts, at))]);
    }
    printTable(
      ['claims stored', 'ms CPU in the worker: extract', 'match', 'together', 'ms an article'],
      rows,
    );
  } finally {
    await record.end();
  }
}

/** Claims of ten mentions' worth of other stories: what match must not look at. */
async function fillClaims({ db }: TestRecord, claims: number): Promise<void> {
  await db.query(
    `insert into hearsay.stories (id, title, first_seen, updated_at)
     select 'old' || n, 'An old story', now(), now() from generate_series(1, $1::int / 25) n on conflict do nothing`,
    [claims],
  );
  await db.query(
    `insert into hearsay.claims (id, story, recurs, text, kind, origins, counts, position)
     select 'oldc' || n, 'old' || (1 + n % greatest(1, $1::int / 25)), null, 'The ferry carried ' || n || ' passengers', 'statement', '[]', '{}', n
     from generate_series(1, $1::int) n on conflict do nothing`,
    [claims],
  );
  await db.query('analyze hearsay.claims');
}

async function runStories(record: TestRecord, texts: readonly string[], round: number): Promise<string[]> {
  const deps = testDeps(record.store);
  const jobs: string[] = [];
  // Each round has texts of its own: a text that came before would recur with every claim.
  const many = Math.floor(texts.length / (storedClaims.length + 1));
  for (const [at, text] of texts.slice(round * many, (round + 1) * many).entries()) {
    const made = arrival({
      name: `n${round}-${at}`,
      outlet: `paper${at % 40}.example`,
      title: null,
      text,
      published: new Date(Date.UTC(2031, 2, 1) + (round * 100 + at) * minutesApart * 60_000),
    });
    const { name: _, ...article } = made;
    await record.store.articles.save(article);
    const story = `s${round}-${Math.floor(at / 5)}`;
    await record.db.query(
      'insert into hearsay.stories (id, title, first_seen, updated_at) values ($1, $2, now(), now()) on conflict do nothing',
      [story, story],
    );
    await record.db.query('update hearsay.articles set story = $1 where id = $2', [story, made.article]);
    jobs.push(made.article);
  }
  const started = performance.now();
  const used = { extract: 0, match: 0 };
  for (const [at, article] of jobs.entries()) {
    const job = { attempt: 1, attempts: 1, queuedAt: Date.now(), payload: { article, revision: 1 } };
    const begun = cpu();
    await runJob('extract', { ...job, id: `x${round}-${at}`, stage: 'extract' }, extract, deps);
    const between = cpu();
    await runJob('match', { ...job, id: `m${round}-${at}`, stage: 'match' }, match, deps);
    used.extract += between - begun;
    used.match += cpu() - between;
  }
  const { extract: x, match: m } = used;
  return [x, m, x + m, performance.now() - started].map((each) => (each / jobs.length).toFixed(1));
}
