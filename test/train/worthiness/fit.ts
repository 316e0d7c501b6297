import { type Features, worthinessFeatures } from '@hearsay/text/worthiness';
import { fitLogistic } from '../learn/logistic.js';
import { indexFeatures, type Row } from '../learn/sparse.js';
import { sentenceKey, type WorthinessRow } from './sentences.js';

/** All sentences read once: their features as rows over one index of names. */
export interface WorthinessTable {
  names: string[];
  rows: Row[];
  sentences: readonly WorthinessRow[];
  keys: string[];
}

export interface WorthinessFit {
  weights: number[];
  bias: number;
}

/** A feature must occur this often in the two sets together. */
const leastCount = 4;
/** L2 penalty: 10 did better than 3, 1 and 20 on held-out debates. */
const penalty = 10;
/**
 * The two sets differ in what counts as worth checking (29 % and 3 % of the sentences): a feature that says
 * "from CheckThat!" takes that up while fitting and is left out when scoring. Its sentences count less, so that the
 * probability means what it does in ClaimBuster.
 */
const checkThatWeight = 0.3;
const setFeature = 'set:checkthat';

export function tabulate(sentences: readonly WorthinessRow[]): WorthinessTable {
  const features = sentences.map((row): Features => {
    const read = worthinessFeatures(row.text);
    return row.set === 'checkthat' ? { ...read, [setFeature]: 3 } : read;
  });
  const index = indexFeatures(features, leastCount);
  return {
    names: index.names,
    rows: features.map((each) => index.row(each)),
    sentences,
    keys: sentences.map((row) => sentenceKey(row.text)),
  };
}

/** Fits on the given examples, without those whose sentence is among the held-out ones. */
export function fitWorthiness(
  table: WorthinessTable,
  train: readonly number[],
  heldOut: readonly number[],
): WorthinessFit {
  const hidden = new Set(heldOut.map((i) => table.keys[i]!));
  const kept = train.filter((i) => !hidden.has(table.keys[i]!));
  const model = fitLogistic(
    kept.map((i) => table.rows[i]!),
    kept.map((i) => table.sentences[i]!.label),
    {
      classes: 2,
      features: table.names.length,
      penalty: () => penalty,
      weight: (at) => (table.sentences[kept[at]!]!.set === 'checkthat' ? checkThatWeight : 1),
      iterations: 60,
    },
  );
  const [no, yes] = model.weights as [Float64Array, Float64Array];
  const weights = table.names.map((name, j) => (name === setFeature ? 0 : yes[j]! - no[j]!));
  return { weights, bias: yes.at(-1)! - no.at(-1)! };
}

/** Log-odds of one example. */
export function logOdds({ weights, bias }: WorthinessFit, row: Row): number {
  return row.at.reduce((sum, at, j) => sum + weights[at]! * row.value[j]!, bias);
}

/** Fits scale and shift of the log-odds on held-out scores (Platt 1999), so that .5 means one in two. */
export function calibrate(
  odds: readonly number[],
  labels: readonly number[],
): { scale: number; shift: number } {
  const rows = odds.map((value) => ({ at: [0], value: [value] }));
  const model = fitLogistic(rows, labels, { classes: 2, features: 1, penalty: () => 0.01 });
  const [no, yes] = model.weights as [Float64Array, Float64Array];
  return { scale: yes[0]! - no[0]!, shift: yes[1]! - no[1]! };
}

/** Held-out log-odds of ClaimBuster's sentences in four folds. */
export function claimBusterFolds(table: WorthinessTable, folds: readonly number[]): number[] {
  const all = table.sentences.map((_, i) => i);
  const odds = new Array<number>(folds.length);
  for (const fold of [...new Set(folds)].sort()) {
    const heldOut = all.filter((i) => folds[i] === fold);
    const held = new Set(heldOut);
    const fit = fitWorthiness(
      table,
      all.filter((i) => !held.has(i)),
      heldOut,
    );
    for (const i of heldOut) odds[i] = logOdds(fit, table.rows[i]!);
  }
  return odds;
}
