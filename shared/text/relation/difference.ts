import type { Word } from '../lexicon/index.js';

/** A place where two sentences differ: words of a and of b (half-open ranges) between words they share in order. */
export interface Gap {
  a: { first: number; end: number };
  b: { first: number; end: number };
}

/** Words compared at most; the table is quadratic, and a sentence has about 25. */
const mostWords = 150;

/** The gaps of a longest common subsequence of lemmas; none if the sentences are the same. */
export function findGaps(a: readonly Word[], b: readonly Word[]): Gap[] {
  const left = a.slice(0, mostWords).map((word) => word.lemma);
  const right = b.slice(0, mostWords).map((word) => word.lemma);
  const table = commonLengths(left, right);
  const gaps: Gap[] = [];
  let [i, j, fromA, fromB] = [0, 0, 0, 0];
  const close = () => {
    if (fromA < i || fromB < j) gaps.push({ a: { first: fromA, end: i }, b: { first: fromB, end: j } });
  };
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) {
      close();
      i += 1;
      j += 1;
      fromA = i;
      fromB = j;
    } else if (table[i + 1]![j]! >= table[i]![j + 1]!) i += 1;
    else j += 1;
  }
  i = left.length;
  j = right.length;
  close();
  return gaps;
}

/** table[i][j]: length of the longest common subsequence of what follows i and j. */
function commonLengths(a: string[], b: string[]): Uint16Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      table[i]![j] =
        a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
  return table;
}
