import { hashText } from '../fingerprint/hash.js';
import { readWords } from '../lexicon/index.js';
import { readQuantities } from '../quantity/index.js';
import { compareSentences } from '../relation/index.js';

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

/** Keys of a claim's text: claims of other stories with one of them may be the same. None for a claim that tells too little. */
export function recurrenceKeys(text: string): number[] {
  const words = tellingWords(text);
  if (words.length < fewestWords) return [];
  const top = words.slice(0, keyWords).map(({ lemma }) => lemma);
  const pairs = top.flatMap((a, i) => top.slice(i + 1).map((b) => [a, b].sort().join(' ')));
  return [...new Set(pairs.map(hashText))].sort((a, b) => a - b);
}

/** Words and numbers of a text, those that tell most first. */
function tellingWords(text: string): { lemma: string; weight: number }[] {
  const words = new Map<string, number>();
  for (const { lemma, stop, weight } of readWords(text)) if (!stop) words.set(lemma, weight);
  return [...words]
    .map(([lemma, weight]) => ({ lemma, weight }))
    .sort((a, b) => b.weight - a.weight || (a.lemma < b.lemma ? -1 : 1));
}

/**
 * Whether a claim of another story says what this one says: the same statement, nothing changed in it, none the contrary of the other,
 * and the same names and numbers on both sides. Careful rather than complete: a wrong link across stories misleads, a missing one does not.
 */
export function recurs(claim: string, earlier: string): boolean {
  if (!sharesMost(claim, earlier) || !haveSameNumbers(claim, earlier)) return false;
  if (!hasNamesOf(claim, earlier) || !hasNamesOf(earlier, claim)) return false;
  const { sameClaim, polarity, changes } = compareSentences(earlier, claim);
  return sameClaim >= leastSame && polarity === 'agrees' && changes.length === 0;
}

function sharesMost(a: string, b: string): boolean {
  const [one, other] = [tellingWords(a), tellingWords(b)];
  return Math.min(shareOf(one, other), shareOf(other, one)) >= leastShared;
}

function shareOf(
  words: readonly { lemma: string; weight: number }[],
  of: readonly { lemma: string }[],
): number {
  const there = new Set(of.map(({ lemma }) => lemma));
  const sum = (list: readonly { weight: number }[]) => list.reduce((total, { weight }) => total + weight, 0);
  return sum(words.filter(({ lemma }) => there.has(lemma))) / Math.max(1e-9, sum(words));
}

const dates =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/;

/** Whether the other text has every word that this one writes large within its sentence: names, of people above all. */
function hasNamesOf(text: string, other: string): boolean {
  const there = new Set(readWords(other).map(({ lemma }) => lemma));
  return readWords(text)
    .slice(1)
    .every(({ capital, lemma, stop }) => !capital || stop || dates.test(lemma) || there.has(lemma));
}

function haveSameNumbers(a: string, b: string): boolean {
  const values = (text: string) => [...new Set(readQuantities(text).map(({ value }) => value))].sort();
  return values(a).join() === values(b).join();
}

/** Of the claims of other stories, earliest first, the first that this one recurs to; null if none is the same. */
export function findRecurrence(claim: string, earlier: readonly EarlierClaim[]): string | null {
  return earlier.find(({ text }) => recurs(claim, text))?.id ?? null;
}
