import { type Attribution, findAttributions } from '../attribution/index.js';
import { findNames } from '../name/index.js';
import { readQuantities } from '../quantity/index.js';
import { findQuotations } from '../quotation/index.js';
import { splitSentences } from '../sentence/index.js';
import { readTokens } from '../token/index.js';
import { isHeadlineLike } from './paragraph.js';
import { type Reading, readSentence } from './reading.js';
import type { ArticleText, Candidate } from './types.js';

export { contentTerms } from './terms.js';
export type { ArticleText, Candidate, Predicate, Refutation, Via } from './types.js';

/** A long report of 60 sentences has about 100; more is a live page, of which the most checkable are kept. */
const mostCandidates = 120;
/** A longer text is a transcript or a book: read up to here. */
const longestText = 60_000;

/**
 * Finds the clauses of an article's title and text that state something checkable, each with who is made to say it.
 * Pure and deterministic; candidates come in order of their place, title first. `attributions` are those of the text.
 */
export function extractCandidates(article: ArticleText): {
  candidates: Candidate[];
  attributions: Attribution[];
} {
  const text = article.text.slice(0, longestText);
  const body = read('text', text);
  const title = read('title', article.title ?? '');
  const candidates = [...titleCandidates(title, body), ...textCandidates(body)];
  return { candidates: mostWorthy(candidates), attributions: body.attributions };
}

function read(place: 'text' | 'title', text: string): Reading {
  return {
    in: place,
    text,
    tokens: readTokens(text),
    attributions: findAttributions(text),
    quotations: findQuotations(text),
    quantities: readQuantities(text),
    names: findNames(text),
  };
}

/** A title's capitals say little about names: those of the text are looked for in it. */
function titleCandidates(title: Reading, body: Reading): Candidate[] {
  const known = new Set(body.names.map((name) => name.key));
  const names = title.names.filter((name) => known.has(name.key));
  return splitSentences(title.text).flatMap((sentence) =>
    readSentence({ ...title, names }, sentence, -1, null),
  );
}

function textCandidates(body: Reading): Candidate[] {
  const sentences = splitSentences(body.text);
  return sentences.flatMap((sentence, order) =>
    isHeadlineLike(sentence, order) ? [] : readSentence(body, sentence, order, sentences[order - 1] ?? null),
  );
}

function mostWorthy(candidates: Candidate[]): Candidate[] {
  if (candidates.length <= mostCandidates) return candidates;
  const least = candidates.map((each) => each.worthiness).sort((a, b) => b - a)[mostCandidates - 1]!;
  return candidates.filter((each) => each.worthiness >= least).slice(0, mostCandidates);
}
