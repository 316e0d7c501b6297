import type { Task } from '../support/run-task.js';
import { groupFolds } from '../train/learn/folds.js';
import { interval, printTable, share } from '../train/learn/report.js';
import { averagePrecision, bootstrap } from '../train/learn/scores.js';
import {
  calibrate,
  claimBusterFolds,
  fitWorthiness,
  logOdds,
  tabulate,
  type WorthinessTable,
} from '../train/worthiness/fit.js';
import { readWorthiness } from '../train/worthiness/sentences.js';
import { classFigure, type Figure, single } from './table/figure.js';
import { fitWords, wordRows } from './worthiness/words.js';

export const task: Task<Figure[]> = {
  about:
    'shared/text/worthiness: ClaimBuster in 4 folds and CheckThat! 2019 leaving a debate out, refitted without the held-out sentences',
  async run() {
    const table = tabulate(readWorthiness());
    return [evaluateClaimBuster(table), evaluateCheckThat(table)];
  },
};

function evaluateClaimBuster(table: WorthinessTable): Figure {
  const rows = table.sentences.filter((row) => row.set === 'claimbuster');
  const keys = table.keys.slice(0, rows.length);
  const truth = rows.map((row) => row.label);
  const folds = groupFolds(keys, 4, 1);
  const probabilities = heldOutProbabilities(claimBusterFolds(table, folds), truth, folds);
  const guess = probabilities.map((p) => (p >= 0.5 ? 1 : 0));
  const figure = classFigure('ClaimBuster, 4 folds', { truth, guess, positive: 1 }, keys, {
    by: 'sentence',
    published: '.721 words and pairs of words, logistic regression (with the data)',
  });
  const { precision, recall, value, interval: range } = figure;
  process.stdout.write(`\nClaimBuster, ${rows.length} sentences, 4 folds, threshold .5\n`);
  printTable(
    ['', 'precision', 'recall', 'F1', '95 %'],
    [
      ['here', share(precision!), share(recall!), share(value), interval(range!)],
      ['words and pairs of words, logistic regression (published with the data)', '', '', '.721', ''],
    ],
  );
  process.stdout.write('\nDoes the probability mean what it says?\n');
  printTable(['score', 'sentences', 'mean score', 'worth checking'], reliability(probabilities, truth));
  return figure;
}

/** Each fold's scores calibrated on the other folds. */
function heldOutProbabilities(odds: number[], truth: number[], folds: number[]): number[] {
  const fits = [...new Set(folds)].sort().map((fold) => {
    const others = folds.flatMap((each, i) => (each === fold ? [] : [i]));
    return calibrate(pick(odds, others), pick(truth, others));
  });
  return odds.map((value, i) => {
    const { scale, shift } = fits[folds[i]!]!;
    return 1 / (1 + Math.exp(-(scale * value + shift)));
  });
}

function reliability(probabilities: number[], truth: number[]): string[][] {
  return [0, 0.2, 0.4, 0.6, 0.8].map((from) => {
    const inside = probabilities.flatMap((p, i) => (p >= from && p < from + 0.2 + 1e-9 ? [i] : []));
    const mean = (values: number[]) =>
      values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length);
    return [
      `${share(from)}–${share(from + 0.2)}`,
      String(inside.length),
      share(mean(pick(probabilities, inside))),
      share(mean(pick(truth, inside))),
    ];
  });
}

function evaluateCheckThat(table: WorthinessTable): Figure {
  const all = table.sentences.map((_, i) => i);
  const checkthat = all.filter((i) => table.sentences[i]!.set === 'checkthat');
  const debates = [...new Set(checkthat.map((i) => table.sentences[i]!.debate))].sort();
  const baseline = wordRows(table);
  const results = debates.map((debate) => {
    const heldOut = checkthat.filter((i) => table.sentences[i]!.debate === debate);
    const labels = heldOut.map((i) => table.sentences[i]!.label);
    const elsewhere = (i: number) => table.sentences[i]!.debate !== debate;
    const ours = fitWorthiness(table, all.filter(elsewhere), heldOut);
    const alone = fitWorthiness(table, checkthat.filter(elsewhere), heldOut);
    const words = fitWords(baseline, table, checkthat.filter(elsewhere));
    return {
      ours: averagePrecision(
        labels,
        heldOut.map((i) => logOdds(ours, table.rows[i]!)),
      ),
      alone: averagePrecision(
        labels,
        heldOut.map((i) => logOdds(alone, table.rows[i]!)),
      ),
      words: averagePrecision(
        labels,
        heldOut.map((i) => words(i)),
      ),
    };
  });
  printCheckThat(debates, results);
  const mean = (name: 'ours' | 'words', at: readonly number[]) =>
    at.reduce((sum, i) => sum + results[i]![name], 0) / at.length;
  const every = debates.map((_, i) => i);
  return single('CheckThat! 2019, a debate left out', 'MAP', mean('ours', every), {
    interval: bootstrap(debates, (at) => mean('ours', at)),
    by: 'debate',
    published: `words, same folds ${share(mean('words', every))}; winner .166 (official test)`,
  });
}

function printCheckThat(debates: string[], results: Record<'ours' | 'alone' | 'words', number>[]): void {
  const mapOf = (name: 'ours' | 'alone' | 'words', at: number[]) =>
    at.reduce((sum, i) => sum + results[i]![name], 0) / at.length;
  const every = debates.map((_, i) => i);
  const line = (label: string, name: 'ours' | 'alone' | 'words') => [
    label,
    share(mapOf(name, every)),
    interval(bootstrap(debates, (at) => mapOf(name, at))),
    (mapOf(name, every) / mapOf('words', every)).toFixed(2),
  ];
  process.stdout.write(`\nCheckThat! 2019 task 1, ${debates.length} debates, one left out at a time\n`);
  printTable(
    ['', 'MAP', '95 %', 'against words'],
    [
      line('here (with ClaimBuster, less the sentences of the debate)', 'ours'),
      line('here, fitted on CheckThat! alone', 'alone'),
      line('words, logistic regression, same folds', 'words'),
    ],
  );
  process.stdout.write('(Published, on the official test debates: winner .166, logistic regression .143.)\n');
}

function pick<T>(values: readonly T[], at: readonly number[]): T[] {
  return at.map((i) => values[i]!);
}
