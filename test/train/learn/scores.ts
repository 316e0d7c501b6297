import { seeded } from './folds.js';

export interface ClassScore {
  precision: number;
  recall: number;
  f1: number;
}

/** Precision, recall and F1 of one class. */
export function classScore(truth: readonly number[], guess: readonly number[], positive: number): ClassScore {
  let [hit, said, there] = [0, 0, 0];
  truth.forEach((label, i) => {
    if (guess[i] === positive) said += 1;
    if (label === positive) there += 1;
    if (label === positive && guess[i] === positive) hit += 1;
  });
  const precision = said === 0 ? 0 : hit / said;
  const recall = there === 0 ? 0 : hit / there;
  return { precision, recall, f1: hit === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

export function accuracy(truth: readonly number[], guess: readonly number[]): number {
  return truth.filter((label, i) => label === guess[i]).length / Math.max(1, truth.length);
}

export function macroF1(truth: readonly number[], guess: readonly number[], classes: number): number {
  let sum = 0;
  for (let k = 0; k < classes; k += 1) sum += classScore(truth, guess, k).f1;
  return sum / classes;
}

/** Average precision of a ranking: mean of the precision at each positive, in order of falling score (ties: first come). */
export function averagePrecision(truth: readonly number[], score: readonly number[]): number {
  const order = truth.map((_, i) => i).sort((a, b) => score[b]! - score[a]! || a - b);
  let [hits, sum] = [0, 0];
  order.forEach((i, rank) => {
    if (truth[i] !== 1) return;
    hits += 1;
    sum += hits / (rank + 1);
  });
  return hits === 0 ? 0 : sum / hits;
}

/** 95 % interval of a measure over the examples, groups drawn with replacement `rounds` times (fixed seed). */
export function bootstrap(
  groups: readonly string[],
  measure: (examples: number[]) => number,
  rounds = 400,
): [number, number] {
  const members = new Map<string, number[]>();
  groups.forEach((group, i) => {
    const list = members.get(group);
    if (list) list.push(i);
    else members.set(group, [i]);
  });
  const lists = [...members.values()];
  const random = seeded(20240601);
  const values = Array.from({ length: rounds }, () =>
    measure(lists.flatMap(() => lists[Math.floor(random() * lists.length)]!)),
  ).sort((a, b) => a - b);
  return [values[Math.floor(rounds * 0.025)]!, values[Math.ceil(rounds * 0.975) - 1]!];
}
