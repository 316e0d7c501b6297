import model from './model.json' with { type: 'json' };
import { type Compared, type StorySketch, sketchOf, WEIGHT_UNIT } from './sketch.js';

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
export function pairFeatures(a: Compared, b: Compared): number[] {
  return featuresOf(comparePair(sketchOf(a), sketchOf(b)));
}

/** Probability 0..1 that two articles tell the same event. */
export function scorePair(a: Compared, b: Compared, by: StoryModel = storyModel): number {
  return scoreAgainst(a, [b], by)[0] ?? 0;
}

/** The pair scores of one article with each of many. */
export function scoreAgainst(article: Compared, others: Compared[], by: StoryModel = storyModel): number[] {
  const own = sketchOf(article);
  return others.map((other) => {
    const read = sketchOf(other);
    return weighPair(comparePair(own, read), own.at, read.at, by);
  });
}

/**
 * The pair scores of each with each, a symmetric matrix with zeros on its diagonal. A tenth of the cost of scoring them one
 * against the others: terms get numbers of their own for the while, so that nothing is looked up for a pair.
 */
export function scoreAmong(vectors: Compared[], by: StoryModel = storyModel): Float64Array[] {
  const numbered = numberTerms(vectors.map(sketchOf));
  const scores = vectors.map(() => new Float64Array(vectors.length));
  const weights = new Uint16Array(numbered.terms);
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
  read: StorySketch;
  keys: Int32Array;
}

function numberTerms(vectors: StorySketch[]): { vectors: NumberedVector[]; terms: number } {
  const numbers = new Map<number, number>();
  const numberOf = (term: number): number => {
    const known = numbers.get(term) ?? numbers.size;
    numbers.set(term, known);
    return known;
  };
  const numbered = vectors.map((read) => ({ read, keys: Int32Array.from(read.terms, numberOf) }));
  return { vectors: numbered, terms: numbers.size };
}

/** As `comparePair`, by numbers; `weights` are those of `a` by number, 0 for a term it has not. */
function compareNumbered(a: NumberedVector, weights: Uint16Array, b: NumberedVector): Pair {
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
  return pairOf(a.read, b.read, dot, heldA, heldB);
}

/** Weights by term of what others are held against. */
const byTerm = new WeakMap<StorySketch, Map<number, number>>();

function weightsOf(sketch: StorySketch): Map<number, number> {
  const known = byTerm.get(sketch);
  if (known !== undefined) return known;
  const found = new Map<number, number>();
  sketch.terms.forEach((term, at) => {
    found.set(term, sketch.weights[at] as number);
  });
  byTerm.set(sketch, found);
  return found;
}

function comparePair(a: StorySketch, b: StorySketch): Pair {
  const weights = weightsOf(a);
  let dot = 0;
  let heldA = 0;
  let heldB = 0;
  for (let at = 0; at < b.terms.length; at++) {
    const own = weights.get(b.terms[at] as number);
    if (own === undefined) continue;
    const weight = b.weights[at] as number;
    dot += own * weight;
    heldA += own;
    heldB += weight;
  }
  return pairOf(a, b, dot, heldA, heldB);
}

/** Sums of whole weights are exact, in whatever order they were taken. */
function pairOf(a: StorySketch, b: StorySketch, dot: number, heldA: number, heldB: number): Pair {
  let numbers = 0;
  for (const number of a.numbers) if (b.numbers.includes(number)) numbers++;
  return {
    dot: dot / (WEIGHT_UNIT * WEIGHT_UNIT),
    heldA: heldA / (a.total || 1),
    heldB: heldB / (b.total || 1),
    numbers,
    bothNumbered: a.numbers.length > 0 && b.numbers.length > 0,
  };
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
