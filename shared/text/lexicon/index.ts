import type { Span } from '../span.js';
import antonymTable from './antonym.json' with { type: 'json' };
import frequencyTable from './frequency.json' with { type: 'json' };
import lemmaTable from './lemma.json' with { type: 'json' };
import synonymTable from './synonym.json' with { type: 'json' };

/** One word or number of a text. */
export interface Word extends Span {
  text: string;
  /** Lower case, straight apostrophe, without a possessive ending. */
  norm: string;
  /** Base form ("denied" → "deny"); the norm itself where none is known. */
  lemma: string;
  /** Grammar word that carries no content ("the", "was", "with"). */
  stop: boolean;
  /** How much the word tells, 0 (in every sentence) to 1 (rare or unknown). */
  weight: number;
  /** True for an upper-case first letter. */
  capital: boolean;
}

/** Longer texts are read up to here: a claim or a sentence never comes near it. */
const mostCharacters = 20_000;

/**
 * Abbreviations with points, numbers with separators (and a stuck suffix: "19M"), words with apostrophes. Hyphenated
 * words are read apart, so that "dual-lens" meets "dual lens".
 */
const wordPattern = /(?:\p{L}\.){2,}|\d+(?:[.,]\d+)*\p{L}{0,8}|\p{L}+(?:['’]\p{L}+)*/gu;

const stopWords = new Set(
  (
    'a an the this that these those and or but so if then than as of in on at by for from to with into onto over under about after before ' +
    'between through during against within i you he she it we they me him her us them my your his its our their mine who whom whose which ' +
    'what when where why how be have do will would shall should can could may might must there here also just very too such own same ' +
    "up down out off again further once both each some any all more most other only now s t 's d ll re ve m am is are was were been being has had " +
    'having does did doing while because until not no nor us it its'
  ).split(' '),
);

/** The rarest frequency in the table, and the most frequent: the ends of the scale of `weight`. */
const [rarest, commonest] = [2.3, 7];

const zipfOf = new Map(
  Object.entries(frequencyTable).flatMap(([band, words]) =>
    words.split(' ').map((word) => [word, Number(band.slice(1))] as const),
  ),
);
const lemmas = new Map(Object.entries(lemmaTable));
const antonyms = partners(antonymTable.map((pair) => pair.split(' ') as [string, string]));
const synonyms = partners(
  Object.entries(synonymTable).flatMap(([word, near]) =>
    near.split(' ').map((each) => [word, each] as [string, string]),
  ),
);

/** "havent": the apostrophe is lost in some feeds. */
const bareNegations = new Set(
  'havent hasnt hadnt dont doesnt didnt isnt arent wasnt werent wouldnt couldnt shouldnt'.split(' '),
);

/** Splits a text into words in order; at most its first 20,000 characters. */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  const read = text.slice(0, mostCharacters);
  wordPattern.lastIndex = 0;
  for (let match = wordPattern.exec(read); match !== null; match = wordPattern.exec(read))
    words.push(wordOf(match[0], match.index));
  return words;
}

/** What a word is wherever it stands. */
type Form = Omit<Word, 'text' | 'start' | 'end'>;

/** Forms read before: news says the same few thousand words again and again. Begun anew when full, about 4 MB. */
const forms = new Map<string, Form>();
const mostForms = 20_000;
/** V8 keeps the whole text in memory for a piece of 13 units and more that was cut from it. */
const longestForm = 12;

function wordOf(text: string, start: number): Word {
  const { norm, lemma, stop, weight, capital } = forms.get(text) ?? keepForm(text);
  return { text, start, end: start + text.length, norm, lemma, stop, weight, capital };
}

function keepForm(text: string): Form {
  const form = formOf(text);
  if (text.length > longestForm) return form;
  if (forms.size >= mostForms) forms.clear();
  forms.set(text, form);
  return form;
}

function formOf(text: string): Form {
  const norm = normalizeWord(text);
  const lemma = lemmaOf(norm);
  const stop = lemma === 'not' || stopWords.has(norm) || stopWords.has(lemma);
  return { norm, lemma, stop, weight: stop ? 0.05 : weightOf(norm), capital: /^\p{Lu}/u.test(text) };
}

/** Lower case, straight apostrophe, no possessive ending, "U.S." becomes "u.s.". */
export function normalizeWord(text: string): string {
  const lower = text.toLowerCase().replaceAll('’', "'");
  return lower.length > 2 && lower.includes("'")
    ? lower.replace(/'s$|s'$(?<=\w{3}s')/, (end) => (end === "s'" ? 's' : ''))
    : lower;
}

/** The base form of a normalised word: table first, then a plain -s or -'s; unknown words stay. */
export function lemmaOf(norm: string): string {
  if (norm.endsWith("n't") || bareNegations.has(norm)) return 'not';
  const known = lemmas.get(norm);
  if (known !== undefined) return known;
  if (zipfOf.has(norm) || norm.length < 5 || !/[^s]s$/.test(norm)) return norm;
  return norm.slice(0, -1);
}

/** 0 (the commonest words) to 1 (rare, unknown or a number), from word frequencies of SUBTLEX-US. */
export function weightOf(norm: string): number {
  const zipf = zipfOf.get(norm) ?? zipfOf.get(lemmaOf(norm)) ?? rarest;
  return Math.min(1, Math.max(0.05, (commonest - zipf) / (commonest - rarest)));
}

/** True where WordNet marks the two lemmas as opposites ("accept", "reject"). */
export function areAntonyms(a: string, b: string): boolean {
  return antonyms.get(a)?.has(b) ?? false;
}

/** True where two lemmas share one of their first senses in WordNet or one is derived from the other. */
export function areSynonyms(a: string, b: string): boolean {
  return a === b || (synonyms.get(a)?.has(b) ?? false);
}

const none: ReadonlySet<string> = new Set();

/** All lemmas that are synonyms of this one in the sense of `areSynonyms`, without itself. */
export function synonymsOf(lemma: string): ReadonlySet<string> {
  return synonyms.get(lemma) ?? none;
}

/** All lemmas that are opposites of this one in the sense of `areAntonyms`. */
export function antonymsOf(lemma: string): ReadonlySet<string> {
  return antonyms.get(lemma) ?? none;
}

/** True for words of the general vocabulary; names and slips of the pen are mostly not in it. */
export function isKnownWord(norm: string): boolean {
  return zipfOf.has(norm);
}

/** Each word with all it is paired with, in either order. */
function partners(pairs: readonly [string, string][]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const put = (from: string, to: string): void => {
    const known = found.get(from);
    if (known === undefined) found.set(from, new Set([to]));
    else known.add(to);
  };
  for (const [a, b] of pairs) {
    put(a, b);
    put(b, a);
  }
  return found;
}
