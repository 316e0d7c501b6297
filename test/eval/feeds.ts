import type { Task } from '../support/run-task.js';
import { readSharedLines } from '../support/shared-data.js';
import { hostileFeeds } from './feeds/hostile.js';
import { measure } from './feeds/measure.js';
import { type FeedFile, type FileScore, scoreFile } from './feeds/score.js';
import { interval } from './pages/bootstrap.js';
import { type Figure, single } from './table/figure.js';

/** No file may take longer; a feed in production shares its thread with others. */
const LIMIT_MS = 2000;

export const task: Task<Figure[]> = {
  about: 'feed files with the values a reader must find; --failures lists the misses',
  async run(args) {
    const files = readSharedLines<FeedFile>('data/feeds/feeds-dev.jsonl');
    const scores: FileScore[] = [];
    for (const file of files) scores.push(await scoreFile(file));
    const figure = printValues(scores);
    printFiles(scores);
    if (args.includes('--failures')) printFailures(scores);
    await printHostile();
    return [figure];
  },
};

function printValues(scores: FileScore[]): Figure {
  const values = scores.flatMap((score) => score.values);
  const fields = [...new Set(values.map(({ field }) => field))].sort();
  const rows = fields.map((field) => {
    const group = values.filter((value) => value.field === field);
    const count = (what: 'exact' | 'folded') => group.filter((value) => value[what]).length;
    return { field, expected: group.length, exact: count('exact'), folded: count('folded') };
  });
  console.table(rows);
  const share = (count: number) => `${((100 * count) / values.length).toFixed(1)} %`;
  const [low, high] = interval(
    scores.filter((score) => score.values.length > 0),
    (sample) => {
      const all = sample.flatMap((score) => score.values);
      return all.filter((value) => value.folded).length / all.length;
    },
  );
  const exact = values.filter((value) => value.exact).length;
  const folded = values.filter((value) => value.folded).length;
  const headerless = values.filter((value) => value.folded && !value.needsContentLocation).length;
  console.log(
    `expected values: ${values.length}; exact ${share(exact)}; after entity and space folding ${share(folded)} [${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}] (95 %, by file)`,
  );
  console.log(`with the Content-Location headers of the set withheld: ${share(headerless)}`);
  return single('feedparser tests, values read', 'share', folded / values.length, {
    interval: [low, high],
    by: 'file',
    published: '.56 rss-parser 3.13, .84 feedsmith 3.0',
  });
}

function printFiles(scores: FileScore[]): void {
  const refused = scores.filter((score) => score.refused !== null);
  const crashed = scores.filter((score) => score.crashed !== null);
  const slow = scores.filter((score) => score.ms > LIMIT_MS);
  const slowest = Math.max(...scores.map((score) => score.ms));
  console.log(
    `files: ${scores.length}; refused as no feed ${refused.length}; crashed ${crashed.length}; over ${LIMIT_MS} ms ${slow.length} (slowest ${slowest.toFixed(0)} ms)`,
  );
  for (const score of crashed) console.log(`  crashed ${score.file}: ${score.crashed}`);
}

function printFailures(scores: FileScore[]): void {
  for (const score of scores) {
    if (score.refused !== null) console.log(`${score.file}: ${score.refused}`);
    for (const value of score.values.filter(({ folded }) => !folded))
      console.log(`${score.file} ${value.field}\n  expected ${value.expected}\n  read     ${value.read}`);
  }
}

async function printHostile(): Promise<void> {
  const rows = [];
  for (const { name, bytes, contentType, refused } of hostileFeeds()) {
    const measured = await measure(bytes(), contentType);
    const wrong = refused && measured.outcome.startsWith('read');
    rows.push({ name, ...measured, ok: !wrong && measured.ms < 1000 && measured.mb < 200 });
  }
  console.table(rows);
}
