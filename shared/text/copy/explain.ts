import type { Span } from '../span.js';
import { similarPairs } from './align.js';
import { bodyOf } from './body.js';
import { type CopyKind, type CopyText, compareCopies, copierOf, nearness } from './compare.js';
import { creditsOutlet, wireOf } from './credit.js';
import { measureOverlap, type Overlap } from './measure.js';
import { type CopySentence, type PreparedText, prepareText } from './prepare.js';
import limits from './threshold.json' with { type: 'json' };

/** Something that was measured on two texts, with what it takes. */
export interface CopyMeasure {
  what: string;
  /** 0..1, or a count. */
  value: number;
  /** From what on it speaks for a copy. */
  least: number;
}

/** A sentence with its place in the text. */
export interface ShownSentence extends Span {
  text: string;
}

/** Two sentences that say the same: 1 word for word; the words that only one of them has. */
export interface ShownPair {
  a: ShownSentence;
  b: ShownSentence;
  score: number;
  onlyInA: string[];
  onlyInB: string[];
}

/** What was compared of two texts, and what came of it. */
export interface CopyExplanation {
  kind: CopyKind | null;
  score: number;
  /** Which of them copies; null where neither does. */
  copier: 'a' | 'b' | null;
  /** What the judgement rests on, in plain sentences. */
  says: string[];
  measures: CopyMeasure[];
  /** Sentences that say the same, in the order of `a`. */
  aligned: ShownPair[];
  /** Sentences without a partner. */
  onlyInA: ShownSentence[];
  onlyInB: ShownSentence[];
}

/** Explains what `compareCopies` says of two texts: the figures with their thresholds, and sentence by sentence. */
export function explainCopies(a: CopyText, b: CopyText): CopyExplanation {
  const verdict = compareCopies(a, b);
  const [textA, textB] = [prepareText(bodyOf(a.text)), prepareText(bodyOf(b.text))];
  const overlap = measureOverlap(textA, textB);
  const pairs = similarPairs(textA, textB);
  const alone = (text: PreparedText, places: number[], full: string) =>
    text.sentences.filter((_, at) => !places.includes(at)).map((sentence) => shown(sentence, full));
  return {
    kind: verdict.kind,
    score: verdict.score,
    copier: verdict.copier,
    says: [...judgement(verdict.kind, overlap, textA, textB), ...direction(a, b, verdict.copier)],
    measures: measuresOf(overlap),
    aligned: overlap.aligned.map((pair) =>
      shownPair(textA.sentences[pair.a]!, textB.sentences[pair.b]!, a.text, b.text),
    ),
    onlyInA: alone(
      textA,
      pairs.map((pair) => pair.a),
      a.text,
    ),
    onlyInB: alone(
      textB,
      pairs.map((pair) => pair.b),
      b.text,
    ),
  };
}

const ground: Record<CopyKind | 'none', string> = {
  exact: 'The bodies are the same, word for word.',
  near: 'Long runs of words are the same.',
  rewrite: 'The sentences say the same in the same order, in other words.',
  translation:
    'The sentences say the same in the same order, reworded inside quotation marks too, as a translation is.',
  none: 'Too little is the same for one to be a copy of the other.',
};

function judgement(kind: CopyKind | null, overlap: Overlap, a: PreparedText, b: PreparedText): string[] {
  const { insideA, insideB, aligned, order, reworded, quotations, alteredQuotations } = overlap;
  const lines = [
    ground[kind ?? 'none'],
    `Of the runs of five words in the first, ${percent(insideA)} stand in the second; the other way round ${percent(insideB)}.`,
    `${aligned.length} sentences have a partner that comes in the same order, of ${a.sentences.length} and ${b.sentences.length}.`,
  ];
  if (aligned.length === 0) return lines.slice(0, 2);
  if (order < 1) lines.push(`${percent(order)} of what has a partner comes in the same order.`);
  if (reworded > 0) lines.push(`${percent(reworded)} of the partnered sentences are reworded.`);
  if (quotations > 0) lines.push(`${alteredQuotations} of ${quotations} quotations have other words.`);
  return lines;
}

/** Why the one is taken to copy and not the other. */
function direction(a: CopyText, b: CopyText, copier: 'a' | 'b' | null): string[] {
  if (copier === null) return [];
  const [copy, original] = copierOf(a, b) === 'a' ? [a, b] : [b, a];
  if (creditsOutlet(copy, original)) return [`${copy.outletName} credits ${original.outletName}.`];
  if (wireOf(original.outlet) !== null && wireOf(copy.outlet) === null)
    return [`${original.outletName} is an agency, whose texts are made to be reprinted.`];
  return copy.published === original.published
    ? ['Neither credits the other, and both have one time: the lower id is taken as the original.']
    : [`Neither credits the other; ${original.outletName} published first.`];
}

function measuresOf(overlap: Overlap): CopyMeasure[] {
  const [most, fewest] = [Math.max(overlap.coverA, overlap.coverB), Math.min(overlap.coverA, overlap.coverB)];
  const many = overlap.aligned.length >= limits.manyAligned;
  const rows: [string, number, number][] = [
    ['near: how far one stands in the other word for word', nearness(overlap), limits.near],
    ['rewrite: sentences in order', overlap.aligned.length, limits.leastAligned],
    ['rewrite: share of the partnered that is in order', overlap.order, limits.order],
    ['rewrite: share of the copy that has a partner', most, many ? limits.manyCopier : limits.rewriteCopier],
    [
      'rewrite: share of the original that has a partner',
      fewest,
      many ? limits.manyOriginal : limits.rewriteOriginal,
    ],
    ['rewrite: likeness of partners', overlap.similarity, limits.rewriteSimilarity],
    ['translation: share of partners that is reworded', overlap.reworded, limits.translationReworded],
    ['translation: share of quotations altered', overlap.requoted, limits.translationRequoted],
  ];
  return rows.map(([what, value, least]) => ({ what, value: Math.round(value * 1000) / 1000, least }));
}

function shown({ start, end }: CopySentence, text: string): ShownSentence {
  return { start, end, text: text.slice(start, end) };
}

function shownPair(x: CopySentence, y: CopySentence, textA: string, textB: string): ShownPair {
  const [inX, inY] = [new Set(x.words), new Set(y.words)];
  const shared = x.words.filter((word) => inY.has(word)).length;
  return {
    a: shown(x, textA),
    b: shown(y, textB),
    score:
      x.words.join(' ') === y.words.join(' ')
        ? 1
        : Math.round((200 * shared) / (x.words.length + y.words.length)) / 100,
    onlyInA: [...inX].filter((word) => !inY.has(word)),
    onlyInB: [...inY].filter((word) => !inX.has(word)),
  };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
