import { readWords, weightOf } from '@hearsay/text/lexicon';
import type { Gold } from './gold.js';

/**
 * The seeds with names, places and numbers replaced throughout, in texts and labels alike: what still works does not lean on them.
 * The same seed gives the same replacements.
 */
export function scrambleGold(gold: Gold, seed: number): Gold {
  const all = Object.values(gold.texts).join('\n');
  const names = nameTable(all, seed);
  const factor = [1.5, 2, 2.5][seed % 3]!;
  const change = (text: string) => scrambleText(text, names, factor);
  return mapStrings(gold, change);
}

/** Domains, files, dates and article ids stay: they are labels, not text. */
const kept = /^(?:\d{3}|.*\.(?:txt|example)|\d{4}-\d\d-\d\dT.*)$/;

function mapStrings<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return (kept.test(value) ? value : change(value)) as T;
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, change)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapStrings(each, change)])) as T;
}

function scrambleText(text: string, names: ReadonlyMap<string, string>, factor: number): string {
  return text
    .replace(/(?<![\w.])\p{Lu}[\p{L}]*(?:['’]\p{Lu}\p{L}+)?/gu, (word) => names.get(word) ?? word)
    .replace(
      /\b(four|eight) dozen\b/gi,
      (_, count: string) => `${words[words.indexOf(count.toLowerCase()) * factor] ?? count} dozen`,
    )
    .replace(
      /(?<![\d.,:/-])\d{1,3}(?:,\d{3})+(?![\d:])|(?<![\d.,:/-])\d{2,3}(?![\d:%.]\d|\d|%|st|nd|rd|th)/g,
      (digits) => scaled(digits, factor),
    );
}

const words =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

function scaled(digits: string, factor: number): string {
  const value = Number(digits.replaceAll(',', '')) * factor;
  const whole = Math.round(value);
  return digits.includes(',') ? whole.toLocaleString('en-US') : String(whole);
}

/** Capitalised words that are names: rare as words, or never written small in the texts. Months, days and titles stay. */
function nameTable(text: string, seed: number): Map<string, string> {
  const small = new Set(
    readWords(text)
      .filter((word) => !word.capital)
      .map((word) => word.norm),
  );
  const next = generator(seed);
  const table = new Map<string, string>();
  for (const word of readWords(text)) {
    if (!word.capital || table.has(word.text) || small.has(word.norm) || !isName(word.text)) continue;
    table.set(word.text, invent(word.text, next));
  }
  return table;
}

const staying =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day|U|S|US|America|Rep|Secretary|Director|President|FBI|EDT|PM|News|Post|House|Committee|Department|Office|Inspector|General|Group|Network|I|A|Oct|In|On|The)$/;

function isName(word: string): boolean {
  if (staying.test(word) || word.length < 2) return false;
  return word === word.toUpperCase() || weightOf(word.toLowerCase()) > 0.62;
}

const onsets = ['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 't', 'v', 'z'];
const vowels = ['a', 'e', 'i', 'o', 'u'];

/** A made-up word of about the same length and the same case; an acronym stays one, an ending of nationality too. */
function invent(word: string, next: () => number): string {
  const pick = (from: string[]) => from[Math.floor(next() * from.length)]!;
  if (word === word.toUpperCase())
    return [...word]
      .map((letter) => (/\p{L}/u.test(letter) ? pick([...onsets, ...vowels]).toUpperCase() : letter))
      .join('');
  let made = '';
  while (made.length < word.length) made += pick(onsets) + pick(vowels);
  const ending = /(?:stan|ans?|ian)$/.exec(word)?.[0] ?? '';
  const base = made.slice(0, Math.max(3, word.length - ending.length)) + ending;
  return base.charAt(0).toUpperCase() + base.slice(1);
}

/** A small linear congruential generator (constants of Numerical Recipes): the same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
