import { extractCandidates } from '@hearsay/text/candidate';
import { matchStory, rememberStories, type StoryArticle } from '@hearsay/text/claim';
import type { Task } from '../support/run-task.js';
import { hasShared } from '../support/shared-data.js';
import { printTable } from '../train/learn/report.js';
import { cpu } from './claims/cpu.js';
import { measureRecord } from './claims/record.js';
import { readMeasured, readWarming, sentences } from './claims/texts.js';

const minutesApart = 5;
const mostClaims = 100_000;

/** `npm run bench -- claims [MOST]`: CPU of extract and match an article, by claims stored (at most MOST) and by length of story. */
export const task: Task = {
  about: `claims: CPU of extract and match an article of ${sentences} sentences, by claims stored and by story length; target 60 ms together`,
  async run(args) {
    if (!hasShared('data/reprints'))
      throw new Error('../shared/data is missing: put it beside the checkout.');
    const texts = readMeasured();
    await measureRecord(texts, readWarming(), Number(args[0] ?? mostClaims));
    measureStories(measureExtract(texts));
  },
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
    `\nthe text alone\nextract: ${each.toFixed(1)} ms CPU an article (${articles.length} articles of ${sentences} sentences, ${candidates.toFixed(0)} candidates each)\n\n`,
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
