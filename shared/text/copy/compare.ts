import type { Span } from '../span.js';
import { creditsOutlet, wireOf } from './credit.js';
import { measureOverlap, type Overlap } from './measure.js';
import { type PreparedText, prepareText } from './prepare.js';
import limits from './threshold.json' with { type: 'json' };

/** What the comparison reads of an article. */
export interface CopyText {
  id: string;
  /** Domain. */
  outlet: string;
  outletName: string;
  title: string | null;
  byline: string[];
  /** ISO 8601; null where it is not known. */
  published: string | null;
  text: string;
  /** ISO 639-1; null where it is not known. */
  lang: string | null;
  /** Outlets credited: wire credit, "originally appeared on", from the citations. */
  credits: string[];
}

export type CopyKind = 'exact' | 'near' | 'rewrite' | 'translation';

/** Whether one of two texts is a copy of the other, and the evidence. */
export interface CopyVerdict {
  /** null: not a copy. */
  kind: CopyKind | null;
  /** How much of the copy stands in the original, 0..1. */
  score: number;
  /** Who copies; null where nobody does. */
  copier: 'a' | 'b' | null;
  why: string;
  /** Sentences that say the same, in the order of both texts; spans into the texts. */
  aligned: { a: Span; b: Span; score: number }[];
}

/** Texts with fewer different shingles than this are too short to tell a copy from a coincidence, unless they are exactly equal. */
const LEAST_SHINGLES = 20;

const prepared = new WeakMap<CopyText, PreparedText>();

/** Compares two articles as texts. Symmetric: swapping them swaps `copier`. */
export function compareCopies(a: CopyText, b: CopyText): CopyVerdict {
  const textA = prepareOnce(a);
  const textB = prepareOnce(b);
  if (textA.words.length > 0 && textA.words.join(' ') === textB.words.join(' '))
    return verdict('exact', 1, a, b, 'the same words', []);
  if (Math.min(textA.shingles.size, textB.shingles.size) < LEAST_SHINGLES)
    return none('too short to compare', 0);
  const overlap = measureOverlap(textA, textB);
  const aligned = overlap.aligned.map((pair) => ({
    a: spanOf(textA, pair.a),
    b: spanOf(textB, pair.b),
    score: Math.round(pair.score * 1000) / 1000,
  }));
  const kind = judge(overlap, creditsOutlet(a, b) || creditsOutlet(b, a));
  const score = Math.max(
    overlap.insideA,
    overlap.insideB,
    kind === null ? 0 : Math.min(overlap.coverA, overlap.coverB),
  );
  return kind === null
    ? { ...none(describe(overlap), score), aligned }
    : verdict(kind, score, a, b, describe(overlap), aligned);
}

function judge(overlap: Overlap, credited: boolean): CopyKind | null {
  const most = Math.max(overlap.insideA, overlap.insideB);
  const covers = [overlap.coverA, overlap.coverB].sort((x, y) => y - x) as [number, number];
  const wholly = covers[1] >= limits.coverCopier && overlap.order >= limits.order;
  const altered =
    overlap.reworded >= limits.translationReworded && overlap.similarity >= limits.translationSimilarity;
  if (wholly && altered && (credited || overlap.requoted >= limits.translationRequoted)) return 'translation';
  if (most >= limits.nearInside && overlap.shared >= limits.nearShared) return 'near';
  if (covers[0] >= limits.rewriteCover && covers[1] >= limits.coverOriginal && overlap.order >= limits.order)
    return 'rewrite';
  return null;
}

/**
 * Which of two copies copies: the one that credits the other's outlet; then the one that is no agency where the other is; then the
 * later published; then the higher id.
 */
export function copierOf(a: CopyText, b: CopyText): 'a' | 'b' {
  const byCredit = Number(creditsOutlet(a, b)) - Number(creditsOutlet(b, a));
  const byWire = Number(wireOf(b.outlet) !== null) - Number(wireOf(a.outlet) !== null);
  const byTime = compareTimes(a.published, b.published);
  const later = byCredit || byWire || byTime || (a.id < b.id ? -1 : 1);
  return later > 0 ? 'a' : 'b';
}

/** Negative if `a` is earlier; an unknown time counts as later than any known one. */
export function compareTimes(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return Date.parse(a) - Date.parse(b);
}

function prepareOnce(article: CopyText): PreparedText {
  const known = prepared.get(article);
  if (known !== undefined) return known;
  const fresh = prepareText(article.text);
  prepared.set(article, fresh);
  return fresh;
}

function verdict(
  kind: CopyKind,
  score: number,
  a: CopyText,
  b: CopyText,
  why: string,
  aligned: CopyVerdict['aligned'],
): CopyVerdict {
  return { kind, score, copier: copierOf(a, b), why, aligned };
}

function none(why: string, score: number): CopyVerdict {
  return { kind: null, score, copier: null, why, aligned: [] };
}

function spanOf(text: PreparedText, at: number): Span {
  const { start, end } = text.sentences[at]!;
  return { start, end };
}

function describe(overlap: Overlap): string {
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  return (
    `${percent(overlap.insideA)} / ${percent(overlap.insideB)} of the five-word runs shared, ` +
    `${percent(overlap.coverA)} / ${percent(overlap.coverB)} of the sentences have a partner, ${percent(overlap.order)} of them in order, ` +
    `${percent(overlap.reworded)} reworded, ${percent(overlap.requoted)} of the quotations altered`
  );
}
