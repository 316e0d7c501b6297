import type { Span } from '../span.js';

/** A piece of text that may take part in a number: a figure, a word or a mark. */
export interface Piece extends Span {
  text: string;
  lower: string;
  kind: 'figure' | 'word' | 'mark';
  /** True if no white space stands before it. */
  glued: boolean;
}

const piecePattern =
  /(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<!\d)\.\d+)|(\p{L}+(?:[’']\p{L}+)?(?:\.\p{L}+)*)|([^\s])/gu;

/** Cuts a text into figures, words and marks, in order. Numbers keep their thousands commas and decimals. */
export function lex(text: string): Piece[] {
  const pieces: Piece[] = [];
  let last = 0;
  piecePattern.lastIndex = 0;
  for (let match = piecePattern.exec(text); match !== null; match = piecePattern.exec(text)) {
    const kind = match[1] !== undefined ? 'figure' : match[2] !== undefined ? 'word' : 'mark';
    const end = match.index + match[0].length;
    const lower = match[0].toLowerCase().replaceAll('’', "'");
    pieces.push({ start: match.index, end, text: match[0], lower, kind, glued: match.index === last });
    last = end;
  }
  return pieces;
}
