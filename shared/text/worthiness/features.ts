import { isKnownWord, readWords, type Word } from '../lexicon/index.js';
import { classesByWord } from './classes.js';

export type Features = Record<string, number>;

/** Speech and news sentences end long before; what stands after is not read. */
const mostCharacters = 2000;

/** What a sentence is judged worth checking by: its shape, classes of words, and its words alone and in twos. */
export function worthinessFeatures(sentence: string): Features {
  const { dense, tokens } = readWorth(sentence);
  for (const token of tokens) dense[token] = 1;
  return dense;
}

/** The same, the words apart as names of features whose value is 1: nothing is built that only a sum needs. */
export function readWorth(sentence: string): { dense: Features; tokens: Set<string> } {
  const text = sentence.slice(0, mostCharacters);
  const words = readWords(text);
  return {
    dense: Object.assign(shapeFeatures(text, words), classFeatures(words)),
    tokens: wordFeatures(words),
  };
}

const flag = (condition: boolean): number => (condition ? 1 : 0);

function shapeFeatures(text: string, words: Word[]): Features {
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

function classFeatures(words: Word[]): Features {
  const features: Features = {};
  const hits = new Map<string, number>();
  for (const word of words) for (const name of classesOf(word)) hits.set(name, (hits.get(name) ?? 0) + 1);
  for (const [name, count] of hits) {
    features[`class:${name}`] = 1;
    features[`class:${name}:many`] = flag(count > 1);
  }
  const past = words.filter((word) => isPast(word)).length;
  features['class:past'] = flag(past > 0);
  features['class:pasts'] = Math.min(2, past / 2);
  return Object.assign(features, meetings(features, words));
}

const noClasses: readonly string[] = [];

function classesOf({ norm, lemma }: Word): readonly string[] {
  const own = classesByWord.get(norm) ?? noClasses;
  if (norm === lemma) return own;
  const base = classesByWord.get(lemma) ?? noClasses;
  return own.length === 0 ? base : base.length === 0 ? own : [...new Set([...own, ...base])];
}

/** What a class meets: "we lost # jobs" is checkable, "we can do better" is not. */
function meetings(features: Features, words: Word[]): Features {
  const has = (name: string) => (features[`class:${name}`] ?? 0) > 0;
  const number = words.some(isNumber);
  return {
    'meet:number+trend': flag(number && has('trend')),
    'meet:number+unit': flag(number && has('unit')),
    'meet:other+record': flag(has('otherPerson') && has('record')),
    'meet:self+record': flag(has('self') && has('record')),
    'meet:self+opinion': flag(has('self') && has('opinion')),
    'meet:self+future': flag((has('self') || has('we')) && has('future')),
    'meet:extreme+we': flag(has('extreme') && has('we')),
    'meet:past+other': flag(features['class:past'] === 1 && has('otherPerson')),
    'meet:past+number': flag(features['class:past'] === 1 && number),
  };
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

function wordFeatures(words: Word[]): Set<string> {
  const features = new Set<string>();
  let before = '^';
  for (const word of words) {
    const token = isNumber(word) ? numberToken(word) : word.norm;
    features.add(`w:${token}`);
    if (word.lemma !== word.norm) features.add(`l:${word.lemma}`);
    features.add(`w:${before} ${token}`);
    before = token;
  }
  features.add(`w:${before} $`);
  return features;
}

function isNumber(word: Word): boolean {
  return /^\d/.test(word.norm);
}

function numberToken(word: Word): string {
  if (/^(?:19|20)\d\d$/.test(word.norm)) return '#year';
  return /,|\d{4}/.test(word.norm) ? '#big' : '#';
}
