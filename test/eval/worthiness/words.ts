import { fitLogistic, predictLogistic } from '../../train/learn/logistic.js';
import { indexFeatures, type Row } from '../../train/learn/sparse.js';
import type { WorthinessTable } from '../../train/worthiness/fit.js';

/** The baseline to beat: a plain bag of lower-case words. */
export interface WordTable {
  rows: Row[];
  size: number;
}

export function wordRows(table: WorthinessTable): WordTable {
  const bags = table.sentences.map((row) =>
    Object.fromEntries(
      (row.text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []).map((word) => [`w:${word}`, 1]),
    ),
  );
  const index = indexFeatures(bags, 1);
  return { rows: bags.map((bag) => index.row(bag)), size: index.names.length };
}

/** Fits the baseline on the given examples and gives the scorer of an example. */
export function fitWords(
  words: WordTable,
  table: WorthinessTable,
  train: readonly number[],
): (example: number) => number {
  const model = fitLogistic(
    train.map((i) => words.rows[i]!),
    train.map((i) => table.sentences[i]!.label),
    { classes: 2, features: words.size, penalty: () => 1, iterations: 60 },
  );
  return (example) => predictLogistic(model, words.rows[example]!)[1]!;
}
