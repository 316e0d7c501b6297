import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlainSide, sameClaim, scoreRelation } from '@hearsay/text/relation';
import { scoreWorthiness } from '@hearsay/text/worthiness';
import type { Task } from '../support/run-task.js';
import { root } from '../support/shared-data.js';
import { interval, printTable, share } from '../train/learn/report.js';
import { accuracy, averagePrecision, bootstrap, classScore, macroF1 } from '../train/learn/scores.js';
import { type NewsPlace, newsText } from './news/text.js';
import { classFigure, type Figure, single } from './table/figure.js';

/** Place, label of each of two readings, and the settled one. */
type SentenceLabel = [...NewsPlace, first: 0 | 1, second: 0 | 1, settled: 0 | 1];
type Relation = (typeof relations)[number];
/** Two places, then the same; a pair that was read once has no second label. */
type PairLabel = [a: NewsPlace, b: NewsPlace, first: Relation, second: Relation | null, settled: Relation];

const relations = ['repeats', 'varies', 'disputes', 'unrelated'] as const;

export const task: Task<Figure[]> = {
  about:
    'news of our own labelling (seeds, ECB+, roundups): sentences that state something checkable; relation of pairs  [--wrong]',
  async run(args) {
    return [sentences(), ...pairs(args.includes('--wrong'))];
  },
};

function read<T>(file: string): T[] {
  return JSON.parse(readFileSync(join(root, 'test/eval/news', file), 'utf8')) as T[];
}

/** The threshold of the figure in the table. */
const usual = 0.5;

function sentences(): Figure {
  const rows = read<SentenceLabel>('sentences.json');
  const truth = rows.map((row) => row[6]);
  const scores = rows.map(([set, id, start, end]) => scoreWorthiness(newsText([set, id, start, end])));
  const groups = rows.map((row) => `${row[0]} ${row[1]}`);
  const [first, second] = [rows.map((row) => row[4]), rows.map((row) => row[5])];
  process.stdout.write(
    `Sentences: ${rows.length}, ${truth.filter(Boolean).length} checkable; two readings by one reader agree with kappa ${share(kappa(first, second))}\n`,
  );
  printTable(
    ['threshold', 'precision', 'recall', 'F1', '95 % by article'],
    [0.1, 0.2, 0.3, 0.5].map((least) => {
      const guess = scores.map((score) => (score >= least ? 1 : 0));
      const { precision, recall, f1 } = classScore(truth, guess, 1);
      const range = bootstrap(groups, (at) => classScore(pick(truth, at), pick(guess, at), 1).f1);
      return [share(least), share(precision), share(recall), share(f1), interval(range)];
    }),
  );
  const every = truth.map(() => 1);
  process.stdout.write(
    `average precision ${share(averagePrecision(truth, scores))}; all called checkable: F1 ${share(classScore(truth, every, 1).f1)}\n\n`,
  );
  const labels = { truth, guess: scores.map((score) => (score >= usual ? 1 : 0)), positive: 1 };
  return classFigure('sentences worth checking', labels, groups, {
    by: 'article',
    published: `all called so ${share(classScore(truth, every, 1).f1)}`,
  });
}

function pairs(show: boolean): Figure[] {
  const rows = read<PairLabel>('pairs.json');
  const truth = rows.map((row) => relations.indexOf(row[4]));
  const guess = rows.map(([a, b]) => relations.indexOf(relationOf(a, b)));
  const groups = rows.map(([a]) => `${a[0]} ${a[1].replace(/[_-].*/, '')}`);
  const twice = rows.filter((row) => row[3] !== null);
  const agreement = kappa(
    twice.map((row) => relations.indexOf(row[2])),
    twice.map((row) => relations.indexOf(row[3]!)),
  );
  process.stdout.write(
    `Pairs: ${rows.length}; ${twice.length} read twice by one reader, kappa ${share(agreement)}\n`,
  );
  const measures: [string, Measure][] = [
    ['accuracy', accuracy],
    ['macro-F1', (t, g) => macroF1(t, g, relations.length)],
    ['one claim or two, F1', (t, g) => classScore(t.map(isOne), g.map(isOne), 1).f1],
  ];
  printTable(
    ['', 'here', '95 % by story'],
    measures.map(([name, measure]) => [
      name,
      share(measure(truth, guess)),
      interval(bootstrap(groups, (at) => measure(pick(truth, at), pick(guess, at)))),
    ]),
  );
  printTable(
    ['relation', 'pairs', 'precision', 'recall', 'F1'],
    relations.map((name, k) => {
      const { precision, recall, f1 } = classScore(truth, guess, k);
      return [
        name,
        String(truth.filter((each) => each === k).length),
        share(precision),
        share(recall),
        share(f1),
      ];
    }),
  );
  if (show) printWrong(rows, truth, guess);
  const [one, two] = [truth.map(isOne), guess.map(isOne)];
  return [
    single('pairs, relation', 'accuracy', accuracy(truth, guess), {
      interval: bootstrap(groups, (at) => accuracy(pick(truth, at), pick(guess, at))),
      by: 'story',
    }),
    classFigure('pairs, one claim or two', { truth: one, guess: two, positive: 1 }, groups, {
      by: 'story',
      published: null,
    }),
  ];
}

type Measure = (truth: number[], guess: number[]) => number;

function printWrong(rows: readonly PairLabel[], truth: readonly number[], guess: readonly number[]): void {
  for (const [i, [a, b]] of rows.entries())
    if (truth[i] !== guess[i])
      process.stdout.write(
        `\n${relations[guess[i]!]}, not ${relations[truth[i]!]}\n  ${newsText(a)}\n  ${newsText(b)}\n`,
      );
}

const isOne = (relation: number): number => (relations[relation] === 'unrelated' ? 0 : 1);

/** From this probability on, two sentences of a story are taken for one claim. */
const leastSame = 0.5;

/** `score relation` takes it that the two are about one thing; two sentences of a story often are not. */
function relationOf(a: NewsPlace, b: NewsPlace): Relation {
  const [claim, text] = [newsText(a), newsText(b)];
  const { relation } = scoreRelation(claim, text);
  if (relation === 'disputes') return relation;
  return sameClaim(readPlainSide(claim), readPlainSide(text)) < leastSame ? 'unrelated' : relation;
}

/** Cohen's kappa of two readings. */
function kappa(first: readonly number[], second: readonly number[]): number {
  const classes = [...new Set([...first, ...second])];
  const part = (list: readonly number[], label: number) =>
    list.filter((each) => each === label).length / list.length;
  const chance = classes.reduce((sum, label) => sum + part(first, label) * part(second, label), 0);
  const met = first.filter((label, i) => label === second[i]).length / first.length;
  return chance === 1 ? 1 : (met - chance) / (1 - chance);
}

function pick<T>(values: readonly T[], at: readonly number[]): T[] {
  return at.map((i) => values[i]!);
}
