import { type Attribution, findAttributions } from '../attribution/index.js';
import { findNames, type Name } from '../name/index.js';
import { readQuantities } from '../quantity/index.js';
import { findQuotations } from '../quotation/index.js';
import { splitSentences } from '../sentence/index.js';
import type { Span } from '../span.js';
import { readTokens } from '../token/index.js';
import { isHeadlineLike } from './paragraph.js';
import { type Reading, readSentence } from './reading.js';
import { overlaps } from './segment.js';
import { continueSpeech, nameRoles, nameSpeakers } from './speech.js';
import type { ArticleText, Candidate } from './types.js';

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
  // The text last: what reads its sentences once more finds them as they were read.
  const title = read('title', article.title ?? '');
  const body = read('text', text);
  const candidates = nameRoles(nameSpeakers([...titleCandidates(title, body), ...textCandidates(body)]));
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

/** A title's capitals say little about names: those of the text are looked for in it, with the keys they have there. */
function titleCandidates(title: Reading, body: Reading): Candidate[] {
  if (title.text.trim() === '') return [];
  const whole = { start: 0, end: title.text.length, text: title.text, paragraph: 0 };
  return readSentence({ ...title, names: namesIn(title.text, body.names) }, whole, -1, null);
}

function namesIn(title: string, known: readonly Name[]): Name[] {
  const keys = new Map(known.map((name) => [name.text, name.key]));
  const longestFirst = [...keys].sort(([a], [b]) => b.length - a.length);
  const found: Name[] = [];
  for (const [text, key] of longestFirst)
    for (let start = title.indexOf(text); start !== -1; start = title.indexOf(text, start + 1)) {
      const span = { start, end: start + text.length };
      if (standsAlone(title, span) && !found.some((other) => overlaps(other, span)))
        found.push({ ...span, text, key });
    }
  return found.sort((a, b) => a.start - b.start);
}

function standsAlone(title: string, { start, end }: Span): boolean {
  return !/[\p{L}\p{N}]$/u.test(title.slice(0, start)) && !/^[\p{L}\p{N}]/u.test(title.slice(end));
}

function textCandidates(body: Reading): Candidate[] {
  const sentences = splitSentences(body.text);
  const found = sentences.map((sentence, order) =>
    isHeadlineLike(sentence, order) ? [] : readSentence(body, sentence, order, sentences[order - 1] ?? null),
  );
  return continueSpeech(found, sentences);
}

function mostWorthy(candidates: Candidate[]): Candidate[] {
  if (candidates.length <= mostCandidates) return candidates;
  const least = candidates.map((each) => each.worthiness).sort((a, b) => b - a)[mostCandidates - 1]!;
  return candidates.filter((each) => each.worthiness >= least).slice(0, mostCandidates);
}
