import type { SentenceChange, WordChange } from './diff.js';

/** Words that turn what a sentence says: no edit that adds, drops or changes one is a matter of spelling. */
const turning =
  /^(?:not?|nor|never|none|n't|without|denie[sd]|deny|allegedly|reportedly|over|under|above|below|more|less|fewer|most|least|all|some|any|only|may|might|can|could|will|would|did|does|is|was|are|were|has|had|he|she|him|her|his|hers|killed|injured|wounded)$|n[’']t$/i;

/** Letters that may differ between a slip and its correction. */
const mostLetters = 2;
/** In shorter words a change of letters makes another word. */
const leastLength = 4;

/**
 * True where every change is a slip put right: white space, punctuation, capitals, or a word that differs from the one
 * before by a letter or two. Numbers, names (words with a capital inside the sentence), negations, hedges and verbs of
 * being never count as slips, nor does a sentence that comes or goes.
 */
export function isSlip(changes: readonly SentenceChange[]): boolean {
  return changes.every((change) => change.kind === 'changed' && wordsAreSlips(change.words));
}

/** {@link isSlip} for one wording. */
export function wordsAreSlips(words: readonly WordChange[]): boolean {
  for (let at = 0; at < words.length; at++) {
    const here = words[at] as WordChange;
    if (here.kind === 'same') continue;
    const next = words[at + 1];
    const swapped = next !== undefined && next.kind !== 'same' && next.kind !== here.kind;
    const [from, to] = swapped && here.kind === 'added' ? [next.text, here.text] : [here.text, next?.text];
    if (!isSlipOf(from as string, swapped ? (to as string) : '')) return false;
    if (swapped) at += 1;
  }
  return true;
}

/** True if one run of words may stand for the other without a change in what is said. */
function isSlipOf(before: string, after: string): boolean {
  const [left, right] = [tokens(before), tokens(after)];
  if (left.length === 0 && right.length === 0) return !/["“”'‘’]/.test(before + after);
  // One word written in two, or two in one.
  if (left.join('').toLowerCase() === right.join('').toLowerCase()) return !/\d/.test(before + after);
  if (left.length !== right.length) return isDoubled(left, right);
  return left.every((word, at) => isSpelling(word, right[at] as string));
}

/** "the the": a word said twice, or a letter or two of grammar too many. */
function isDoubled(left: string[], right: string[]): boolean {
  const [longer, shorter] = left.length > right.length ? [left, right] : [right, left];
  return shorter.length === 0 && longer.length === 1 && /^(?:a|an|the)$/i.test(longer[0] as string);
}

function isSpelling(a: string, b: string): boolean {
  if (a === b) return true;
  if (/\d/.test(a + b) || turning.test(a) || turning.test(b)) return false;
  if (a.toLowerCase() === b.toLowerCase()) return true;
  // A name spelt otherwise may be another person.
  if (/^\p{Lu}/u.test(a) || /^\p{Lu}/u.test(b)) return false;
  return Math.min(a.length, b.length) >= leastLength && isNear(a, b) && !isInflection(a, b);
}

/** "strike" and "strikes", "warn" and "warned": another number or time, and no slip. */
function isInflection(a: string, b: string): boolean {
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
  return longer.length > shorter.length && /^(?:s|d|ed|es|un|in|im)$/.test(longer.replace(shorter, ''));
}

/** Levenshtein distance with neighbours swapped (optimal string alignment) of at most `mostLetters`. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > mostLetters) return false;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const above = rows[i - 1] as number[];
      let best = Math.min(
        (above[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (above[j - 1] as number) + cost,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, ((rows[i - 2] as number[])[j - 2] as number) + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return (
    ((rows[a.length] as number[])[b.length] as number) <= (Math.min(a.length, b.length) < 7 ? 1 : mostLetters)
  );
}

function tokens(text: string): string[] {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu) ?? [];
}
