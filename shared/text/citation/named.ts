import { knownOutlets, strongEndings } from './outlets.js';
import { plainName } from './plain-name.js';
import type { OutletMention } from './recognise.js';
import { outletPlaces } from './sense.js';
import { type WatchedOutlet, watchedNames } from './watched.js';

/** Names that have an entry of their own, which says how they are read. */
const listed = new Set(
  knownOutlets.flatMap(({ name, aliases }) =>
    [name, ...aliases].map((alias) => plainName(alias).toLowerCase()),
  ),
);
/** Fewer letters are no name that can be looked for. */
const fewestLetters = 2;
/** Words of a name that running text writes small. */
const smallWord = /^(?:\p{Ll}{1,3}|&)$/u;

/**
 * Finds the places where a text names one of these outlets, in order: by its full name, or by one without "News", "TV". A name of one word
 * counts only where the words around it are those of an outlet, and never where the text has somebody or something else of that name (see
 * `sense.ts`). Costs next to nothing where no name begins with a word of the text.
 */
export function namedIn(text: string, watched: readonly WatchedOutlet[] | undefined): OutletMention[] {
  if (watched === undefined || watched.length === 0) return [];
  const { full, short } = watchedNames(watched);
  const words = beginnings(text);
  const found: OutletMention[] = [];
  for (const [names, isFull] of [[full, true] as const, [short, false] as const])
    for (const [name, outlet] of names)
      if (words.has(firstWord(name)) && isLookedFor(name))
        found.push(...placesOf(text, name, outlet, isFull));
  // Of two names at one place the longer one is meant.
  return found
    .filter((each) => !found.some((other) => other !== each && covers(other, each)))
    .sort((a, b) => a.start - b.start);
}

function isLookedFor(name: string): boolean {
  return name.replace(/\P{L}/gu, '').length >= fewestLetters && !listed.has(name) && !strongEndings.has(name);
}

function covers(longer: OutletMention, each: OutletMention): boolean {
  return (
    longer.start <= each.start && each.end <= longer.end && longer.end - longer.start > each.end - each.start
  );
}

function placesOf(text: string, name: string, outlet: WatchedOutlet, isFull: boolean): OutletMention[] {
  const places = [...text.matchAll(patternOf(name))]
    .filter(({ 0: words }) => isWritten(words, outlet.outletName))
    .map(({ 0: words, index: start }) => ({ start, end: start + words.length }));
  const oneWord = !name.includes(' ');
  const { outletName } = outlet;
  return (oneWord ? outletPlaces(text, places) : places).map((place) => ({
    ...place,
    outlet: outlet.outlet,
    outletName,
    weak: oneWord || !isFull,
  }));
}

function patternOf(name: string): RegExp {
  const words = name
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/[’']/g, "[’']")
    .replaceAll(' ', '\\s');
  return new RegExp(
    `(?<![\\p{L}\\p{N}_@/.-])${words}(?![\\p{L}\\p{N}_@-]|\\.\\p{L}|[’'](?!s\\b)\\p{L})`,
    'giu',
  );
}

/** In capitals like a name, or just as the outlet writes it. */
function isWritten(words: string, outletName: string): boolean {
  if (/\p{Lu}/u.test(outletName) && outletName.includes(words)) return true;
  return words.split(/\s/).every((word, at) => !/^\p{Ll}/u.test(word) || (at > 0 && smallWord.test(word)));
}

/** The words of a text that may begin a name, in small letters. */
export function beginnings(text: string): ReadonlySet<string> {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => /[\p{Lu}\p{N}]/u.test(word)).map((word) => word.toLowerCase()));
}

/** False for an outlet whose name cannot stand in a text that has these beginnings. */
export function mayBeNamed({ outletName }: WatchedOutlet, words: ReadonlySet<string>): boolean {
  return words.has(firstWord(plainName(outletName).toLowerCase()));
}

const firstWord = (name: string): string => /[\p{L}\p{N}]+/u.exec(name)?.[0] ?? name;
