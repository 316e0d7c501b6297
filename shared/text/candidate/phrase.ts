import type { Quotation } from '../quotation/index.js';
import type { Span } from '../span.js';
import type { Token } from '../token/index.js';
import { inside, isStatement, overlaps } from './segment.js';

/** A quoted phrase needs this many words to be told from a nickname or a scare quote. */
const fewestWords = 2;
/** A subject and verb of at most this many words before the phrase are shown with it ("The port is “under strain”"). */
const longestLead = 15;
/** A phrase that, with its lead, is this much of the clause says the clause: it is not stated twice. */
const wholeClause = 0.8;
const shortWords = /^(?:as|is|are|was|were|be|been|called|call|calls|of|for|a|an|the|being|not|to)$/i;

/** A quoted phrase within a clause. */
export interface Phrase extends Span {
  /** True if the phrase and its lead are the clause. */
  fills: boolean;
}

/**
 * Finds the quoted phrases of a clause, each with the words of the clause that lead to it, where they are few.
 * @param titled true for a clause of a title
 */
export function quotedPhrases(
  clause: Span,
  tokens: readonly Token[],
  quotations: Quotation[],
  titled: boolean,
): Phrase[] {
  return quotations
    .filter((each) => overlaps(each, clause) && each.start >= clause.start && !isStatement(each, tokens))
    .filter((each) => wordCount(each.inner, tokens) >= fewestWords && !isTitle(each.text))
    .filter((each) => !titled || !isNickname(each, tokens))
    .map((each, index) => withLead(each, index === 0, clause, tokens));
}

/** "‘Dead zone’ grows": a title marks what a thing is called. */
function isNickname({ inner }: Quotation, tokens: readonly Token[]): boolean {
  const words = inside(tokens, inner);
  return words.length === fewestWords && words.at(-1)!.pos === 'NOUN' && /^(?:NOUN|ADJ)$/.test(words[0]!.pos);
}

/** The name of a work: its longer words are all capitalised. */
function isTitle(text: string): boolean {
  const long = text.match(/\p{L}{4,}/gu) ?? [];
  return /^\p{Lu}/u.test(text) && long.every((word) => /^\p{Lu}/u.test(word));
}

function wordCount(span: Span, tokens: readonly Token[]): number {
  return inside(tokens, span).filter((token) => token.pos !== 'PUNCT').length;
}

function withLead(quotation: Quotation, first: boolean, clause: Span, tokens: readonly Token[]): Phrase {
  const before = inside(tokens, { start: clause.start, end: quotation.start });
  const lead = first && before.length <= longestLead ? before.length : tiesIn(before);
  const start = before[before.length - lead]?.start ?? quotation.start;
  const end = Math.min(quotation.end, Math.max(clause.end, quotation.inner.end));
  const fills = end - start >= wholeClause * (clause.end - clause.start);
  return fills ? { start: clause.start, end: clause.end, fills } : { start, end, fills };
}

/** How many small words stand right before the phrase. */
function tiesIn(before: readonly Token[]): number {
  let ties = 0;
  while (ties < before.length && shortWords.test(before[before.length - 1 - ties]!.text)) ties += 1;
  return ties;
}
