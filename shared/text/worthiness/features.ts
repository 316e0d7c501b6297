import { isKnownWord, readWords, type Word } from '../lexicon/index.js';
import { classesByWord, type WordClass } from './classes.js';

export type Features = Record<string, number>;

/** Speech and news sentences end long before; what stands after is not read. */
const mostCharacters = 2000;

/** What a sentence is judged worth checking by: its shape, classes of words, and its words alone and in twos. */
export function worthinessFeatures(sentence: string): Features {
  const words = readWorthWords(sentence);
  const features: Features = {};
  denseFeatures(sentence, words, (name, value) => {
    features[name] = value;
  });
  eachWord(words, (before, token, lemma) => {
    if (token !== null) features[`w:${token}`] = 1;
    if (lemma !== null) features[`l:${lemma}`] = 1;
    features[`w:${before} ${token ?? '$'}`] = 1;
  });
  return features;
}

/** The words of a sentence, as far as it is read. */
export function readWorthWords(sentence: string): Word[] {
  return readWords(sentence.slice(0, mostCharacters));
}

/** Takes one feature. */
type Put = (name: string, value: number) => void;

/** Gives shape and classes of words, always in the same order: sums of numbers depend on it. */
export function denseFeatures(sentence: string, words: readonly Word[], put: Put): void {
  const shape = shapeFeatures(sentence.slice(0, mostCharacters), words);
  for (const name in shape) put(name, shape[name]!);
  classFeatures(words, put);
}

const flag = (condition: boolean): number => (condition ? 1 : 0);

function shapeFeatures(text: string, words: readonly Word[]): Features {
  const numbers = words.filter((word) => isNumber(word));
  const names = words.filter((word, i) => i > 0 && word.capital && !word.stop && word.norm !== 'i');
  const content = words.filter((word) => !word.stop);
  const weight = content.reduce((sum, word) => sum + word.weight, 0);
  return {
    'shape:length': Math.log(1 + words.length) / 3,
    'shape:short': flag(words.length < 6),
    'shape:tiny': flag(words.length < 4),
    'shape:long': flag(words.length > 25),
    'shape:content': Math.min(2, content.length / 10),
    'shape:weight': Math.min(2, weight / 5),
    'shape:meanWeight': content.length === 0 ? 0 : weight / content.length,
    'shape:numbers': Math.min(3, numbers.length),
    'shape:number': flag(numbers.length > 0),
    'shape:bigNumber': flag(numbers.some((word) => /\d,\d{3}|\d{5}/.test(word.text))),
    'shape:year': flag(numbers.some((word) => /^(?:19|20)\d\d$/.test(word.text))),
    'shape:percent': flag(/%|\bper ?cent\b/i.test(text)),
    'shape:money': flag(/[$£€]\s?\d|\b(?:dollars?|euros?|pounds)\b/i.test(text)),
    'shape:names': Math.min(3, names.length),
    'shape:name': flag(names.length > 0),
    'shape:unknownNames': Math.min(2, names.filter((word) => !isKnownWord(word.norm)).length),
    'shape:asks': flag(/\?/.test(text)),
    'shape:exclaims': flag(/!/.test(text)),
    'shape:breaksOff': flag(/(?:\.\.\.|…|--|—)["”]?\s*$/.test(text)),
    'shape:dashes': flag(/--|—/.test(text)),
    'shape:quotes': flag(/["“”]/.test(text)),
    'shape:commas': Math.min(2, (text.match(/,/g)?.length ?? 0) / 2),
    'shape:startsLow': flag(/^[a-z.…]/.test(text)),
  };
}

function classFeatures(words: readonly Word[], put: Put): void {
  const hits = new Map<WordClass, number>();
  for (const word of words) for (const each of classesOf(word)) hits.set(each, (hits.get(each) ?? 0) + 1);
  for (const [{ one, many }, count] of hits) {
    put(one, 1);
    put(many, flag(count > 1));
  }
  const past = words.filter((word) => isPast(word)).length;
  put('class:past', flag(past > 0));
  put('class:pasts', Math.min(2, past / 2));
  const names = new Set([...hits.keys()].map(({ name }) => name));
  meetings((name) => names.has(name), past > 0, words.some(isNumber), put);
}

const noClasses: readonly WordClass[] = [];

function classesOf({ norm, lemma }: Word): readonly WordClass[] {
  const own = classesByWord.get(norm) ?? noClasses;
  if (norm === lemma) return own;
  const base = classesByWord.get(lemma) ?? noClasses;
  return own.length === 0 ? base : base.length === 0 ? own : [...new Set([...own, ...base])];
}

/** What a class meets: "we lost # jobs" is checkable, "we can do better" is not. */
function meetings(has: (name: string) => boolean, past: boolean, number: boolean, put: Put): void {
  put('meet:number+trend', flag(number && has('trend')));
  put('meet:number+unit', flag(number && has('unit')));
  put('meet:other+record', flag(has('otherPerson') && has('record')));
  put('meet:self+record', flag(has('self') && has('record')));
  put('meet:self+opinion', flag(has('self') && has('opinion')));
  put('meet:self+future', flag((has('self') || has('we')) && has('future')));
  put('meet:extreme+we', flag(has('extreme') && has('we')));
  put('meet:past+other', flag(past && has('otherPerson')));
  put('meet:past+number', flag(past && number));
}

/** A form that is not its lemma and ends or is listed as a past: "-ed", or an irregular form. */
function isPast(word: Word): boolean {
  if (word.norm === word.lemma) return false;
  return word.norm.endsWith('ed') || irregularPasts.has(word.norm);
}

const irregularPasts = new Set(
  (
    'was were had did said went took gave got came made saw knew found told became left felt brought began kept held wrote stood lost paid met ran ' +
    'led built sent spent grew fell rose won voted broke spoke drew drove chose sold bought thought fought threw taught caught sought dealt struck'
  ).split(' '),
);

/**
 * Gives each word as the model knows it with the one before it ("^" before the first) and its lemma, where that is another; after the
 * last word null with that word.
 */
export function eachWord(
  words: readonly Word[],
  take: (before: string, token: string | null, lemma: string | null) => void,
): void {
  let before = '^';
  for (const word of words) {
    const token = isNumber(word) ? numberToken(word) : word.norm;
    take(before, token, word.lemma === word.norm ? null : word.lemma);
    before = token;
  }
  take(before, null, null);
}

function isNumber(word: Word): boolean {
  return /^\d/.test(word.norm);
}

function numberToken(word: Word): string {
  if (/^(?:19|20)\d\d$/.test(word.norm)) return '#year';
  return /,|\d{4}/.test(word.norm) ? '#big' : '#';
}
