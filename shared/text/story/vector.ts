import { type Idf, weightOf } from './idf.js';
import { namedWords } from './named.js';
import { stem } from './stem.js';
import { STOPWORDS } from './stopword.js';
import { type Word, words } from './word.js';

/** What the story assignment reads of an article. */
export interface StoryText {
  id: string;
  outlet: string;
  title: string | null;
  text: string;
  /** ISO 8601; null where it is not known (then time says nothing). */
  published: string | null;
  /** Keys of the names that were found (`Name.key`); may be empty, capitalised words are read anyway. */
  names: string[];
}

/** An article as the assignment compares it: JSON-serialisable, of bounded size. */
export interface StoryVector {
  /** Stem → weight; the whole has Euclidean length 1. At most {@link MAX_TERMS}. */
  terms: Record<string, number>;
  /** Word of a proper name → weight; length 1. At most {@link MAX_NAMES}. */
  names: Record<string, number>;
  /** Numbers as written in digits, without thousands separators. At most {@link MAX_NUMBERS}. */
  numbers: string[];
  /** The rarest, weightiest stems: what the store looks candidates up by. At most {@link MAX_KEYS}. */
  keys: string[];
  published: string | null;
  /** Stems of `keys` and `names` as a person writes them, where that differs. */
  spelled?: Record<string, string>;
}

/** A stem as the article writes it; explanations are for people. */
export function spell(key: string, { spelled }: StoryVector): string {
  return spelled !== undefined && Object.hasOwn(spelled, key) ? (spelled[key] as string) : key;
}

/** Below 60 terms the online F1 on ECB+ falls; above 100 it no longer rises. */
export const MAX_TERMS = 80;
export const MAX_NAMES = 24;
export const MAX_NUMBERS = 24;
/** Lookups per article; see `npm run eval -- stories` for the share of right stories they find. */
export const MAX_KEYS = 24;

/** A word of the headline counts as this many words of the body (2 to 5 do about equally well; a boost for the lead did not help). */
const TITLE_BOOST = 3;
/**
 * Makes the vector by which an article is compared with stories.
 * @param idf document frequencies: {@link newsIdf}, or that plus a rolling one
 */
export function storyVector(article: StoryText, idf: Idf): StoryVector {
  const title = article.title === null ? [] : words(article.title);
  const body = words(article.text);
  const counts = countStems(title, body);
  const named = namedWords(title, body, article.names);
  const terms = weigh(counts, idf, MAX_TERMS);
  const names = weigh(nameCounts(named, counts), idf, MAX_NAMES);
  const keys = terms.slice(0, MAX_KEYS).map(([term]) => term);
  return {
    terms: asRecord(unit(terms)),
    names: asRecord(unit(names)),
    numbers: numbersOf([...title, ...body]),
    keys,
    published: article.published,
    spelled: spellings(new Set([...keys, ...names.map(([name]) => name)]), [...body, ...title], named),
  };
}

/** How often each stem comes in a text, stopwords and numbers left out; a fourth of the cost of a whole vector. */
export function stemCounts(text: string): Map<string, number> {
  return countStems([], words(text));
}

/** The terms of a text by the counts of its stems, as `storyVector` has them: stem → weight, of length 1. */
export function termWeights(counts: ReadonlyMap<string, number>, idf: Idf): Map<string, number> {
  return new Map(unit(weigh(counts, idf, MAX_TERMS)));
}

/** How these stems are written in the text: the first form of each; names with a capital. */
function spellings(keys: Set<string>, all: Word[], named: Set<string>): Record<string, string> {
  const missing = new Set(keys);
  const found: Record<string, string> = Object.create(null);
  for (const { lower, digit } of all) {
    if (missing.size === 0) break;
    if (digit) continue;
    for (const part of lower.includes('-') ? lower.split('-') : [lower]) {
      const key = stemOnce(part);
      if (!missing.delete(key)) continue;
      const bare = part.endsWith("'s") ? part.slice(0, -2) : part;
      const form = named.has(bare) ? `${bare.charAt(0).toUpperCase()}${bare.slice(1)}` : bare;
      if (form !== key) found[key] = form;
    }
  }
  return found;
}

function countStems(title: Word[], body: Word[]): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (word: Word, by: number): void => {
    if (word.digit || word.lower.length < 2) return;
    for (const key of keysOf(word.lower)) counts.set(key, (counts.get(key) ?? 0) + by);
  };
  for (const word of title) add(word, TITLE_BOOST);
  for (const word of body) add(word, 1);
  return counts;
}

/** Words whose stems are remembered: the few ten thousand of the news make up nearly all of a text. */
const mostRemembered = 50_000;
const remembered = new Map<string, readonly string[]>();

const stems = new Map<string, string>();

function stemOnce(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const found = stem(word);
  if (stems.size >= mostRemembered) stems.clear();
  stems.set(word, found);
  return found;
}

/** The stems a lower-case word is counted under: none for a stopword, one for each part of a compound. */
function keysOf(lower: string): readonly string[] {
  const known = remembered.get(lower);
  if (known !== undefined) return known;
  const parts = STOPWORDS.has(lower) ? [] : lower.includes('-') ? lower.split('-') : [lower];
  const keys = parts.filter((part) => !STOPWORDS.has(part)).map(stemOnce);
  const telling = keys.filter((key) => key.length > 1);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(lower, telling);
  return telling;
}

function nameCounts(named: Set<string>, counts: Map<string, number>): Map<string, number> {
  const found = new Map<string, number>();
  for (const word of named) {
    const key = stem(word);
    found.set(key, counts.get(key) ?? 1);
  }
  return found;
}

function weigh(counts: ReadonlyMap<string, number>, idf: Idf, most: number): [string, number][] {
  const weighed: [string, number][] = [];
  for (const [key, count] of counts) {
    const weight = (1 + Math.log(count)) * weightOf(idf, key);
    if (weight > 0) weighed.push([key, weight]);
  }
  weighed.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return weighed.slice(0, most);
}

function unit(weighed: [string, number][]): [string, number][] {
  const length = Math.sqrt(weighed.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return weighed.map(([key, weight]) => [key, Math.round((weight / length) * 1e4) / 1e4]);
}

/** An object that is a dictionary from the start: with a prototype, V8 would learn a shape of its own for every article. */
function asRecord(entries: [string, number][]): Record<string, number> {
  const record: Record<string, number> = Object.create(null);
  for (const [key, value] of entries) record[key] = value;
  return record;
}

function numbersOf(all: Word[]): string[] {
  const found = new Set<string>();
  for (const word of all) {
    if (!word.digit || found.size >= MAX_NUMBERS) continue;
    const digits = word.lower.replace(/,(?=\d{3})/g, '').match(/^\d+(?:\.\d+)?/);
    if (digits !== null) found.add(digits[0]);
  }
  return [...found];
}
