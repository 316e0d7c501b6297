import { findOutlets, type WatchedOutlet } from '../citation/index.js';
import { findNames } from '../name/index.js';
import type { Span } from '../span.js';
import type { AttributionSpans } from './spans.js';

/** In a title with this share of its longer words capitalised, capitals prove nothing. */
const capitalShare = 0.6;
/** Words of so many letters or fewer keep their small letters in titles. */
const shortWord = 3;

/**
 * A title as a sentence of running text would have it, of the same length: small letters but for the first and for names, so that "Ferry Was
 * Overloaded, Report Claims" reads as news does.
 * @param text the article's text, which tells the names
 */
export function plainTitle(title: string, text: string, watched?: readonly WatchedOutlet[]): string {
  const words = [...title.matchAll(/\p{L}[\p{L}\p{N}’'&.-]*/gu)];
  const long = words.filter(([word]) => word.length > shortWord);
  const capital = long.filter(([word]) => /^\p{Lu}/u.test(word)).length;
  if (long.length === 0 || capital / long.length < capitalShare) return title;
  const names = new Set(findNames(text).flatMap((name) => name.text.split(/\s+/)));
  const outlets: Span[] = findOutlets(title, watched);
  const kept = (word: string, start: number): boolean =>
    names.has(word.replace(/[’']s?$/, '')) || outlets.some((name) => name.start <= start && start < name.end);
  let plain = title;
  for (const { 0: word, index } of words.slice(1)) {
    const lower = word.toLowerCase();
    // A letter that changes its length in small ("İ") would move all that follows.
    if (lower.length === word.length && !kept(word, index) && !isShort(word))
      plain = plain.slice(0, index) + lower + plain.slice(index + word.length);
  }
  return plain;
}

/** "U.S.", "EU". */
const isShort = (word: string): boolean =>
  /^(?:\p{Lu}\.)+\p{Lu}?\.?$/u.test(word) || /^\p{Lu}{2,3}$/u.test(word);

/** Two words or more in capitals. */
export const isShouted = (words: string): boolean => /^\p{Lu}+ [\p{Lu} !’'-]+$/u.test(words);

const ahead = /^([^:“”"‘]{2,60}):\s+(?=\S)/u;
const behind = /(?::|\s[–—-])\s+(?:the )?([^:“”"–—]{2,60})$/u;
/** A source beside a colon has so many words at most. */
const longestSource = 6;
/** What it says has so many at least. */
const fewestSaid = 3;

/**
 * "Osei: The bridge is safe", "Three dead in fire: police", "Ferry overloaded – report": who speaks beside a title's colon or dash; null if
 * nobody does.
 * @param speaks whether a phrase can be nothing but somebody who speaks
 */
export function colonSpans(title: string, speaks: (phrase: string) => boolean): AttributionSpans | null {
  const count = (words: string): number => words.trim().split(/\s+/).length;
  const fits = (source: string): boolean =>
    count(source) <= longestSource && !isShouted(source) && speaks(source);
  const first = ahead.exec(title);
  if (first !== null && fits(first[1]!) && count(title.slice(first[0].length)) >= fewestSaid) {
    const end = first[1]!.length;
    return {
      source: [{ start: 0, end }],
      cue: [{ start: end, end: end + 1 }],
      content: [{ start: first[0].length, end: title.length }],
    };
  }
  const last = behind.exec(title);
  if (last === null || !fits(last[1]!) || count(title.slice(0, last.index)) < fewestSaid) return null;
  const mark = last.index + last[0].search(/[:–—-]/);
  return {
    source: [{ start: title.length - last[1]!.length, end: title.length }],
    cue: [{ start: mark, end: mark + 1 }],
    content: [{ start: 0, end: last.index }],
  };
}

const acting = /^(.{2,60}?) (orders|vows|pledges|promises) (?=\S)/u;

/** "Minister orders recall of boats": who does by a word what a title tells; null if nobody does. */
export function actSpans(title: string, speaks: (phrase: string) => boolean): AttributionSpans | null {
  const found = acting.exec(title);
  if (found === null || !speaks(found[1]!)) return null;
  const end = found[1]!.length;
  return {
    source: [{ start: 0, end }],
    cue: [{ start: end + 1, end: end + 1 + found[2]!.length }],
    content: [{ start: found[0].length, end: title.length }],
  };
}
