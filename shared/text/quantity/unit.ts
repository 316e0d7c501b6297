import { readTokens, type Token } from '../token/index.js';
import type { Piece } from './lexer.js';
import { currencyWords } from './numerals.js';

/** A unit as read after a number, and the piece after the words that name it (unit words only, not counted nouns). */
export interface Unit {
  unit: string | null;
  to: number;
}

const irregular: Readonly<Record<string, string>> = {
  people: 'person',
  persons: 'person',
  men: 'man',
  women: 'woman',
  children: 'child',
  lives: 'life',
  troops: 'troop',
  police: 'officer',
  feet: 'foot',
  miles: 'mile',
  km: 'kilometre',
  kilometers: 'kilometre',
  kilometres: 'kilometre',
  kilometer: 'kilometre',
  kg: 'kilogram',
  lbs: 'pound',
  meters: 'metre',
  metres: 'metre',
  meter: 'metre',
  tonnes: 'tonne',
  tons: 'ton',
  mph: 'mph',
};

/** Words between a number and its noun that say nothing of it. */
const skipped = new Set(
  'of the these those this that his her its their our my such other more additional further new extra'.split(
    ' ',
  ),
);
/** Nouns that end a noun run: a time or place phrase follows without a preposition. */
const stopNouns = new Set(
  'monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight january february march april june july august september october november december'.split(
    ' ',
  ),
);
const longestRun = 8;

/** The unit written against or right after the number: "%", "percentage points", a currency. Null if the noun must be looked for. */
export function readMarkedUnit(pieces: Piece[], to: number): Unit | null {
  const lower = (offset: number): string => pieces[to + offset]?.lower ?? '';
  if (lower(0) === '%') return { unit: '%', to: to + 1 };
  if (lower(0) === '-' && lower(1) === 'percent') return { unit: '%', to: to + 2 };
  const gap = lower(0) === 'percentage' ? 1 : 0;
  if (gap === 1 && /^points?$/.test(lower(1))) return { unit: 'percentage point', to: to + 2 };
  if (lower(0) === 'percent' || lower(0) === 'pct') return { unit: '%', to: to + 1 };
  if (lower(0) === 'per' && lower(1) === 'cent') return { unit: '%', to: to + 2 };
  const dash = lower(0) === '-' ? 1 : 0;
  const nation = /^(?:u\.s|us|american)$/.test(lower(dash))
    ? pieces[to + dash + 1]?.text === '.'
      ? 2
      : 1
    : 0;
  const currency = currencyWords[lower(dash + nation)];
  if (currency !== undefined && Object.hasOwn(currencyWords, lower(dash + nation)))
    return { unit: currency, to: to + dash + nation + 1 };
  return null;
}

/** Finds the thing counted: the head of the noun run after the number, singular; null if no noun follows. */
export function createUnitFinder(text: string): (from: number) => string | null {
  let tokens: readonly Token[] | null = null;
  return (from) => {
    tokens ??= readTokens(text);
    const at = firstFrom(tokens, from);
    if (at === tokens.length) return null;
    const compound = compoundUnit(tokens, at, from);
    if (compound !== null) return compound;
    const unit = headNoun(tokens, at);
    return unit !== null && Object.hasOwn(currencyWords, unit) ? currencyWords[unit]! : unit;
  };
}

/** Index of the first token that starts at or after an offset (binary search). */
function firstFrom(tokens: readonly Token[], offset: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** "a 31-page report", "a seven-member court": the noun against the hyphen is what is counted. */
function compoundUnit(tokens: readonly Token[], at: number, from: number): string | null {
  const [dash, noun] = [tokens[at]!, tokens[at + 1]];
  if (!/^[-‐‑]$/.test(dash.text) || dash.start !== from || noun?.start !== dash.end) return null;
  return isNoun(noun) ? singular(noun) : null;
}

function headNoun(tokens: readonly Token[], first: number): string | null {
  let head: Token | null = null;
  const stop = Math.min(tokens.length, first + longestRun);
  for (let at = first; at < stop; at += 1) {
    const token = tokens[at]!;
    const lower = token.text.toLowerCase();
    if (head === null && (skipped.has(lower) || token.text === '-')) continue;
    if (lower === 'them' || lower === 'us' || lower === 'whom' || lower === 'which') return null;
    if (isNoun(token) && !stopNouns.has(lower)) {
      head = token;
      continue;
    }
    if (!isModifier(token, tokens[at + 1])) break;
    if (head !== null && token.pos !== 'PROPN') break;
  }
  return head === null ? null : singular(head);
}

const isNoun = (token: Token): boolean =>
  token.pos === 'NOUN' || irregular[token.text.toLowerCase()] !== undefined;

/** Adjectives, participles before a noun and names ("400 Central Asian migrants", "two arrested men"). */
function isModifier(token: Token, next: Token | undefined): boolean {
  if (token.pos === 'ADJ' || token.pos === 'PROPN' || token.pos === 'NUM') return true;
  if (token.text === '-' || token.text === '’s' || token.text === "'s") return true;
  if (token.pos === 'VERB' && /(?:ed|ing)$/.test(token.text))
    return next?.pos === 'NOUN' || next?.pos === 'ADJ';
  return token.pos === 'ADV' && next?.pos === 'ADJ';
}

/** wink keeps some plurals as they are; the common endings are taken off where its lemma changed nothing. */
function singular(token: Token): string {
  const lower = token.text.toLowerCase();
  const known = Object.hasOwn(irregular, lower) ? irregular[lower] : undefined;
  if (known !== undefined) return known;
  if (token.lemma !== lower) return token.lemma;
  if (/[^aeiou]ies$/.test(lower) && lower.length > 4) return `${lower.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(lower)) return lower.slice(0, -2);
  return /[^su]s$/.test(lower) && lower.length > 3 ? lower.slice(0, -1) : lower;
}
