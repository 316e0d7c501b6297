import type { Candidate } from '../candidate/index.js';
import { readWords, synonymsOf, weightOf } from '../lexicon/index.js';
import type { Quantity } from '../quantity/index.js';
import { absenceOf } from './absence.js';
import { clockOf } from './figure.js';
import { mentionId } from './identity.js';
import { beginningOf } from './tie.js';
import { conceptOf, type Toll, tollOf } from './toll.js';
import type { StoryArticle } from './types.js';

/** A content word and how much it tells in general, 0..1. */
export interface Term {
  lemma: string;
  weight: number;
  synonyms: readonly string[];
  /** Its first letters, where it is long enough to share a beginning with another. */
  beginning: string | null;
}

/** A candidate with what matching reads of it, made once. */
export interface Entry {
  id: string;
  article: StoryArticle;
  candidate: Candidate;
  terms: Term[];
  /** Each lemma with its place in `terms`. */
  lemmas: ReadonlyMap<string, number>;
  /** Places in `terms` by the first letters of the lemma (see tie.ts). */
  beginnings: ReadonlyMap<string, number[]>;
  /** Words of the rest of its sentence. */
  context: ReadonlySet<string>;
  quantities: Quantity[];
  /** All its words in order, normalised: for comparing quotations. */
  words: string[];
  /** The same as they are spelt. */
  shown: string[];
  /** A quoted phrase inside another clause. */
  phrase: boolean;
  /** How many it says were killed or hurt. */
  toll: Toll | null;
  /** What it says there is none of ("there has been no recall": recall). */
  absence: string | null;
  /** The minute of the day at which it says something happened. */
  clock: number | null;
}

/** Counts of time say little about which claim it is ("in the past three years"). */
const timeUnits = new Set(['second', 'minute', 'hour', 'day', 'week', 'month', 'year', 'decade']);

/** A count of time tells which claim it is only where it is an odd one ("127 weeks", "3.5 years"), and no age. */
function tellsClaim({ unit, value, end }: Quantity, text: string): boolean {
  if (!timeUnits.has(unit ?? '')) return true;
  if (/^[- ]?(?:year|month|week|day)?s?[- ]old\b/i.test(text.slice(end))) return false;
  return !Number.isInteger(value) || (value >= leastOdd && value % 10 !== 0 && value % 12 !== 0);
}

const leastOdd = 21;

/** How far around a number the words stand that say it holds no longer, in UTF-16 units. */
const replacedReach = 40;
const replacedBefore =
  /(?:\b(?:up|down|revised|raised|lowered|increased|reduced) from(?: (?:an?|the) (?:earlier|initial|previous|first)(?: \p{L}+){0,2}(?: of)?)?|\brather than|\binstead of|\bfrom an? (?:earlier|initial|previous)(?: \p{L}+){0,2}(?: of)?) (?:the )?$/iu;
const notBefore = /, not (?:the )?$/i;

/** "Eight hurt, up from six", "96,000 jars, not 90,000": the number that held before is not what is claimed. */
export function isReplaced({ start, end }: Quantity, text: string): boolean {
  const before = text.slice(Math.max(0, start - replacedReach), start);
  if (replacedBefore.test(before)) return true;
  return notBefore.test(before) && /^(?: \p{L}+)?(?:$|[,.;]| as\b)/u.test(text.slice(end));
}

/** "… was found in two of them" counts others than "two shops" does. */
function ofGroup(quantity: Quantity, text: string): Quantity {
  const isPart = quantity.unit === null && /^ of (?:them|those|these)$/i.test(text.slice(quantity.end));
  return isPart ? { ...quantity, unit: 'one of them' } : quantity;
}

/** Words that tie a sentence to its text or date it loosely: a retelling puts others in their place. */
const framing = new Set(
  (
    'however meanwhile moreover although according also recently currently earlier later already still yet soon several many another various ' +
    'number include addition instead despite just even around approximately late early month week day year today yesterday ago time monday tuesday wednesday thursday friday saturday sunday'
  ).split(' '),
);
const framingShare = 0.4;

/** True for words that a retelling changes freely. */
export const isFraming = (lemma: string): boolean => framing.has(lemma);

/** The words of the names in a clause, in small letters. */
export function nameWords({ candidate }: Entry): string[] {
  return candidate.names.flatMap((name) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u));
}

export function prepare(article: StoryArticle, candidate: Candidate): Entry {
  const lemmas = [...new Set(candidate.terms.map(conceptOf))];
  const shown = plainWords(candidate.text);
  const entry: Entry = {
    id: mentionId(article.id, article.revision, candidate),
    article,
    candidate,
    terms: lemmas.map(termOf),
    lemmas: new Map(lemmas.map((lemma, place) => [lemma, place])),
    beginnings: byBeginning(lemmas),
    context: new Set(candidate.context.map(conceptOf)),
    quantities: candidate.quantities
      .filter((each) => tellsClaim(each, candidate.text) && !isReplaced(each, candidate.text))
      .map((each) => ofGroup(each, candidate.text)),
    words: shown.map(inOneSpelling),
    shown,
    phrase: candidate.host !== null,
    toll: null,
    absence: absenceIn(candidate),
    clock: clockOf(candidate.text),
  };
  return { ...entry, toll: tollOf(entry) };
}

function absenceIn({ text }: Candidate): string | null {
  const absent = absenceOf(text);
  return absent === null ? null : conceptOf(absent);
}

/** Terms made before: the claims of all stories have them in common. Begun anew when full, about 5 MB. */
const terms = new Map<string, Term>();
const mostTerms = 20_000;

export function termOf(lemma: string): Term {
  const known = terms.get(lemma);
  if (known !== undefined) return known;
  if (terms.size >= mostTerms) terms.clear();
  const weight = weightOf(lemma) * (framing.has(lemma) ? framingShare : 1);
  const term = { lemma, weight, synonyms: [...synonymsOf(lemma)], beginning: beginningOf(lemma) };
  terms.set(lemma, term);
  return term;
}

function byBeginning(lemmas: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, lemma] of lemmas.entries()) {
    const { beginning } = termOf(lemma);
    if (beginning !== null) places.set(beginning, [...(places.get(beginning) ?? []), place]);
  }
  return places;
}

/** What an editor may do to quoted words without altering them: glosses in parentheses, brackets. */
function plainWords(text: string): string[] {
  return readWords(text.replace(/\([^()]{0,80}\)/g, ' ').replace(/[[\]]/g, ''))
    .map((word) => word.norm)
    .filter((word) => word !== 's');
}

/** British or American. */
function inOneSpelling(word: string): string {
  if (!/is|our/.test(word)) return word;
  return word
    .replace(/(?<=\w{3})is(?=e|ing|ation)/, 'iz')
    .replace(/(?<=\w{2})our(?=$|s$|ed$|ing$|hood)/, 'or');
}
