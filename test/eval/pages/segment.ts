import type { WebPage } from './load.js';

export interface SegmentCounts {
  tp: number;
  fp: number;
  fn: number;
  tn: number;
}

/**
 * Which of the segments that a page's text must hold are in it, and which of those it must not, as in
 * trafilatura's evaluation: plain substrings, white space and soft hyphens folded on both sides.
 */
export function countSegments(truth: Pick<WebPage, 'with' | 'without'>, text: string): SegmentCounts {
  const folded = fold(text);
  const holds = (segment: string) => folded.includes(fold(segment));
  const tp = truth.with.filter(holds).length;
  const fp = truth.without.filter(holds).length;
  return { tp, fp, fn: truth.with.length - tp, tn: truth.without.length - fp };
}

export function segmentF1(pages: SegmentCounts[]): number {
  const sum = (key: keyof SegmentCounts) => pages.reduce((total, page) => total + page[key], 0);
  return (2 * sum('tp')) / (2 * sum('tp') + sum('fp') + sum('fn'));
}

function fold(text: string): string {
  return text
    .replace(/\u00ad/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
