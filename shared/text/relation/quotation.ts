import { readWords, type Word } from '../lexicon/index.js';
import { findQuotations } from '../quotation/index.js';
import { findGaps, type Gap } from './difference.js';
import type { Side } from './side.js';

export interface QuotationChange {
  a: string;
  b: string;
}

/** Quotations shorter than this are scare quotes or titles: any two of them differ. */
const leastWords = 3;
/** Two quotations are the same words altered when at least this share of the shorter one's words is in both, in order. */
const leastShared = 0.65;

/** The first quotation of the claim whose words come again between marks in the text, but not all the same. */
export function changedQuotation({ claim, text }: { claim: Side; text: Side }): QuotationChange | null {
  const theirs = findQuotations(text.text).map((quotation) => quotation.text);
  for (const mine of findQuotations(claim.text)) {
    const altered = theirs.find((other) => isAltered(quotedWords(mine.text), quotedWords(other)));
    if (altered !== undefined && !theirs.some((other) => sameWords(mine.text, other)))
      return { a: mine.text, b: altered };
  }
  return null;
}

/** Most words are shared in order, and somewhere one content word stands in another's place; an added or dropped word is a cut. */
function isAltered(a: Word[], b: Word[]): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < leastWords || Math.max(a.length, b.length) > 150) return false;
  const gaps = findGaps(a, b);
  const changed = gaps.reduce((sum, gap) => sum + gap.a.end - gap.a.first, 0);
  return a.length - changed >= leastShared * shorter && gaps.some((gap) => isSwap(a, b, gap));
}

/** Marks inside a word are spelling ("al-Qa'ida", "al-Qaida"), glosses in brackets are the writer's. */
function quotedWords(text: string): Word[] {
  return readWords(
    text.replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ').replace(/(?<=\p{L}{2})['’](?=\p{L}{3})/gu, ''),
  );
}

function isSwap(a: Word[], b: Word[], gap: Gap): boolean {
  const content = (words: Word[], range: Gap['a']) =>
    words.slice(range.first, range.end).filter((word) => !word.stop);
  const [left, right] = [content(a, gap.a), content(b, gap.b)];
  if (left.length === 0 || right.length === 0)
    return isOneForOne(a, b, gap) && left.length + right.length === 1;
  if (left.length > 2 || right.length > 2) return false;
  return !left.some((x) => right.some((y) => areForms(x.lemma, y.lemma)));
}

/** One word stands where the other has one, grammar word or not: "against her", "around her". */
function isOneForOne(a: Word[], b: Word[], { a: from, b: to }: Gap): boolean {
  if (from.end - from.first !== 1 || to.end - to.first !== 1) return false;
  return from.first > 0 && from.end < a.length && to.first > 0 && to.end < b.length;
}

/** "terrorism" and "terrorists", "percent" and "per cent": spelling and inflection are no alteration; a synonym is. */
export function areForms(one: string, other: string): boolean {
  const [a, b] = [one.replaceAll("'", ''), other.replaceAll("'", '')];
  const shared = Math.max(3, Math.min(a.length, b.length, 6) - 1);
  return a.slice(0, shared) === b.slice(0, shared);
}

/** One is the other, or a part of it: quoting less is not altering. */
function sameWords(a: string, b: string): boolean {
  const [left, right] = [flat(a), flat(b)];
  return left.includes(right) || right.includes(left);
}

function flat(text: string): string {
  return ` ${readWords(text)
    .map((word) => word.lemma)
    .join(' ')} `;
}
