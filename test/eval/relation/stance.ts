import { groupFolds } from '../../train/learn/folds.js';
import { interval, printTable, share } from '../../train/learn/report.js';
import { accuracy, bootstrap, classScore, macroF1 } from '../../train/learn/scores.js';
import { fitStance, predictStance, stanceFeatures } from '../../train/relation/fit.js';
import { readStances, type StanceRow, stances } from '../../train/relation/stance.js';
import { classFigure, type Figure, single } from '../table/figure.js';

/** Seeds of the fold assignments; the figures are means over them, since one assignment moves them by about .01. */
const seeds = [1, 2, 3];
const foldCount = 10;

/** Cross-validates the stance model on Emergent's training part; no claim is in both parts of a split. */
export function evaluateStance(): Figure[] {
  const rows = readStances();
  const features = rows.map(stanceFeatures);
  const runs = seeds.map((seed) => heldOut(rows, features, seed));
  const truth = rows.map((row) => stances.indexOf(row.label));
  process.stdout.write(
    `\nEmergent training part, ${rows.length} headlines, ${new Set(rows.map((row) => row.claimId)).size} claims, ${foldCount} folds by claim, ${seeds.length} assignments\n`,
  );
  printOverall(rows, truth, runs.map(guesses));
  printClasses(truth, runs.map(guesses));
  printCalibration(truth, runs);
  return figuresOf(rows, truth, runs.map(guesses));
}

/** Values are means over the assignments; precision, recall and intervals are the first one's. */
function figuresOf(rows: StanceRow[], truth: number[], runs: number[][]): Figure[] {
  const groups = rows.map((row) => row.claimId);
  const against = stances.indexOf('against');
  const overall = (name: 'accuracy' | 'macro-F1', measure: Measure, published: string) =>
    single('Emergent, folds by claim', name, mean(runs.map((run) => measure(truth, run))), {
      interval: bootstrap(groups, (at) => measure(pick(truth, at), pick(runs[0]!, at))),
      by: 'claim',
      published,
    });
  const figure = classFigure('Emergent, against', { truth, guess: runs[0]!, positive: against }, groups, {
    by: 'claim',
    published: '.757 (the same)',
  });
  const f1s = runs.map((run) => classScore(truth, run, against).f1);
  return [
    overall('accuracy', accuracy, '.733 logistic regression 2016 (official test)'),
    overall('macro-F1', (t, g) => macroF1(t, g, stances.length), '.723 (the same)'),
    { ...figure, value: mean(f1s) },
  ];
}

type Measure = (truth: number[], guess: number[]) => number;

function pick<T>(values: readonly T[], at: readonly number[]): T[] {
  return at.map((i) => values[i]!);
}

function heldOut(
  rows: StanceRow[],
  features: ReturnType<typeof stanceFeatures>[],
  seed: number,
): Float64Array[] {
  const folds = groupFolds(
    rows.map((row) => row.claimId),
    foldCount,
    seed,
  );
  const out: Float64Array[] = [];
  for (let fold = 0; fold < foldCount; fold += 1) {
    const train = rows.flatMap((_, i) => (folds[i] === fold ? [] : [i]));
    const fit = fitStance(
      train.map((i) => features[i]!),
      train.map((i) => rows[i]!),
    );
    folds.forEach((each, i) => {
      if (each === fold) out[i] = predictStance(fit, features[i]!);
    });
  }
  return out;
}

const guesses = (probabilities: Float64Array[]): number[] =>
  probabilities.map((p) => p.indexOf(Math.max(...p)));

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function printOverall(rows: StanceRow[], truth: number[], runs: number[][]): void {
  const groups = rows.map((row) => row.claimId);
  const against = stances.indexOf('against');
  const measures: [string, Measure, string, string][] = [
    ['accuracy', accuracy, '.733', '.75'],
    ['macro-F1', (t, g) => macroF1(t, g, stances.length), '.723', '.74'],
    ['F1 against', (t, g) => classScore(t, g, against).f1, '.757', '.78'],
  ];
  printTable(
    ['', 'here', '95 % by claim', 'logistic regression 2016 (official test)', 'target'],
    measures.map(([name, measure, published, target]) => {
      const range = bootstrap(groups, (at) =>
        measure(
          at.map((i) => truth[i]!),
          at.map((i) => runs[0]![i]!),
        ),
      );
      return [name, share(mean(runs.map((run) => measure(truth, run)))), interval(range), published, target];
    }),
  );
}

function printClasses(truth: number[], runs: number[][]): void {
  process.stdout.write('\n');
  printTable(
    ['class', 'rows', 'precision', 'recall', 'F1'],
    stances.map((stance, k) => {
      const scores = runs.map((run) => classScore(truth, run, k));
      return [
        stance,
        String(truth.filter((label) => label === k).length),
        share(mean(scores.map((score) => score.precision))),
        share(mean(scores.map((score) => score.recall))),
        share(mean(scores.map((score) => score.f1))),
      ];
    }),
  );
}

function printCalibration(truth: number[], runs: Float64Array[][]): void {
  process.stdout.write('\nDoes the confidence mean what it says?\n');
  const all = runs.flatMap((run) =>
    run.map((p, i) => ({ p: Math.max(...p), right: p.indexOf(Math.max(...p)) === truth[i] })),
  );
  const edges = [0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.001];
  printTable(
    ['confidence', 'judgements', 'mean', 'right'],
    edges.slice(0, -1).map((from, b) => {
      const inside = all.filter(({ p }) => p >= from && p < edges[b + 1]!);
      return [
        `${share(from)}–`,
        String(inside.length),
        share(mean(inside.map(({ p }) => p))),
        share(mean(inside.map(({ right }) => (right ? 1 : 0)))),
      ];
    }),
  );
}
