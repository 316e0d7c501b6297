import { type Attribution, findInArticle } from '../attribution/index.js';
import type { WatchedOutlet } from '../citation/index.js';
import { findNames } from '../name/index.js';
import { namesWithin } from '../name/within.js';
import { readQuantities } from '../quantity/index.js';
import { findQuotations } from '../quotation/index.js';
import { type Sentence, splitSentences } from '../sentence/index.js';
import { readTokens } from '../token/index.js';
import { opensCorrection } from './housekeeping.js';
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

/** What desks set before a title: "LIVE: …", "Watch | …". */
const titleLabel =
  /^(?:live(?: updates?| blog)?|breaking(?: news)?|watch|video|exclusive|updated?|just in|revealed|in pictures|explained|explainer|analysis|opinion|fact check)\s?(?::|\||[–—-]\s)\s*(?=\S{1,40}\s+\S+\s+\S)/i;

/** "INFERNO HELL: …". */
const shouted = /^[\p{Lu}\p{N}’' !-]{4,30}:\s+(?=\S*\p{Ll}\S*\s+\S+\s+\S+\s+\S)/u;

/** "It never sank, says the minister. Divers are not so sure": a title may hold two sentences; a short piece is no sentence. */
function titleSentences(title: string): readonly Sentence[] {
  const sentences = splitSentences(title);
  const label = (titleLabel.exec(title) ?? shouted.exec(title))?.[0].length ?? 0;
  const whole = sentences.every(({ text }) => text.split(/\s+/).length >= fewestTitleWords);
  // Capitals of a title tell no sentence after "U.S.".
  const ended = sentences.slice(0, -1).every(({ text }) => /\p{Ll}{2}[.?!][”"’)]*$/u.test(text));
  if (sentences.length > 1 && whole && ended) return sentences;
  return [{ start: label, end: title.length, text: title.slice(label), paragraph: 0 }];
}

function textCandidates(body: Reading): Candidate[] {
  const sentences = splitSentences(body.text);
  const found = sentences.map((sentence, order) =>
    isHeadlineLike(sentence, order) || corrects(sentences, order)
      ? []
      : readSentence(body, withoutStamp(sentence), order, sentences[order - 1] ?? null),
  );
  return continueSpeech(found, sentences);
}

/** "An earlier version of this article said line 4. It was line 14.": the rest of a correction's paragraph. */
function corrects(sentences: readonly Sentence[], order: number): boolean {
  const { paragraph } = sentences[order]!;
  const before = sentences[order - 1];
  return before?.paragraph === paragraph && order > 1 && opensCorrection(before.text);
}

/** The time of day that a live page sets before its entries: "16:02 The minister says …". */
const stamp =
  /^\[?(?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?[ap]\.?m\.?)?(?: ?(?:GMT|BST|UTC|CET|CEST|ET|EST|EDT|PT))?\]?(?: ?[-–—:|])? (?=["“‘]?\p{Lu})/u;

function withoutStamp(sentence: Sentence): Sentence {
  const length = stamp.exec(sentence.text)?.[0].length ?? 0;
  return length === 0
    ? sentence
    : { ...sentence, start: sentence.start + length, text: sentence.text.slice(length) };
}

function mostWorthy(candidates: Candidate[]): Candidate[] {
  if (candidates.length <= mostCandidates) return candidates;
  const least = candidates.map((each) => each.worthiness).sort((a, b) => b - a)[mostCandidates - 1]!;
  return candidates.filter((each) => each.worthiness >= least).slice(0, mostCandidates);
}
