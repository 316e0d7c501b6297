import { bootstrap, type ClassScore, classScore } from '../../train/learn/scores.js';

/** A line of the table that `npm run eval` ends with. Shares are in 0..1. */
export interface Figure {
  /** What was measured, on which set. */
  what: string;
  /** Null where the figure has none (an accuracy, a mean average precision). */
  precision: number | null;
  recall: number | null;
  /** What `value` is. */
  measure: 'F1' | 'B-cubed F1' | 'macro-F1' | 'accuracy' | 'MAP' | 'share';
  value: number;
  /** The 95 % interval of `value`; null where there is too little to draw from. */
  interval: [number, number] | null;
  /** What is drawn with replacement for the interval, or how else it was made. */
  by: string;
  /** A figure that others published, with its source, or that of a baseline on the same splits. */
  published: string | null;
}

export const noPublished = null;

/** A share, or another single figure. */
export function single(
  what: string,
  measure: Figure['measure'],
  value: number,
  rest: Pick<Figure, 'interval' | 'by'> & Partial<Pick<Figure, 'published'>>,
): Figure {
  return { what, precision: null, recall: null, measure, value, published: noPublished, ...rest };
}

/** Precision, recall and F1 of one class, with the interval of F1 over groups. */
export function classFigure(
  what: string,
  labels: { truth: readonly number[]; guess: readonly number[]; positive: number },
  groups: readonly string[],
  rest: Pick<Figure, 'by' | 'published'>,
): Figure {
  const { truth, guess, positive } = labels;
  const scores = (at: readonly number[]): ClassScore =>
    classScore(
      at.map((i) => truth[i]!),
      at.map((i) => guess[i]!),
      positive,
    );
  const { precision, recall, f1 } = scores(truth.map((_, i) => i));
  const interval = bootstrap(groups, (at) => scores(at).f1);
  return { what, precision, recall, measure: 'F1', value: f1, interval, ...rest };
}

/** B-cubed figures from those of each item, with the interval over groups of items (gold clusters). */
export function bcubedFigure(
  what: string,
  items: readonly { group: string; precision: number; recall: number }[],
  by: string,
): Figure {
  const scores = (at: readonly number[]) => {
    const mean = (part: 'precision' | 'recall') =>
      at.reduce((sum, i) => sum + items[i]![part], 0) / Math.max(1, at.length);
    const [precision, recall] = [mean('precision'), mean('recall')];
    return { precision, recall, f1: (2 * precision * recall) / (precision + recall || 1) };
  };
  const { precision, recall, f1 } = scores(items.map((_, i) => i));
  const groups = items.map(({ group }) => group);
  const interval = bootstrap(groups, (at) => scores(at).f1);
  return { what, precision, recall, measure: 'B-cubed F1', value: f1, interval, by, published: noPublished };
}
