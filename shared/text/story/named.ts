import { STOPWORDS } from './stopword.js';
import type { Word } from './word.js';

/** Above this share of capitals a headline is in title case, and its capitals say nothing. */
const TITLE_CASE = 0.7;

/**
 * The words of an article's proper names, lower case: capitalised where no sentence starts, or nowhere written small;
 * and the words of the names that were found elsewhere. A cheap guess that needs no model.
 * @param names keys of names already found, in lower case
 */
export function namedWords(title: Word[], body: Word[], names: string[]): Set<string> {
  const found = new Set<string>();
  const small = new Set(body.filter((word) => !word.capital).map((word) => word.lower));
  const isName = (word: Word): boolean =>
    word.capital && word.lower.length > 1 && !small.has(word.lower) && !STOPWORDS.has(word.lower);
  for (const word of body) if (!word.opens && isName(word)) addParts(found, word.lower);
  const headlineSays = capitalShare(title) < TITLE_CASE;
  for (const word of title) if (headlineSays && !word.opens && isName(word)) addParts(found, word.lower);
  for (const name of names)
    for (const part of name.split(/\s+/)) if (!STOPWORDS.has(part)) addParts(found, part);
  return found;
}

function capitalShare(title: Word[]): number {
  const telling = title.filter((word) => !word.digit && word.lower.length > 3);
  return telling.length === 0 ? 0 : telling.filter((word) => word.capital).length / telling.length;
}

function addParts(found: Set<string>, word: string): void {
  for (const part of word.split('-'))
    if (part.length > 1) found.add(part.endsWith("'s") ? part.slice(0, -2) : part);
}
