import type { Word } from '../lexicon/index.js';
import { compareQuantities } from '../quantity/index.js';
import type { Gap } from './difference.js';
import type { Side } from './side.js';
import { findSwaps } from './swap.js';

/**
 * Numbers as digits that stand in one place and differ: years, dates, scores and other figures that count nothing named.
 * The place is a gap between words the sentences share, or the same neighbours.
 */
export function changedNumerals(a: Side, b: Side, gaps: readonly Gap[]): { a: string; b: string }[] {
  const [left, right] = [newNumerals(a, b), newNumerals(b, a)];
  const inGaps = gaps.flatMap((gap) => {
    const [x, y] = [within(left, gap.a), within(right, gap.b)];
    return x.length === 1 && y.length === 1 ? [{ a: x[0]!, b: y[0]! }] : [];
  });
  const places = inGaps.length > 0 ? inGaps : findSwaps(a, b, left, right);
  return places
    .map((place) => ({ x: a.words[place.a]!, y: b.words[place.b]! }))
    .filter(({ x, y }) => !isRounding(numberOf(x), numberOf(y)))
    .map(({ x, y }) => ({ a: x.text, b: y.text }));
}

function within(indices: number[], range: Gap['a']): number[] {
  return indices.filter((at) => at >= range.first && at < range.end);
}

/** Indices of numbers whose value the other sentence does not have. */
function newNumerals(side: Side, other: Side): number[] {
  const theirs = new Set(other.words.filter(isNumeral).map(numberOf));
  // Two ranges may overlap and yet have other ends.
  const settled = side.quantities.filter(
    (mine) =>
      mine.high === null &&
      other.quantities.some((each) => /^(?:same|overlap)$/.test(compareQuantities(mine, each))),
  );
  const isSettled = (word: Word) => settled.some((each) => each.start <= word.start && word.end <= each.end);
  return side.words.flatMap((word, at) =>
    isNumeral(word) && !theirs.has(numberOf(word)) && !isSettled(word) ? [at] : [],
  );
}

function isNumeral(word: Word): boolean {
  return /^\d+(?:[.,]\d+)*$/.test(word.norm);
}

function numberOf(word: Word): number {
  return Number(
    word.norm
      .replace(/,(?=\d{3})/g, '')
      .replace(',', '.')
      .replace(/^(\d+\.\d+)\.[\d.]+$/, '$1'),
  );
}

/** "4.4" told as "4", "19,870" told as "20,000": one is the other rounded. */
function isRounding(a: number, b: number): boolean {
  const [rough, fine] = String(a).length <= String(b).length ? [a, b] : [b, a];
  if (Number.isInteger(rough) && !Number.isInteger(fine)) return Math.abs(rough - fine) < 1;
  const zeros = /0+$/.exec(String(rough))?.[0].length ?? 0;
  return zeros > 0 && Math.abs(rough - fine) <= 0.5 * 10 ** zeros && fine % 10 ** zeros !== 0;
}
