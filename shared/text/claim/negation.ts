import type { Candidate } from '../candidate/index.js';
import { lemmaOf } from '../lexicon/index.js';
import type { Entry } from './prepare.js';
import { tieOf, tieWorth } from './tie.js';

/** Verbs and nouns of telling, knowing and arranging: not to have announced, named or set a thing denies nothing of it. */
const ofTelling = new Set(
  (
    'announce answer apologise apologize ask available available believe clear comment confirm consider decide describe detail disclose discuss doubt ' +
    'elaborate evidence expect explain give hear help identify immediate indication information issue know matter mention mind mean name need oblige offer ' +
    'offend order plan problem proof provide publish question reach read reason recall receive release remember reply report respond response reveal say see set show ' +
    'sign specify speak state surprise suspect tell think time understand want way word worry write'
  ).split(' '),
);

/** "No other", "no more", "no longer", "no later": what is new is denied, not what was said. */
const ofDegree =
  /^(?:other|others|more|less|fewer|longer|later|sooner|further|new|additional|immediate|such|single|one|matter|doubt|wonder|way|point)$/i;
/** What may stand between "no" and its noun, at most. */
const noun =
  /\b(?:no|not (?:any|one|a single)|never any|without any|nor any) (?<words>[\p{L}’'-]+(?: [\p{L}’'-]+){0,2})/giu;
const ends =
  /^(?:of|in|on|at|to|for|with|is|are|was|were|has|have|had|been|be|and|or|that|who|which|between|from|by|as|after|before|about|over|under|among|into)$/i;

/** The nouns of which a clause says there are none. Empty where it only tells what is not known. */
export function negatedHeads({ text, predicates }: Candidate): Set<string> {
  const heads = new Set<string>();
  if (predicates.some(({ lemma, negated }) => negated && ofTelling.has(lemma))) return heads;
  for (const { groups } of text.matchAll(noun)) {
    const words = groups!.words!.split(' ').map((word) => word.replace(/[’']+$/, ''));
    const end = words.findIndex((word) => ends.test(word));
    const phrase = end === -1 ? words : words.slice(0, end);
    if (phrase.length === 0 || ofDegree.test(phrase[0]!)) continue;
    for (const word of phrase) heads.add(lemmaOf(word.toLowerCase()));
  }
  for (const head of heads) if (ofTelling.has(head)) heads.delete(head);
  return heads;
}

/** Endings that make a noun of a verb. */
const nounOfVerb = /(?:e?ment|al|ations?|ions?|ings?|ance|ence)$/;

/** The verbs that a noun may be made of: "agreement", "agree". */
export function verbsOf(lemma: string): string[] {
  const stem = lemma.replace(nounOfVerb, '');
  return stem === lemma || stem.length < shortestStem ? [] : [stem, `${stem}e`];
}

const shortestStem = 3;

/** Whether a clause has one of these words among its own, a synonym, or the verb that one of them is made of. */
export function hasHead({ terms }: Entry, heads: ReadonlySet<string>): boolean {
  return terms.some(({ lemma }) => [...heads].some((head) => isOneHead(head, lemma)));
}

export function isOneHead(head: string, lemma: string): boolean {
  return (
    tieOf(head, lemma) >= tieWorth.synonym || verbsOf(head).includes(lemma) || verbsOf(lemma).includes(head)
  );
}
