import { rememberLast } from '../remember.js';
import type { Span } from '../span.js';
import { findCandidates } from './boundary.js';
import { datelineLength } from './dateline.js';
import { splitBlocks } from './paragraph.js';

export { datelineLength } from './dateline.js';

/** One sentence of a text: `text` is exactly `source.slice(start, end)`, without surrounding white space. */
export interface Sentence extends Span {
  text: string;
  /** Number of the paragraph it stands in, from 0. */
  paragraph: number;
}

/**
 * Splits a text into sentences, in order, without overlaps; nothing but white space and datelines is left out.
 *
 * A blank line always ends a sentence; otherwise the words around each mark decide (`boundary.ts`). The sentences of one quotation
 * are split ("One. Two," she said → two); a question in quotation marks stays with its speaker. sentencex was tried as a second opinion
 * and left out: its native code panics on some real articles, and the rules split the same hard cases.
 */
export function splitSentences(text: string): readonly Sentence[] {
  return split(text);
}

const split = rememberLast((text: string): readonly Sentence[] =>
  splitBlocks(text).flatMap((block) => splitBlock(text, block)),
);

function splitBlock(text: string, block: Span & { paragraph: number }): Sentence[] {
  const words = text.slice(block.start, block.end);
  const sentences: Sentence[] = [];
  let start = datelineLength(words);
  const close = (end: number): void => {
    const piece = words.slice(start, end);
    const from = block.start + start + (piece.length - piece.trimStart().length);
    const trimmed = piece.trim();
    if (trimmed !== '')
      sentences.push({ start: from, end: from + trimmed.length, text: trimmed, paragraph: block.paragraph });
  };
  for (const { end, next, verdict } of findCandidates(words)) {
    if (verdict === 'inside' || end <= start) continue;
    close(end);
    start = next;
  }
  close(words.length);
  return sentences;
}
