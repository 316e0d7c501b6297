import { FEATURES, type Idf, pairFeatures, type StoryModel, storyVector } from '@hearsay/text/story';
import { type Labelled, partOf } from './data.js';
import type { PassRow } from './pass.js';

/** Parts the topics are split into: a model that reports on one part was fitted on the others. */
export const PARTS = 5;
/** Pairs with less of their terms in common are no question: left out of the fitting. */
const LEAST_COSINE = 0.08;
/** Ridge on the weights; the examples of each set weigh {@link SET_WEIGHT} for its positive pairs together. */
const RIDGE = 1;
const SET_WEIGHT = 2000;
const STEPS = 25;

/** Limits of the grouping: chosen from the curve that `node test/dist/train/main.js story` prints and writes. */
export const LIMITS = { join: 0.06, ratio: 0.85, prior: 3, alone: 0.2 };

/** A pair of articles to learn from. */
export interface Example {
  features: number[];
  same: boolean;
  weight: number;
}

export function vectorise(rows: Labelled[], idf: Idf): PassRow[] {
  return rows.map((row) => ({
    id: row.id,
    topic: row.topic,
    story: row.story,
    vector: storyVector(row, idf),
  }));
}

/** All telling pairs of one set within the kept topics, weighted so that every set counts the same. */
export function examplesOf(rows: PassRow[], keep: (topic: string) => boolean): Example[] {
  const kept = rows.filter((row) => keep(row.topic));
  const examples: Example[] = [];
  kept.forEach((a, at) => {
    for (const b of kept.slice(0, at)) {
      const features = pairFeatures(a.vector, b.vector);
      if (features[0]! > LEAST_COSINE) examples.push({ features, same: a.story === b.story, weight: 1 });
    }
  });
  const positive = examples.filter((example) => example.same).length;
  for (const example of examples) example.weight = SET_WEIGHT / positive;
  return examples;
}

/** Logistic regression by Newton's method: deterministic, a few steps. */
export function fitModel(examples: Example[], about: string): StoryModel {
  const size = FEATURES.length + 1;
  const weights = new Float64Array(size);
  for (let step = 0; step < STEPS; step++) {
    const change = solve(...newtonSystem(examples, weights));
    change.forEach((value, at) => {
      weights[at] = weights[at]! + value;
    });
    if (Math.max(...change.map(Math.abs)) < 1e-6) break;
  }
  const rounded = [...weights].map((weight) => Math.round(weight * 1000) / 1000);
  return { about, bias: rounded[0]!, weights: rounded.slice(1), ...LIMITS, curve: [] };
}

function newtonSystem(examples: Example[], weights: Float64Array): [number[][], number[]] {
  const size = weights.length;
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const slope = new Array<number>(size).fill(0);
  for (const { features, same, weight } of examples) {
    const x = [1, ...features];
    const chance = 1 / (1 + Math.exp(-x.reduce((sum, value, at) => sum + value * weights[at]!, 0)));
    for (let a = 0; a < size; a++) {
      slope[a] = slope[a]! + weight * (Number(same) - chance) * x[a]!;
      const row = matrix[a]!;
      for (let b = 0; b < size; b++) row[b] = row[b]! + weight * chance * (1 - chance) * x[a]! * x[b]!;
    }
  }
  for (let at = 1; at < size; at++) {
    slope[at] = slope[at]! - RIDGE * weights[at]!;
    matrix[at]![at] = matrix[at]![at]! + RIDGE;
  }
  return [matrix, slope];
}

/** Gaussian elimination; the matrix is positive definite, so no pivoting is needed. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  for (let at = 0; at < size; at++)
    for (let below = at + 1; below < size; below++) {
      const factor = matrix[below]![at]! / matrix[at]![at]!;
      for (let column = at; column < size; column++) matrix[below]![column]! -= factor * matrix[at]![column]!;
      right[below]! -= factor * right[at]!;
    }
  for (let at = size - 1; at >= 0; at--) {
    for (let column = at + 1; column < size; column++) right[at]! -= matrix[at]![column]! * right[column]!;
    right[at]! /= matrix[at]![at]!;
  }
  return right;
}

/** The five models, each fitted without the topics of its part. */
export function crossFit(sets: PassRow[][]): StoryModel[] {
  return Array.from({ length: PARTS }, (_, part) =>
    fitModel(
      sets.flatMap((rows) => examplesOf(rows, (topic) => partOf(topic, PARTS) !== part)),
      `without part ${part}`,
    ),
  );
}
