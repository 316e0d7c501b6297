import { minimize } from './lbfgs.js';
import type { Row } from './sparse.js';

/** Multinomial logistic regression: `weights[k]` are the weights of class k over the features, its bias last. */
export interface Logistic {
  classes: number;
  features: number;
  weights: Float64Array[];
}

export interface LogisticOptions {
  classes: number;
  features: number;
  /** L2 penalty of each feature (larger: smaller weight). */
  penalty: (feature: number) => number;
  /** Weight of an example in the loss; 1 if not given. */
  weight?: (example: number) => number;
  iterations?: number;
}

/** Fits by L-BFGS from zero; the same input gives the same digits. */
export function fitLogistic(
  rows: readonly Row[],
  labels: readonly number[],
  options: LogisticOptions,
): Logistic {
  const { classes, features } = options;
  const width = features + 1;
  const penalties = Float64Array.from({ length: features }, (_, at) => options.penalty(at));
  const weights = rows.map((_, i) => options.weight?.(i) ?? 1);
  const at = minimize(
    new Float64Array(classes * width),
    (x, gradient) => loss(x, gradient, { rows, labels, classes, width, penalties, weights }),
    options.iterations ?? 120,
  );
  return {
    classes,
    features,
    weights: Array.from({ length: classes }, (_, k) => at.slice(k * width, (k + 1) * width)),
  };
}

interface Problem {
  rows: readonly Row[];
  labels: readonly number[];
  classes: number;
  width: number;
  penalties: Float64Array;
  weights: number[];
}

function loss(x: Float64Array, gradient: Float64Array, problem: Problem): number {
  const { rows, labels, classes, width, weights } = problem;
  gradient.fill(0);
  let total = penalize(x, gradient, problem);
  const p = new Float64Array(classes);
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!;
    for (let k = 0; k < classes; k += 1) p[k] = score(x, k * width, width, row);
    softmax(p);
    total -= weights[i]! * Math.log(Math.max(p[labels[i]!]!, 1e-12));
    for (let k = 0; k < classes; k += 1) {
      const error = weights[i]! * (p[k]! - (labels[i] === k ? 1 : 0));
      for (let j = 0; j < row.at.length; j += 1) {
        const to = k * width + row.at[j]!;
        gradient[to] = gradient[to]! + error * row.value[j]!;
      }
      gradient[k * width + width - 1] = gradient[k * width + width - 1]! + error;
    }
  }
  return total;
}

function penalize(x: Float64Array, gradient: Float64Array, { classes, width, penalties }: Problem): number {
  let total = 0;
  for (let k = 0; k < classes; k += 1)
    for (let j = 0; j < penalties.length; j += 1) {
      const at = k * width + j;
      total += 0.5 * penalties[j]! * x[at]! * x[at]!;
      gradient[at] = penalties[j]! * x[at]!;
    }
  return total;
}

function score(x: ArrayLike<number>, from: number, width: number, row: Row): number {
  let sum = x[from + width - 1]!;
  for (let j = 0; j < row.at.length; j += 1) sum += x[from + row.at[j]!]! * row.value[j]!;
  return sum;
}

/** Turns scores into probabilities, in place. */
export function softmax(scores: Float64Array): Float64Array {
  const most = Math.max(...scores);
  let sum = 0;
  for (let k = 0; k < scores.length; k += 1) {
    scores[k] = Math.exp(scores[k]! - most);
    sum += scores[k]!;
  }
  for (let k = 0; k < scores.length; k += 1) scores[k] = scores[k]! / sum;
  return scores;
}

/** Class probabilities of one example. */
export function predictLogistic(model: Logistic, row: Row): Float64Array {
  return softmax(Float64Array.from(model.weights, (weights) => score(weights, 0, model.features + 1, row)));
}
