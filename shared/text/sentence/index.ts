import type { Span } from '../span.js';

/** One sentence of a text: `text` is exactly `source.slice(start, end)`, without surrounding white space. */
export interface Sentence extends Span {
  text: string;
  /** Number of the paragraph it stands in, from 0. */
  paragraph: number;
}

export function splitSentences(_text: string): Sentence[] {
  return [];
}
