import model from './model.json' with { type: 'json' };
import type { StoryVector } from './vector.js';

/** Weights of the pair model and the limits of the grouping; written by test/train/story.ts, which says on what. */
export interface StoryModel {
  about: string;
  bias: number;
  /** By feature, in the order of {@link FEATURES}. */
  weights: number[];
  /** Least mean pair score at which an article or a group joins another. */
  join: number;
  /** A union needs at least this share of the inner mean score of the looser of the two. */
  ratio: number;
  /** So many pairs of score `join` are counted into every group's inner mean, so that pairs and triples are not too sure of themselves. */
  prior: number;
  /** Least mean pair score at which `assignStory`, which cannot mend a wrong guess, lets an article join. */
  alone: number;
  /** [join, ratio, B-cubed F1 on ECB+ topics, on roundups], each measured on topics left out of the training. */
  curve: number[][];
}

export const storyModel: StoryModel = model;

/**
 * Cosine of the terms; share of the weight of one article's terms that the other has too (the lesser of the two ways, the greater);
 * shared numbers (three or more are 1); 1 where both have numbers and share none.
 */
export const FEATURES = ['cosine', 'heldLess', 'heldMore', 'sharedNumbers', 'noSharedNumber'] as const;

/** Days between two articles up to which time says nothing: a follow-up three days later is the same story. */
const FREE_DAYS = 3;
/** Taken off the log-odds for each further day, at most {@link MOST_DECAY}. By judgement: the labelled sets have no times. */
const DECAY_PER_DAY = 0.1;
const MOST_DECAY = 4;
const DAY_MS = 86_400_000;
/** One-digit numbers are shared by chance. */
const LEAST_DIGITS = 2;
const MANY_NUMBERS = 3;

/** What is known of two articles, before it is weighed. */
interface Pair {
  dot: number;
  heldA: number;
  heldB: number;
  numbers: number;
  bothNumbered: boolean;
}

/** The features of two articles, in the order of {@link FEATURES}. */
export function pairFeatures(a: StoryVector, b: StoryVector): number[] {
  return featuresOf(comparePair(readVector(a), readVector(b)));
}

/** Probability 0..1 that two articles tell the same event. */
export function scorePair(a: StoryVector, b: StoryVector, by: StoryModel = storyModel): number {
  return scoreAgainst(a, [b], by)[0] ?? 0;
}

/** The pair scores of one article with each of many. */
export function scoreAgainst(
  article: StoryVector,
  others: StoryVector[],
  by: StoryModel = storyModel,
): number[] {
  const own = readVector(article);
  return others.map((other) => {
    const read = readVector(other);
    return weighPair(comparePair(own, read), own.at, read.at, by);
  });
}

/**
 * The pair scores of each with each, a symmetric matrix with zeros on its diagonal. A tenth of the cost of scoring them one
 * against the others: terms get numbers of their own for the while, so that no string is looked up for a pair.
 */
export function scoreAmong(vectors: StoryVector[], by: StoryModel = storyModel): Float64Array[] {
  const numbered = numberTerms(vectors.map(readVector));
  const scores = vectors.map(() => new Float64Array(vectors.length));
  const weights = new Float64Array(numbered.terms);
  numbered.vectors.forEach((a, at) => {
    a.keys.forEach((key, place) => {
      weights[key] = a.read.weights[place] as number;
    });
    for (let other = 0; other < at; other++) {
      const b = numbered.vectors[other] as NumberedVector;
      const score = weighPair(compareNumbered(a, weights, b), a.read.at, b.read.at, by);
      (scores[at] as Float64Array)[other] = score;
      (scores[other] as Float64Array)[at] = score;
    }
    for (const key of a.keys) weights[key] = 0;
  });
  return scores;
}

interface NumberedVector {
  read: ReadVector;
  keys: Int32Array;
}

