import type { ChainWeights } from './chain.js';
import { holdRows } from './rows.js';

/**
 * Weights as they are stored: those that are not zero, as 8-bit whole numbers. `state` and `step` are base64 of pairs: the
 * distance from the last index as a variable-length number (7 bits a byte, low first), then the weight as one signed byte.
 */
export interface StoredWeights {
  labels: number;
  stateSize: number;
  stepSize: number;
  scale: number;
  state: string;
  step: string;
}

/** Rounds weights to 8 bits; those that round to zero are left out. */
export function packWeights(weights: ChainWeights): StoredWeights {
  const scale = Math.max(largest(weights.state), largest(weights.step)) / 127;
  return {
    labels: weights.labels,
    stateSize: weights.stateMask + 1,
    stepSize: weights.stepMask + 1,
    scale,
    state: pack(weights.state, scale),
    step: pack(weights.step, scale),
  };
}

export function unpackWeights(stored: StoredWeights): ChainWeights {
  const { labels, stateSize, stepSize, scale } = stored;
  const state = unpack(stored.state, stateSize * labels);
  return {
    labels,
    scale,
    state,
    stateMask: stateSize - 1,
    ...(labels === 3 ? { held: holdRows(state) } : {}),
    step: unpack(stored.step, stepSize * labels * labels),
    stepMask: stepSize - 1,
  };
}

function largest(values: Float32Array | Int8Array): number {
  let top = 0;
  for (const value of values) if (Math.abs(value) > top) top = Math.abs(value);
  return top;
}

function pack(values: Float32Array | Int8Array, scale: number): string {
  const bytes: number[] = [];
  let last = 0;
  for (let index = 0; index < values.length; index += 1) {
    const rounded = Math.round(values[index]! / scale);
    if (rounded === 0) continue;
    let gap = index - last;
    last = index;
    for (; gap > 127; gap >>>= 7) bytes.push((gap & 127) | 128);
    bytes.push(gap, rounded & 255);
  }
  return Buffer.from(bytes).toString('base64');
}

function unpack(packed: string, length: number): Int8Array {
  const values = new Int8Array(length);
  const bytes = Buffer.from(packed, 'base64');
  let index = 0;
  for (let at = 0; at < bytes.length; ) {
    let gap = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at]!;
      at += 1;
      gap |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    index += gap;
    values[index] = (bytes[at]! << 24) >> 24;
    at += 1;
  }
  return values;
}
