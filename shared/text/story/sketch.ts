import { hashText } from '../fingerprint/hash.js';
import type { StoryVector } from './vector.js';

/**
 * What one article is compared with others by: a twentieth of its vector in memory. Terms are 32-bit hashes of themselves: two of
 * one pair of articles are taken for each other once in a million pairs.
 */
export interface StorySketch {
  /** Hashes of the terms, the weightiest first, and their weights in ten-thousandths, which is what they are rounded to. */
  terms: Uint32Array;
  weights: Uint16Array;
  /** Sum of the weights. */
  total: number;
  /** Hashes of the numbers with two digits or more. */
  numbers: Uint32Array;
  /** Publication in milliseconds since 1970; null where it is not known. */
  at: number | null;
}

/** An article as it is compared: as it was read, or what a sketch keeps of that. */
export type Compared = StoryVector | StorySketch;

/** Weights are kept in units of this. */
export const WEIGHT_UNIT = 1e4;

/** One-digit numbers are shared by chance. */
const LEAST_DIGITS = 2;

// A vector that was read is compared many times while its story is looked at.
const sketched = new WeakMap<StoryVector, StorySketch>();

/** The sketch of a vector; of a sketch, itself. */
export function sketchOf(vector: Compared): StorySketch {
  if (isSketch(vector)) return vector;
  const known = sketched.get(vector);
  if (known !== undefined) return known;
  const terms = Object.entries(vector.terms);
  const numbers = vector.numbers.filter((number) => number.length >= LEAST_DIGITS);
  const weights = Uint16Array.from(terms, ([, weight]) => Math.round(weight * WEIGHT_UNIT));
  const sketch = {
    terms: Uint32Array.from(terms, ([term]) => hashText(term)),
    weights,
    total: weights.reduce((sum, weight) => sum + weight, 0),
    numbers: Uint32Array.from(numbers, hashText),
    at: vector.published === null ? null : Date.parse(vector.published),
  };
  sketched.set(vector, sketch);
  return sketch;
}

/** Whether a vector has this term. */
export function hasTerm(vector: Compared, term: string): boolean {
  return isSketch(vector) ? vector.terms.includes(hashText(term) >>> 0) : Object.hasOwn(vector.terms, term);
}

/** Whether a vector has this number, of two digits or more. */
export function hasNumber(vector: Compared, number: string): boolean {
  return isSketch(vector) ? vector.numbers.includes(hashText(number) >>> 0) : vector.numbers.includes(number);
}

function isSketch(vector: Compared): vector is StorySketch {
  return vector.terms instanceof Uint32Array;
}
