import { readWords, type Word } from '../lexicon/index.js';
import { findQuotations } from '../quotation/index.js';
import type { Pair } from './features.js';

export interface QuotationChange {
  a: string;
  b: string;
}

/** Quotations shorter than this are scare quotes or titles: any two of them differ. */
const leastWords = 3;
/** Two quotations are the same words altered when at least this share of the shorter one's words is in both, in order. */
const leastShared = 0.6;

/** The first quotation of the claim whose words come again between marks in the text, but not all the same. */
export function changedQuotation({ claim, text }: Pair): QuotationChange | null {
  const theirs = findQuotations(text.text).map((quotation) => quotation.text);
  for (const mine of findQuotations(claim.text)) {
    const altered = theirs.find((other) => isAltered(readWords(mine.text), readWords(other)));
    if (altered !== undefined && !theirs.some((other) => sameWords(mine.text, other)))
      return { a: mine.text, b: altered };
  }
  return null;
}

function isAltered(a: Word[], b: Word[]): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < leastWords || Math.max(a.length, b.length) > 200) return false;
  const shared = commonInOrder(a, b);
  return shared < shorter && shared >= leastShared * shorter;
}

/** One is the other, or a part of it: quoting less is not altering. */
function sameWords(a: string, b: string): boolean {
  const [left, right] = [flat(a), flat(b)];
  return left.includes(right) || right.includes(left);
}

function flat(text: string): string {
  return ` ${readWords(text)
    .map((word) => word.norm)
    .join(' ')} `;
}

/** Length of the longest common subsequence of the words. */
function commonInOrder(a: Word[], b: Word[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const left of a) {
    const next = [0];
    b.forEach((right, j) => {
      next.push(left.norm === right.norm ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!));
    });
    row = next;
  }
  return row[b.length]!;
}
