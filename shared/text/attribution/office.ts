import type { Cast, Known } from './known.js';
import { officeWord } from './role.js';

const officePhrase = /^(?:the|its|their|his|her|our)\s+((?:[\p{L}’'-]+\s+){0,3}[\p{L}’'-]+)$/iu;

/** Bodies that a common noun may stand for: words of their names. */
const bodyKinds: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^(?:agency|regulator|watchdog|office|bureau|authority|administration|commission)$/,
    /\b(?:agency|authority|office|bureau|administration|commission|regulator)\b/i,
  ],
  [
    /^(?:company|firm|manufacturer|maker|business|group|owner|developer|operator|retailer|supplier)$/,
    /\b(?:company|corp|corporation|inc|ltd|llc|plc|group|sons|holdings|industries|instruments|systems)\b|&/i,
  ],
  [/^(?:union|federation)$/, /\b(?:union|federation)\b/i],
];
const sameWord =
  /^(?:ministry|department|council|committee|court|university|bank|party|association|foundation|board|hospital|college|club|league|institute|senate|parliament)$/;

/** Whom an office means: "the minister" the last minister named before `place`, or the only one named after it. */
export function officeHolder(cast: Cast, phrase: string, place: number): Known | null {
  const words = officePhrase.exec(phrase)?.[1]?.toLowerCase().split(/\s+/);
  if (words === undefined || !officeWord.test(words.at(-1)!)) return null;
  const holders = cast.all.filter(({ person, role }) => person && role !== null && holds(role, words));
  const before = holders.findLast(({ first }) => first < place);
  return before ?? (holders.length === 1 ? holders[0]! : null);
}

function holds(role: string, words: readonly string[]): boolean {
  const own = role.toLowerCase().split(/[\s,]+/);
  return words.every((word) => own.includes(word.replace(/[’']s$/, '')));
}

/** How far back a body is looked for that "the company" may mean, where the text has more of them or named it long before, in UTF-16 units. */
const near = 1200;

/**
 * The body that "the company", "the agency" or "the council" means at `place`: the only one of the text, if it was named before, or the last
 * one named close before; else null.
 */
export function bodyMeant(cast: Cast, phrase: string, place: number): Known | null {
  const word = /^(?:the|its)\s+(\p{L}+)$/u.exec(phrase.toLowerCase())?.[1];
  if (word === undefined) return null;
  const kind = bodyKinds.find(([nouns]) => nouns.test(word))?.[1];
  if (kind === undefined && !sameWord.test(word)) return null;
  const fits = (known: Known): boolean =>
    known.body && (kind?.test(known.name) ?? known.key.split(' ').includes(word));
  const all = cast.all.filter(fits);
  if (all.length === 0) return null;
  for (let at = cast.lastBefore(place); at >= 0; at -= 1) {
    const { known, start } = cast.mentions[at]!;
    // A word that other bodies' names may lack ("the party") is taken for the one that has it only close by.
    if (place - start > near && (all.length > 1 || kind === undefined)) return null;
    if (fits(known)) return known;
  }
  return null;
}
