import type { Name } from './index.js';

/** Acronyms that need no expansion in the text. */
const settled: Readonly<Record<string, string>> = {
  US: 'united states',
  USA: 'united states',
  UK: 'united kingdom',
  UN: 'united nations',
  EU: 'european union',
};

const small = new Set(['of', 'the', 'and', 'for', 'on', 'in', '&']);

/**
 * Gives acronyms the key of their expansion: "Harbour Safety Board (HSB)", "HSB (Harbour Safety Board)", or by initials
 * alone where exactly one name of the text has them.
 */
export function linkAcronyms(text: string, names: Name[]): Name[] {
  const expansions = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const name of names) {
    if (isAcronym(name.text)) continue;
    for (const initials of initialsOf(name.key)) {
      const known = expansions.get(initials);
      if (known !== undefined && known !== name.key) ambiguous.add(initials);
      else expansions.set(initials, name.key);
    }
  }
  for (const [index, name] of names.entries()) {
    const next = names[index + 1];
    if (next === undefined || !/^\s?\($/.test(text.slice(name.end, next.start))) continue;
    const [short, long] = isAcronym(next.text)
      ? [next, name]
      : isAcronym(name.text)
        ? [name, next]
        : [null, null];
    if (short === null || !fits(short.text, long.key)) continue;
    expansions.set(bare(short.text), long.key);
    ambiguous.delete(bare(short.text));
  }
  return names.map((name) => {
    const short = bare(name.text);
    const fixed = isAcronym(name.text) && Object.hasOwn(settled, short) ? settled[short] : undefined;
    const key = fixed ?? (isAcronym(name.text) && !ambiguous.has(short) ? expansions.get(short) : undefined);
    return key === undefined ? name : { ...name, key };
  });
}

const bare = (acronym: string): string => acronym.replace(/[.’']s?/g, '');
const isAcronym = (text: string): boolean => /^(?:\p{Lu}\.?){2,7}(?:[’']s)?$/u.test(text);

/** Initials with and without the small words: "DHS" and "DOHS". */
function initialsOf(name: string): string[] {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word));
  const main = words.filter((word) => !small.has(word.toLowerCase()));
  if (main.length < 2) return [];
  const upper = (list: string[]): string => list.map((word) => word[0]!.toUpperCase()).join('');
  return [...new Set([upper(main), upper(words)])];
}

/** In brackets a looser fit will do: the same first letter, and every letter found in order. */
function fits(short: string, long: string): boolean {
  const letters = bare(short).toLowerCase();
  const words = long.toLowerCase();
  if (letters[0] !== words.replace(/^the /, '')[0]) return false;
  let at = -1;
  for (const letter of letters) {
    at = words.indexOf(letter, at + 1);
    if (at === -1) return false;
  }
  return true;
}
