import { readWords, type Word } from '@hearsay/text/lexicon';
import { findQuotations } from '@hearsay/text/quotation';
import { seeded } from '../../train/learn/folds.js';

export type ChangeKind = 'number' | 'name' | 'negation' | 'quoted word';
export const changeKinds: ChangeKind[] = ['number', 'name', 'negation', 'quoted word'];

/** Words that changed sentences take their new names and quoted words from. */
export interface Supply {
  names: string[];
  words: string[];
}

const auxiliaries = new Set('is are was were will would can could should has have had did does'.split(' '));

/** Names (capitals inside a sentence) and plain content words of a list of sentences. */
export function supplyFrom(sentences: readonly string[]): Supply {
  const words = sentences.flatMap((sentence) => readWords(sentence).slice(1));
  const fit = (word: Word) => !word.stop && /^\p{L}{5,}$/u.test(word.text);
  return {
    names: [...new Set(words.filter((word) => fit(word) && isNameWord(word)).map((word) => word.text))],
    words: [...new Set(words.filter((word) => fit(word) && !word.capital).map((word) => word.text))],
  };
}

/**
 * Changes one thing of the sentence that is in the reference too: a number, a name, a quoted word, or whether it is negated.
 * Null where it has none of the kind. The seed picks which one and what it becomes.
 */
export function changeOne(
  kind: ChangeKind,
  sentence: string,
  reference: string,
  supply: Supply,
  seed: number,
): string | null {
  const random = seeded(seed);
  const known = new Set(readWords(reference).map((word) => word.norm));
  const words = readWords(sentence);
  const shared = words.filter((word, i) => i > 0 && known.has(word.norm));
  const candidates = shared.filter((word) => isCandidate(kind, word, sentence));
  if (
    candidates.length === 0 ||
    (kind === 'negation' && /\b(?:not|no|never)\b|n['’]t\b/i.test(sentence + reference))
  )
    return null;
  const word = candidates[Math.floor(random() * candidates.length)]!;
  const fresh = replacement(kind, word, supply, random);
  return known.has(fresh.toLowerCase())
    ? null
    : sentence.slice(0, word.start) + fresh + sentence.slice(word.end);
}

function isCandidate(kind: ChangeKind, word: Word, sentence: string): boolean {
  if (kind === 'number') return /^\d+(?:[.,]\d+)*$/.test(word.text);
  if (kind === 'negation') return auxiliaries.has(word.norm);
  if (kind === 'name') return isNameWord(word);
  const inside = findQuotations(sentence).some(
    ({ inner, text }) => inner.start <= word.start && word.end <= inner.end && readWords(text).length >= 3,
  );
  return inside && !word.stop && !word.capital && /^\p{L}{4,}$/u.test(word.text);
}

const daysAndTitles =
  /^(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mr|mrs|ms|dr|president|sen|rep|gov|inc|corp|january|february|march|april|may|june|july|august|september|october|november|december)$/;

function isNameWord(word: Word): boolean {
  return word.capital && !word.stop && word.text.length > 3 && !daysAndTitles.test(word.norm);
}

function replacement(kind: ChangeKind, word: Word, supply: Supply, random: () => number): string {
  const one = (list: string[]) => list[Math.floor(random() * list.length)]!;
  if (kind === 'negation') return `${word.text} not`;
  if (kind === 'name') return one(supply.names);
  if (kind === 'quoted word') return one(supply.words);
  const digits = [...word.text];
  const at = digits.findIndex((digit) => /\d/.test(digit));
  const lead = Number(digits[at]);
  digits[at] = String(((lead + 1 + Math.floor(random() * 8)) % 9) + 1);
  if (digits[at] === String(lead)) digits[at] = String((lead % 9) + 1);
  return digits.join('');
}