function numberTerms(vectors: ReadVector[]): { vectors: NumberedVector[]; terms: number } {
  const numbers = new Map<string, number>();
  const numberOf = (key: string): number => {
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  };
  const numbered = vectors.map((read) => ({ read, keys: Int32Array.from(read.keys, numberOf) }));
  return { vectors: numbered, terms: numbers.size };
}

/** As `comparePair`, by numbers; `weights` are those of `a` by number, 0 for a term it has not. */
function compareNumbered(a: NumberedVector, weights: Float64Array, b: NumberedVector): Pair {
  let dot = 0;
  let heldA = 0;
  let heldB = 0;
  for (let at = 0; at < b.keys.length; at++) {
    const own = weights[b.keys[at] as number] as number;
    if (own === 0) continue;
    const weight = b.read.weights[at] as number;
    dot += own * weight;
    heldA += own;
    heldB += weight;
  }
  return { dot, ...sharesOf(a.read, b.read, heldA, heldB) };
}

/** A vector with what every comparison needs of it. */
interface ReadVector {
  keys: string[];
  weights: number[];
  total: number;
  /** Filled when the vector is the one that others are held against: making it costs more than one comparison. */
  byTerm: Map<string, number> | null;
  numbers: Set<string>;
  at: number | null;
}

// Vectors come fresh from the store for every article, but each is compared many times while its story is looked at.
const read = new WeakMap<StoryVector, ReadVector>();

function readVector(vector: StoryVector): ReadVector {
  const known = read.get(vector);
  if (known !== undefined) return known;
  const weights = Object.values(vector.terms);
  const fresh = {
    keys: Object.keys(vector.terms),
    weights,
    total: weights.reduce((sum, weight) => sum + weight, 0),
    byTerm: null,
    numbers: new Set(vector.numbers.filter((number) => number.length >= LEAST_DIGITS)),
    at: vector.published === null ? null : Date.parse(vector.published),
  };
  read.set(vector, fresh);
  return fresh;
}

function comparePair(a: ReadVector, b: ReadVector): Pair {
  a.byTerm ??= new Map(a.keys.map((key, at) => [key, a.weights[at]!]));
  let dot = 0;
  let heldA = 0;
  let heldB = 0;
  for (let at = 0; at < b.keys.length; at++) {
    const own = a.byTerm.get(b.keys[at]!);
    if (own === undefined) continue;
    const weight = b.weights[at]!;
    dot += own * weight;
    heldA += own;
    heldB += weight;
  }
  return { dot, ...sharesOf(a, b, heldA, heldB) };
}

function sharesOf(a: ReadVector, b: ReadVector, heldA: number, heldB: number): Omit<Pair, 'dot'> {
  let numbers = 0;
  for (const number of a.numbers) if (b.numbers.has(number)) numbers++;
  const bothNumbered = a.numbers.size > 0 && b.numbers.size > 0;
  return { heldA: heldA / (a.total || 1), heldB: heldB / (b.total || 1), numbers, bothNumbered };
}

function featuresOf(pair: Pair): number[] {
  return [
    pair.dot,
    Math.min(pair.heldA, pair.heldB),
    Math.max(pair.heldA, pair.heldB),
    Math.min(1, pair.numbers / MANY_NUMBERS),
    pair.bothNumbered && pair.numbers === 0 ? 1 : 0,
  ];
}

function weighPair(pair: Pair, atA: number | null, atB: number | null, by: StoryModel): number {
  // Articles with next to nothing in common are not one event, whatever their numbers say.
  if (pair.dot < 0.02) return 0;
  const odds = featuresOf(pair).reduce((sum, value, at) => sum + value * (by.weights[at] ?? 0), by.bias);
  return 1 / (1 + Math.exp(decayOf(atA, atB) - odds));
}

/** What the time between two articles takes off the log-odds; 0 where either time is unknown. */
export function decayOf(a: number | null, b: number | null): number {
  if (a === null || b === null) return 0;
  const days = Math.abs(a - b) / DAY_MS;
  return Math.min(MOST_DECAY, Math.max(0, days - FREE_DAYS) * DECAY_PER_DAY);
}
