import { findOutlets, type WatchedOutlet } from '../citation/index.js';
import { findNames } from '../name/index.js';
import { namesWithin } from '../name/within.js';
import type { Span } from '../span.js';

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
  const named: Span[] = [...namesWithin(title, findNames(text)), ...findOutlets(title, watched)];
  const kept = (start: number, end: number): boolean =>
    named.some((name) => name.start < end && start < name.end);
  let plain = title;
  for (const { 0: word, index } of words.slice(1)) {
    const lower = word.toLowerCase();
    // A letter that changes its length in small ("İ") would move all that follows.
    if (lower.length === word.length && !kept(index, index + word.length) && !isShort(word))
      plain = plain.slice(0, index) + lower + plain.slice(index + word.length);
  }
  return plain;
}

/** "U.S.", "EU". */
const isShort = (word: string): boolean => /^(?:\p{Lu}\.)+\p{Lu}?\.?$/u.test(word) || /^\p{Lu}{2,3}$/u.test(word);
