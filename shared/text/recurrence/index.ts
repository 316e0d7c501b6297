import { hashText } from '../fingerprint/hash.js';
import { readWords } from '../lexicon/index.js';
import { readQuantities } from '../quantity/index.js';
import { readSide, restates, type Side } from '../relation/index.js';

/** A claim of another story, as far as recurrence depends on it. */
export interface EarlierClaim {
  id: string;
  text: string;
}

/** A claim has so many telling words at least: of fewer nobody can say that they mean the same event. */
export const fewestWords = 6;
/** Pairs of the so many words that tell most are the keys by which a claim is found again. */
const keyWords = 5;
/**
 * From this probability of being one claim on (see shared/text/relation), two claims of two stories are taken for one. Within a story .5 does;
 * two stories of one kind (two quakes, two trials) share whole phrases. Chosen on ECB+, whose topics hold two such events each, beside
 * MSRP's paraphrases: `npm run eval -- recurrence`.
 */
export const leastSame = 0.97;
/** A claim that says more than the other is no recurrence of it: the share of telling words that both have, each way. */
export const leastShared = 0.65;

/** What is read of a claim's text: once, however many others it is held against. */
interface Reading {
  /** Words and numbers, those that tell most first; how much each tells, and all together. */
  telling: readonly { lemma: string; weight: number }[];
  weights: ReadonlyMap<string, number>;
  all: number;
  lemmas: ReadonlySet<string>;
  /** Words it writes large within the sentence: names, of people above all. */
  names: readonly string[];
  /** What few pairs come to, read when it is first asked for. */
  numbers: () => string;
  side: () => Side;
}

/** Readings of the texts last asked for, begun anew when full: 3 kB each, 12 of those that come near another. */
const readings = new Map<string, Reading>();
const mostReadings = 4_000;

function readingOf(text: string): Reading {
  const known = readings.get(text);
  if (known !== undefined) return known;
  if (readings.size >= mostReadings) readings.clear();
  const reading = readClaim(text);
  readings.set(text, reading);
  return reading;
}

const dates =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/;

function readClaim(text: string): Reading {
  const words = readWords(text);
  const weights = new Map<string, number>();
  for (const { lemma, stop, weight } of words) if (!stop) weights.set(lemma, weight);
  const telling = [...weights]
    .map(([lemma, weight]) => ({ lemma, weight }))
    .sort((a, b) => b.weight - a.weight || (a.lemma < b.lemma ? -1 : 1));
  const names = words
    .slice(1)
    .filter(({ capital, lemma, stop }) => capital && !stop && !dates.test(lemma))
    .map(({ lemma }) => lemma);
  return {
    telling,
    weights,
    all: telling.reduce((total, { weight }) => total + weight, 0),
    lemmas: new Set(words.map(({ lemma }) => lemma)),
    names,
    numbers: once(() => [...new Set(readQuantities(text).map(({ value }) => value))].sort().join()),
    side: once(() => readSide(text)),
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Keys of a claim's text: claims of other stories with one of them may be the same. None for a claim that tells too little. */
export function recurrenceKeys(text: string): number[] {
  const { telling } = readingOf(text);
  if (telling.length < fewestWords) return [];
  const top = telling.slice(0, keyWords).map(({ lemma }) => lemma);
  const pairs = top.flatMap((a, i) => top.slice(i + 1).map((b) => [a, b].sort().join(' ')));
  return [...new Set(pairs.map(hashText))].sort((a, b) => a - b);
}

/**
 * Whether a claim of another story says what this one says: the same statement, nothing changed in it, none the contrary of the other,
 * and the same names and numbers on both sides. Careful rather than complete: a wrong link across stories misleads, a missing one does not.
 */
export function recurs(claim: string, earlier: string): boolean {
  const [one, other] = [readingOf(claim), readingOf(earlier)];
  if (!sharesMost(one, other) || !hasNamesOf(one, other) || !hasNamesOf(other, one)) return false;
  if (one.numbers() !== other.numbers()) return false;
  return restates(other.side(), one.side(), leastSame);
}

function sharesMost(one: Reading, other: Reading): boolean {
  return shareOf(one, other) >= leastShared && shareOf(other, one) >= leastShared;
}

function shareOf({ telling, all }: Reading, of: Reading): number {
  let shared = 0;
  for (const { lemma, weight } of telling) if (of.weights.has(lemma)) shared += weight;
  return shared / Math.max(1e-9, all);
}

/** Whether the other text has every name of this one. */
function hasNamesOf({ names }: Reading, { lemmas }: Reading): boolean {
  return names.every((lemma) => lemmas.has(lemma));
}

/** Of the claims of other stories, earliest first, the first that this one recurs to; null if none is the same. */
export function findRecurrence(claim: string, earlier: readonly EarlierClaim[]): string | null {
  return earlier.find(({ text }) => recurs(claim, text))?.id ?? null;
}
