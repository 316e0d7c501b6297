import type { Quotation } from '../quotation/index.js';
import type { Span } from '../span.js';
import type { Token } from '../token/index.js';
import { inside, isStatement, overlaps } from './segment.js';

/** A quoted phrase needs this many words to be told from a nickname or a scare quote. */
const fewestWords = 2;
/** Where the phrase is most of its clause, the clause itself is the quotation. */
const mostOfClause = 0.6;
const shortWords = /^(?:as|is|are|was|were|be|been|been|called|call|calls|of|for|a|an|the|being|not|to)$/i;

/**
 * Quoted phrases within a clause ("was “under strain”"), each with the small words that tie it to the clause. A phrase
 * that fills its clause is left out: there the clause says it.
 */
export function quotedPhrases(clause: Span, tokens: readonly Token[], quotations: Quotation[]): Span[] {
  const length = clause.end - clause.start;
  return quotations
    .filter((each) => overlaps(each, clause) && each.start >= clause.start - 1 && !isStatement(each, tokens))
    .filter((each) => wordCount(each.inner, tokens) >= fewestWords)
    .filter((each) => (each.inner.end - each.inner.start) / length < mostOfClause)
    .map((each) => withTies(each, clause, tokens));
}

function wordCount(span: Span, tokens: readonly Token[]): number {
  return inside(tokens, span).filter((token) => token.pos !== 'PUNCT').length;
}

function withTies(quotation: Quotation, clause: Span, tokens: readonly Token[]): Span {
  let start = quotation.start;
  const before = inside(tokens, { start: clause.start, end: quotation.start });
  for (const token of [...before].reverse()) {
    if (!shortWords.test(token.text)) break;
    start = token.start;
  }
  return { start, end: quotation.end };
}
