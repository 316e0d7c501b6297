import { type CleanArticle, cleanPage, type Dropped } from '@hearsay/text/page';
import type { Task } from '../support/run-task.js';
import { hasShared } from '../support/shared-data.js';
import { interval } from './pages/bootstrap.js';
import { loadWeb, loadZyte } from './pages/load.js';
import { type FieldMarks, markFields } from './pages/metadata.js';
import { countSegments, type SegmentCounts, segmentF1 } from './pages/segment.js';
import { type Counts, compareShingles, scoreShingles } from './pages/shingle.js';
import type { Figure } from './table/figure.js';

interface Row {
  name: string;
  value: number;
  low: number;
  high: number;
  n: number;
}

/** `npm run eval -- pages [--list]`: text and metadata of labelled pages; `--list` names what went wrong. */
export const task: Task<Figure[]> = {
  about: 'reading pages: 4-gram F1 (zyte-dev), segment F1 and metadata (web-dev), 95 % bootstrap intervals',
  async run(args) {
    if (!hasShared('data/pages'))
      throw new Error('../shared/data/pages is missing: put it beside the checkout.');
    const list = args.includes('--list');
    const rows = [...(await evaluateZyte(list)), ...(await evaluateWeb(list))];
    print(rows);
    return figuresOf(rows);
  },
};

/** As ../shared/data/README.md has them; on other pages of the same sets. */
const published: Record<string, string> = {
  'zyte-dev 4-gram F1': '.944 Readability with jsdom, .970 best (all pages)',
  'web-dev segment F1': '.888 Readability with jsdom, .924 trafilatura (all pages)',
  'web-dev title right': '.625 Readability alone (all pages)',
  'web-dev author right': '.459 Readability alone (all pages)',
};

function figuresOf(rows: readonly Row[]): Figure[] {
  const named = (name: string) => rows.find((row) => row.name === name)?.value ?? null;
  return rows
    .filter(({ name }) => /F1$|right$/.test(name) && !name.startsWith(' '))
    .map(({ name, value, low, high }) => ({
      what: name.replace(/ F1$/, ''),
      precision: name.startsWith('zyte') ? named('  precision') : null,
      recall: name.startsWith('zyte') ? named('  recall') : null,
      measure: name.endsWith('F1') ? 'F1' : 'share',
      value,
      interval: [low, high],
      by: 'page',
      published: published[name] ?? null,
    }));
}

async function evaluateZyte(list: boolean): Promise<Row[]> {
  const pages: Counts[] = [];
  for (const page of loadZyte()) {
    const counts = compareShingles(page.articleBody, textOf(await read(page)));
    pages.push(counts);
    if (list && counts[0] < 0.9) note(`${counts.map((share) => share.toFixed(3)).join(' ')} ${page.url}`);
  }
  const f1 = (sample: Counts[]) => scoreShingles(sample).f1;
  return [
    row('zyte-dev 4-gram F1', pages, f1),
    row('  precision', pages, (sample) => scoreShingles(sample).precision),
    row('  recall', pages, (sample) => scoreShingles(sample).recall),
    ...halves('zyte-dev 4-gram F1', pages, f1),
  ];
}

async function evaluateWeb(list: boolean): Promise<Row[]> {
  const segments: SegmentCounts[] = [];
  const fields: FieldMarks[] = [];
  for (const page of loadWeb()) {
    const article = await read(page);
    segments.push(countSegments(page, textOf(article)));
    const found = 'dropped' in article ? null : article;
    const marks = markFields(page, found);
    fields.push(marks);
    if (!list) continue;
    if (marks.title === false) note(`title\t${page.title}\t${found?.title}\t${page.url}`);
    if (marks.author === false) note(`author\t${page.author}\t${found?.byline.join('; ')}\t${page.url}`);
    if (marks.date === false) note(`date\t${page.date}\t${found?.published}\t${page.url}`);
  }
  return [
    row('web-dev segment F1', segments, segmentF1),
    ...halves('web-dev segment F1', segments, segmentF1),
    ...(['title', 'author', 'date'] as const).map((field) => fieldRow(field, fields)),
  ];
}

function fieldRow(field: keyof FieldMarks, fields: FieldMarks[]): Row {
  const labelled = fields.filter((marks) => marks[field] !== null);
  return row(`web-dev ${field} right`, labelled, (sample) => {
    return sample.filter((marks) => marks[field] === true).length / sample.length;
  });
}

function row<T>(name: string, items: T[], figure: (sample: T[]) => number): Row {
  const [low, high] = interval(items, figure);
  return { name, value: figure(items), low, high, n: items.length };
}

/** Both halves apart: rules that fit one only would show. */
function halves<T>(name: string, items: T[], figure: (sample: T[]) => number): Row[] {
  return [0, 1].map((half) =>
    row(
      `  ${half === 0 ? 'even' : 'odd'} half of ${name.split(' ')[0]}`,
      items.filter((_, i) => i % 2 === half),
      figure,
    ),
  );
}

/** A turn of the event loop after each page lets jsdom's memory go. */
async function read(page: { url: string; html(): string }): Promise<CleanArticle | Dropped> {
  const article = cleanPage({ url: page.url, html: page.html() });
  await new Promise((resolve) => setImmediate(resolve));
  return article;
}

function textOf(article: CleanArticle | Dropped): string {
  return 'dropped' in article ? '' : article.text;
}

function note(line: string): void {
  process.stdout.write(`${line}\n`);
}

function print(rows: Row[]): void {
  for (const { name, value, low, high, n } of rows)
    note(`${name.padEnd(28)} ${value.toFixed(4)}  [${low.toFixed(4)}, ${high.toFixed(4)}]  n=${n}`);
}
