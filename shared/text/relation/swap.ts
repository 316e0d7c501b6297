import type { Side } from './side.js';

/** Two words that stand in one place: index in a, index in b. */
export interface Swap {
  a: number;
  b: number;
}

/**
 * Finds words of one kind that stand in the same surroundings in both sentences, wherever those are: "in June 10" and
 * "On June 12". The neighbours must be the same on both sides, or one of them and not a grammar word.
 */
export function findSwaps(a: Side, b: Side, left: readonly number[], right: readonly number[]): Swap[] {
  return left.flatMap((i) => {
    const j = right.find((each) => sameSurroundings(a, i, b, each));
    return j === undefined ? [] : [{ a: i, b: j }];
  });
}

function sameSurroundings(a: Side, i: number, b: Side, j: number): boolean {
  const before = sameWord(a, i - 1, b, j - 1);
  const after = sameWord(a, i + 1, b, j + 1);
  if (before && after) return true;
  return (before && isTelling(a, i - 1)) || (after && isTelling(a, i + 1));
}

function sameWord(a: Side, i: number, b: Side, j: number): boolean {
  const [x, y] = [a.words[i], b.words[j]];
  if (x === undefined || y === undefined) return x === undefined && y === undefined;
  return x.lemma === y.lemma;
}

/** Words that any name may stand beside. */
const speechWords = new Set([
  'say',
  'tell',
  'add',
  'report',
  'spokesman',
  'spokeswoman',
  'president',
  'official',
]);

function isTelling(side: Side, at: number): boolean {
  const word = side.words[at];
  return word !== undefined && !word.stop && !speechWords.has(word.lemma);
}
