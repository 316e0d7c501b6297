import { addRows, type HeldRows } from './rows.js';

/**
 * A linear-chain conditional random field over hashed features: scores of labels for each position, and of pairs of
 * neighbouring labels. Lafferty, McCallum, Pereira 2001; hashing after Weinberger et al. 2009.
 */
export interface ChainWeights {
  labels: number;
  /** What a stored weight is multiplied by: 1 while training, the step of the 8-bit weights afterwards. */
  scale: number;
  /** `state[(feature & stateMask) * labels + label]` */
  state: Float32Array | Int8Array;
  stateMask: number;
  /** The same for three labels where the weights are final: faster to look up. */
  held?: HeldRows;
  /** `step[(feature & stepMask) * labels² + previous * labels + label]` */
  step: Float32Array | Int8Array;
  stepMask: number;
}

/** One sequence as features: `width` state features and `stepWidth` step features a position, hashed to 32 bits. */
export interface ChainInput {
  length: number;
  state: Int32Array;
  width: number;
  step: Int32Array;
  stepWidth: number;
}

export interface ChainScores {
  state: Float64Array;
  step: Float64Array;
}

/** Sums the weights of each position's features. */
export function scoreChain(weights: ChainWeights, input: ChainInput): ChainScores {
  const { labels } = weights;
  const state = new Float64Array(input.length * labels);
  const step = new Float64Array(input.length * labels * labels);
  for (let at = 0; at < input.length; at += 1) {
    const from = at * input.width;
    if (weights.held !== undefined)
      addRows(weights.held, weights.stateMask, input.state, from, from + input.width, state, at * labels);
    else
      addWeights(
        weights.state,
        weights.stateMask,
        labels,
        input.state,
        from,
        input.width,
        state,
        at * labels,
      );
    if (at === 0) continue;
    const pairs = labels * labels;
    addWeights(
      weights.step,
      weights.stepMask,
      pairs,
      input.step,
      at * input.stepWidth,
      input.stepWidth,
      step,
      at * pairs,
    );
  }
  if (weights.scale !== 1) {
    for (let index = 0; index < state.length; index += 1) state[index]! *= weights.scale;
    for (let index = 0; index < step.length; index += 1) step[index]! *= weights.scale;
  }
  return { state, step };
}

function addWeights(
  table: Float32Array | Int8Array,
  mask: number,
  cells: number,
  features: Int32Array,
  from: number,
  width: number,
  into: Float64Array,
  target: number,
): void {
  if (cells === 3) {
    addThree(table, mask, features, from, from + width, into, target);
    return;
  }
  for (let index = from; index < from + width; index += 1) {
    const row = (features[index]! & mask) * cells;
    for (let cell = 0; cell < cells; cell += 1) into[target + cell]! += table[row + cell]!;
  }
}

/** The same for three labels, by far the most of the work: sums stay in registers. */
function addThree(
  table: Float32Array | Int8Array,
  mask: number,
  features: Int32Array,
  from: number,
  to: number,
  into: Float64Array,
  target: number,
): void {
  let [a, b, c] = [into[target]!, into[target + 1]!, into[target + 2]!];
  for (let index = from; index < to; index += 1) {
    const row = (features[index]! & mask) * 3;
    a += table[row]!;
    b += table[row + 1]!;
    c += table[row + 2]!;
  }
  into[target] = a;
  into[target + 1] = b;
  into[target + 2] = c;
}

/** The probability of each label at each position, and the logarithms the training needs (forward–backward). */
export interface Marginals {
  forward: Float64Array;
  backward: Float64Array;
  total: number;
  label: Float64Array;
}

export function marginals(labels: number, length: number, { state, step }: ChainScores): Marginals {
  const forward = new Float64Array(length * labels);
  const backward = new Float64Array(length * labels);
  const terms = new Float64Array(labels);
  for (let at = 0; at < length; at += 1)
    for (let to = 0; to < labels; to += 1) {
      for (let from = 0; from < labels; from += 1)
        terms[from] =
          at === 0
            ? -Infinity
            : forward[(at - 1) * labels + from]! + step[(at * labels + from) * labels + to]!;
      forward[at * labels + to] = (at === 0 ? 0 : logSum(terms)) + state[at * labels + to]!;
    }
  for (let at = length - 2; at >= 0; at -= 1)
    for (let from = 0; from < labels; from += 1) {
      for (let to = 0; to < labels; to += 1) {
        const next = (at + 1) * labels + to;
        terms[to] = step[((at + 1) * labels + from) * labels + to]! + state[next]! + backward[next]!;
      }
      backward[at * labels + from] = logSum(terms);
    }
  const total = logSum(forward.subarray((length - 1) * labels));
  const label = forward.map((value, index) => Math.exp(value + backward[index]! - total));
  return { forward, backward, total, label };
}

/** The best sequence of labels under summed scores (Viterbi). */
export function bestLabels(labels: number, length: number, { state, step }: ChainScores): Uint8Array {
  const best = new Float64Array(length * labels);
  const back = new Uint8Array(length * labels);
  for (let at = 0; at < length; at += 1)
    for (let to = 0; to < labels; to += 1) {
      let top = at === 0 ? 0 : -Infinity;
      for (let from = 0; at > 0 && from < labels; from += 1) {
        const score = best[(at - 1) * labels + from]! + step[(at * labels + from) * labels + to]!;
        if (score <= top) continue;
        top = score;
        back[at * labels + to] = from;
      }
      best[at * labels + to] = top + state[at * labels + to]!;
    }
  const path = new Uint8Array(length);
  let label = 0;
  for (let each = 1; each < labels; each += 1)
    if (best[(length - 1) * labels + each]! > best[(length - 1) * labels + label]!) label = each;
  for (let at = length - 1; at >= 0; at -= 1) {
    path[at] = label;
    label = back[at * labels + label]!;
  }
  return path;
}

function logSum(values: Float64Array): number {
  let top = -Infinity;
  for (const value of values) if (value > top) top = value;
  if (top === -Infinity) return top;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - top);
  return top + Math.log(sum);
}
