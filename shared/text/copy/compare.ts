import type { Span } from '../span.js';
import { bodyOf } from './body.js';
import { creditsOutlet, wireOf } from './credit.js';
import { measureOverlap, type Overlap, sharedMembers } from './measure.js';
import { type PreparedText, prepareText, readWords, type WordedText } from './prepare.js';
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
  /** How much of the copy stands in the original, 0..1: by words for a near copy, by sentences for a rewrite or translation. */
  score: number;
  /** Who copies; null where nobody does. */
  copier: 'a' | 'b' | null;
  why: string;
  /** Sentences that say the same, in the order of both texts; spans into the texts. */
  aligned: { a: Span; b: Span; score: number }[];
}

/** Texts with fewer different shingles than this are too short to tell a copy from a coincidence, unless they are exactly equal. */
const LEAST_SHINGLES = 8;

/** Share of the shorter text's shingles below which sentences are not compared, unless one credits the other. */
const LEAST_INSIDE = 0.02;

/**
 * Share of the content words of the shorter text below which nothing but a near copy is possible: rewrites and translations on
 * the labelled sets share .69 and more, texts with a footer in common .13.
 */
const LEAST_COMMON = 0.25;

/** Share of a text's shingles without which it is no near copy, were all its sentences partnered: see {@link nearness}. */
const NEAR_INSIDE = (limits.near - limits.nearTouched) / (1 - limits.nearTouched);

/**
 * Compares two articles as texts. Symmetric: swapping them swaps `copier`. What counts are their bodies (`bodyOf`): a reprint
 * that differs in dateline, summary, sign-off, credit line or a note of corrections alone is exact.
 */
export function compareCopies(a: CopyText, b: CopyText): CopyVerdict {
  const wordsA = wordsOnce(a);
  const wordsB = wordsOnce(b);
  if (wordsA.words.length > 0 && wordsA.words.join(' ') === wordsB.words.join(' '))
    return {
      kind: 'exact',
      score: 1,
      copier: copierOf(a, b),
      why: 'the same words in the body',
      aligned: [],
    };
  const smaller = Math.min(wordsA.shingles.size, wordsB.shingles.size);
  if (smaller < LEAST_SHINGLES) return none('too short to compare');
  const credited = creditsOutlet(a, b) || creditsOutlet(b, a);
  const shared = sharedMembers(wordsA.shingles, wordsB.shingles);
  if (!credited && shared < LEAST_INSIDE * smaller) return none('next to no words in common');
  if (!credited && shared < NEAR_INSIDE * smaller && commonWords(wordsA, wordsB) < LEAST_COMMON)
    return none('few words in common');
  return compareSentences(a, b, credited);
}

function compareSentences(a: CopyText, b: CopyText, credited: boolean): CopyVerdict {
  const textA = prepareOnce(a);
  const textB = prepareOnce(b);
  const overlap = measureOverlap(textA, textB);
  const kind = judge(overlap, credited);
  const byWords = kind === 'near' || kind === null;
  return {
    kind,
    score: round(byWords ? nearness(overlap) : Math.min(overlap.coverA, overlap.coverB)),
    copier: kind === null ? null : copierOf(a, b),
    why: describe(overlap),
    aligned: overlap.aligned.map((pair) => ({
      a: spanOf(textA, pair.a),
      b: spanOf(textB, pair.b),
      score: round(pair.score),
    })),
  };
}

/** Share of the content words of the shorter text that the other has too. */
function commonWords(a: WordedText, b: WordedText): number {
  const smaller = Math.min(a.content.size, b.content.size);
  return smaller === 0 ? 0 : sharedMembers(a.content, b.content) / smaller;
}

function judge(overlap: Overlap, credited: boolean): CopyKind | null {
  const inOrder = overlap.order >= limits.order && overlap.aligned.length >= limits.leastAligned;
  if (inOrder && isTranslation(overlap, credited)) return 'translation';
  if (nearness(overlap) >= limits.near) return 'near';
  return inOrder && isRewrite(overlap) ? 'rewrite' : null;
}

/**
 * A translation rewords everything, what is in quotation marks too, which who retells does not. Several altered quotations are
 * evidence enough; where a text quotes too little to tell, a credit is asked for and most of the original.
 */
function isTranslation(overlap: Overlap, credited: boolean): boolean {
  if (overlap.reworded < limits.translationReworded || overlap.similarity < limits.translationSimilarity)
    return false;
  const [most, fewest] = covers(overlap);
  const requoted = overlap.requoted >= limits.translationRequoted;
  if (requoted && overlap.alteredQuotations >= limits.leastRequoted)
    return most >= limits.requotedCopier && fewest >= limits.requotedOriginal;
  const quotesKept = overlap.quotations >= limits.leastRequoted && !requoted;
  return credited && !quotesKept && fewest >= limits.translationCover;
}

/** The more sentences come in the same order, the less can be chance, and the more may be left out or added. */
function isRewrite(overlap: Overlap): boolean {
  const [most, fewest] = covers(overlap);
  const many = overlap.aligned.length >= limits.manyAligned;
  return (
    most >= (many ? limits.manyCopier : limits.rewriteCopier) &&
    fewest >= (many ? limits.manyOriginal : limits.rewriteOriginal) &&
    overlap.similarity >= limits.rewriteSimilarity
  );
}

function covers({ coverA, coverB }: Overlap): [number, number] {
  return [Math.max(coverA, coverB), Math.min(coverA, coverB)];
}

/** How far one of the two stands in the other word for word, the sentences that were touched up counted in part; the greater of both ways. */
export function nearness(overlap: Overlap): number {
  const { nearTouched } = limits;
  const way = (inside: number, cover: number): number => (1 - nearTouched) * inside + nearTouched * cover;
  return Math.max(way(overlap.insideA, overlap.coverA), way(overlap.insideB, overlap.coverB));
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

// One article is compared with many: what was read of it is kept as long as the caller keeps the object.
const worded = new WeakMap<CopyText, WordedText>();
const prepared = new WeakMap<CopyText, PreparedText>();

function wordsOnce(article: CopyText): WordedText {
  const known = worded.get(article) ?? readWords(bodyOf(article.text));
  worded.set(article, known);
  return known;
}

function prepareOnce(article: CopyText): PreparedText {
  const known = prepared.get(article) ?? prepareText(bodyOf(article.text), wordsOnce(article));
  prepared.set(article, known);
  return known;
}

function none(why: string): CopyVerdict {
  return { kind: null, score: 0, copier: null, why, aligned: [] };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
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
