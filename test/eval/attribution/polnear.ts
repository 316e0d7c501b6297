import { readSharedLines } from '../../support/shared-data.js';

export interface Span {
  start: number;
  end: number;
}

/** Spans of one attribution, in UTF-16 code units. */
export interface Spans {
  source: Span[];
  cue: Span[];
  content: Span[];
}

export interface Labelled {
  id: string;
  text: string;
  attributions: Spans[];
}

interface Row {
  id: string;
  text: string;
  attributions: Partial<Record<'source' | 'cue' | 'content', [number, number][]>>[];
}

/** Reads PolNeAR (Newell 2018), turning its code points into UTF-16 offsets. */
export function readPolnear(part: 'train' | 'dev'): Labelled[] {
  return readSharedLines<Row>(`data/attribution/polnear-${part}.jsonl`).map(({ id, text, attributions }) => {
    const offsets = utf16Offsets(text);
    const spans = (pairs: [number, number][] | undefined): Span[] =>
      (pairs ?? []).map(([start, end]) => ({ start: offsets[start]!, end: offsets[end]! }));
    return {
      id,
      text,
      attributions: attributions.map((each) => ({
        source: spans(each.source),
        cue: spans(each.cue),
        content: spans(each.content),
      })),
    };
  });
}

/** For each code point its UTF-16 offset, and one more for the end. */
function utf16Offsets(text: string): number[] {
  const offsets: number[] = [];
  let at = 0;
  for (const character of text) {
    offsets.push(at);
    at += character.length;
  }
  offsets.push(at);
  return offsets;
}
