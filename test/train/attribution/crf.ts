import { type ChainInput, type ChainWeights, marginals, scoreChain } from '@hearsay/text/attribution/tagger';

/** Settings of one training run. */
export interface Training {
  labels: number;
  /** Buckets of the feature tables while training; a power of two. */
  stateSize: number;
  stepSize: number;
  rate: number;
  epochs: number;
  /** Pull of weights towards zero: `l1` makes most of them exactly zero, `l2` keeps the rest small. */
  l1: number;
  l2: number;
}

interface Table {
  weights: Float32Array;
  sums: Float32Array;
  squares: Float32Array;
}

const tableFor = (weights: Float32Array): Table => ({
  weights,
  sums: new Float32Array(weights.length),
  squares: new Float32Array(weights.length),
});

export interface Example {
  input: ChainInput;
  labels: Uint8Array;
}

/**
 * Trains a conditional random field, one sequence at a time, in an order drawn from a fixed seed: the same examples
 * always give the same weights.
 */
export class CrfTrainer {
  readonly weights: ChainWeights;
  private readonly state: Table;
  private readonly step: Table;

  constructor(private readonly training: Training) {
    const { labels, stateSize, stepSize } = training;
    this.weights = {
      labels,
      scale: 1,
      state: new Float32Array(stateSize * labels),
      stateMask: stateSize - 1,
      step: new Float32Array(stepSize * labels * labels),
      stepMask: stepSize - 1,
    };
    this.state = tableFor(this.weights.state as Float32Array);
    this.step = tableFor(this.weights.step as Float32Array);
  }

  /** One step; returns the example's loss. */
  learn({ input, labels: gold }: Example): number {
    const { labels } = this.training;
    const scores = scoreChain(this.weights, input);
    const { forward, backward, total, label } = marginals(labels, input.length, scores);
    let goldScore = 0;
    for (let at = 0; at < input.length; at += 1) {
      goldScore += scores.state[at * labels + gold[at]!]!;
      this.learnState(input, at, gold[at]!, label);
      if (at === 0) continue;
      goldScore += scores.step[(at * labels + gold[at - 1]!) * labels + gold[at]!]!;
      this.learnStep(input, at, gold, { scores, forward, backward, total });
    }
    return total - goldScore;
  }

  private learnState(input: ChainInput, at: number, gold: number, label: Float64Array): void {
    const { labels } = this.training;
    for (let each = 0; each < labels; each += 1) {
      const slope = (each === gold ? 1 : 0) - label[at * labels + each]!;
      if (Math.abs(slope) < 1e-4) continue;
      for (let index = at * input.width; index < (at + 1) * input.width; index += 1)
        this.move(this.state, (input.state[index]! & this.weights.stateMask) * labels + each, slope);
    }
  }

  private learnStep(
    input: ChainInput,
    at: number,
    gold: Uint8Array,
    seen: {
      scores: { state: Float64Array; step: Float64Array };
      forward: Float64Array;
      backward: Float64Array;
      total: number;
    },
  ): void {
    const { labels } = this.training;
    for (let from = 0; from < labels; from += 1)
      for (let to = 0; to < labels; to += 1) {
        const cell = from * labels + to;
        const likely = Math.exp(
          seen.forward[(at - 1) * labels + from]! +
            seen.scores.step[at * labels * labels + cell]! +
            seen.scores.state[at * labels + to]! +
            seen.backward[at * labels + to]! -
            seen.total,
        );
        const slope = (gold[at - 1] === from && gold[at] === to ? 1 : 0) - likely;
        if (Math.abs(slope) < 1e-4) continue;
        for (let index = at * input.stepWidth; index < (at + 1) * input.stepWidth; index += 1)
          this.move(this.step, (input.step[index]! & this.weights.stepMask) * labels * labels + cell, slope);
      }
  }

  /** FTRL-proximal (McMahan et al. 2013): weights that are not worth `l1` stay exactly zero. */
  private move({ weights, sums, squares }: Table, index: number, slope: number): void {
    const { rate, l1, l2 } = this.training;
    const before = squares[index]!;
    const after = before + slope * slope;
    const sigma = (Math.sqrt(after) - Math.sqrt(before)) / rate;
    const sum = sums[index]! - slope - sigma * weights[index]!;
    sums[index] = sum;
    squares[index] = after;
    const over = Math.abs(sum) - l1;
    weights[index] = over <= 0 ? 0 : (-Math.sign(sum) * over) / ((0.1 + Math.sqrt(after)) / rate + l2);
  }
}

/** The numbers 0..count-1 in an order drawn from a seed (Mulberry32, Fisher–Yates). */
export function shuffled(count: number, seed: number): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  let state = seed;
  const draw = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  for (let last = count - 1; last > 0; last -= 1) {
    const other = Math.floor(draw() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
