import { type Attribution, findInArticle } from '../attribution/index.js';
import type { WatchedOutlet } from '../citation/index.js';
import { findNames } from '../name/index.js';
import { namesWithin } from '../name/within.js';
import { readQuantities } from '../quantity/index.js';
import { findQuotations } from '../quotation/index.js';
import { type Sentence, splitSentences } from '../sentence/index.js';
import { readTokens } from '../token/index.js';
import { isHeadlineLike } from './paragraph.js';
import { type Reading, readSentence } from './reading.js';
import { continueSpeech, nameDocuments, nameRoles, nameSpeakers } from './speech.js';
import type { ArticleText, Candidate } from './types.js';

export type { ArticleText, Candidate, Predicate, Refutation, Via } from './types.js';

/** A long report of 60 sentences has about 100; more is a live page, of which the most checkable are kept. */
const mostCandidates = 120;
/** A sentence within a title has so many words at least. */
const fewestTitleWords = 4;
/** A longer text is a transcript or a book: read up to here. */
const longestText = 60_000;

/**
 * Finds the clauses of an article's title and text that state something checkable, each with who is made to say it.
 * Pure and deterministic; candidates come in order of their place, title first. `attributions` are those of the text.
 * @param known outlets that the text names as such by names that do not tell it
 */
export function extractCandidates(
  article: ArticleText,
  known?: readonly WatchedOutlet[],
): {
  candidates: Candidate[];
  attributions: Attribution[];
} {
  const text = article.text.slice(0, longestText);
  // The text last: what reads its sentences once more finds them as they were read.
  const found = findInArticle(article.title ?? '', text, known);
  const title = read('title', article.title ?? '', found.title);
  const body = read('text', text, found.text);
  const voiced = nameRoles(nameSpeakers([...titleCandidates(title, body), ...textCandidates(body)]));
  const candidates = nameDocuments(voiced, text);
  return { candidates: mostWorthy(candidates), attributions: body.attributions };
}

function read(place: 'text' | 'title', text: string, attributions: Attribution[]): Reading {
  return {
    in: place,
    text,
    tokens: readTokens(text),
    attributions,
    quotations: findQuotations(text),
    quantities: readQuantities(text),
    names: findNames(text),
  };
}

/** A title's capitals say little about names: those of the text are looked for in it, with the keys they have there. */
function titleCandidates(title: Reading, body: Reading): Candidate[] {
  if (title.text.trim() === '') return [];
  const reading = { ...title, names: namesWithin(title.text, body.names), speakers: body.attributions };
  return titleSentences(title.text).flatMap((sentence) => readSentence(reading, sentence, -1, null));
}

/** "It never sank, says the minister. Divers are not so sure": a title may hold two sentences; a short piece is no sentence. */
function titleSentences(title: string): readonly Sentence[] {
  const sentences = splitSentences(title);
  const whole = sentences.every(({ text }) => text.split(/\s+/).length >= fewestTitleWords);
  // Capitals of a title tell no sentence after "U.S.".
  const ended = sentences.slice(0, -1).every(({ text }) => /\p{Ll}{2}[.?!][”"’)]*$/u.test(text));
  if (sentences.length > 1 && whole && ended) return sentences;
  return [{ start: 0, end: title.length, text: title, paragraph: 0 }];
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
