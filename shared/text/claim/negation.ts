import type { Candidate } from '../candidate/index.js';
import { lemmaOf } from '../lexicon/index.js';
import type { Draft } from './draft.js';
import { isState } from './opposite.js';
import { type Entry, nameWords, termOf } from './prepare.js';
import {
  mostCompared,
  notFlat,
  prominenceOf,
  refuses,
  refusing,
  type Scene,
  sameVoice,
  saysNo,
} from './scene.js';
import { type Dispute, denial, statesOppose } from './speech.js';
import { tieOf, tieWorth } from './tie.js';
import type { StoryWeights } from './weight.js';

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
function negatedHeads({ text, predicates }: Candidate): Set<string> {
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
function verbsOf(lemma: string): string[] {
  const stem = lemma.replace(nounOfVerb, '');
  return stem === lemma || stem.length < shortestStem ? [] : [stem, `${stem}e`];
}

const shortestStem = 3;

/** Whether a clause has one of these words among its own, a synonym, or the verb that one of them is made of. */
function hasHead({ terms }: Entry, heads: ReadonlySet<string>): boolean {
  return terms.some(({ lemma }) => [...heads].some((head) => isOneHead(head, lemma)));
}

function isOneHead(head: string, lemma: string): boolean {
  return (
    tieOf(head, lemma) >= tieWorth.synonym || verbsOf(head).includes(lemma) || verbsOf(lemma).includes(head)
  );
}

/** Share of a denial's words that the claim has, where one of the two is what the denial says is not so. */
const leastOfHeads = 0.45;

/** "There is no deal and no fee", said by somebody where others tell of a fee: the claim that has what is said not to be. Null where none has. */
export function disputeHeads(entry: Entry, scene: Scene): Dispute | null {
  const { text, speaker, refutes } = entry.candidate;
  if (refutes === null && (speaker === null || notFlat.test(text))) return null;
  const words = ownWords(entry);
  const heads = refutes === null ? negatedHeads(entry.candidate) : new Set(words);
  const meets = (other: Entry) =>
    refutes !== null
      ? hasHead(other, heads)
      : (heads.size > 0 && hasHead(other, heads)) || statesOppose(other, entry);
  let best: Answered | null = null;
  for (const draft of scene.index.near(withVerbs(entry, heads), scene.weights)) {
    const prominence = prominenceOf(draft);
    for (const { entry: other, relation } of draft.found.slice(0, mostCompared)) {
      if (relation === 'disputes' || other === entry || other.phrase || sameVoice(other, entry)) continue;
      if (saysNo.test(other.candidate.text) || refuses(other) || !meets(other)) continue;
      const answered = answeredBy(entry, words, other, scene.weights);
      const rank = answered === null ? 0 : answered.cover + prominence;
      if (answered !== null && rank > (best?.rank ?? 0)) best = { ...answered, draft, rank };
    }
  }
  if (best === null) return null;
  const why = `Says that it is not so: ${best.shared.slice(0, 6).join(', ')}.`;
  return { draft: best.draft, found: denial(entry, 'claim', 0.35 + best.cover / 4, why) };
}

interface Answered {
  draft: Draft;
  shared: string[];
  cover: number;
  rank: number;
}

/** How much of a denial's words a claim has; null where that is too little, or only names. */
function answeredBy(
  entry: Entry,
  words: readonly string[],
  other: Entry,
  weights: StoryWeights,
): Pick<Answered, 'shared' | 'cover'> | null {
  const states = statesOppose(other, entry);
  const own = states ? words.filter((word) => !isState(word)) : words;
  const { cover, shared } = coverBy(own, other, weights);
  const names = new Set(nameWords(entry));
  const telling = states ? shared : shared.filter((word) => !names.has(word));
  const enough = states ? 1 : 2;
  return cover < leastOfHeads || telling.length === 0 || shared.length < enough ? null : { shared, cover };
}

/** The words of a denial without who denies, and without "denied". */
function ownWords({ terms, candidate }: Entry): string[] {
  const who = `${candidate.speaker ?? ''} ${candidate.role ?? ''}`.toLowerCase();
  return terms.map(({ lemma }) => lemma).filter((lemma) => !refusing.test(lemma) && !who.includes(lemma));
}

/** Found by the verbs of its nouns, too. */
function withVerbs(entry: Entry, heads: ReadonlySet<string>): Entry {
  const verbs = [...heads].flatMap(verbsOf).filter((verb) => !entry.lemmas.has(verb));
  return verbs.length === 0 ? entry : { ...entry, terms: [...entry.terms, ...verbs.map(termOf)] };
}

/** The share of these words that a clause has, by what they tell. */
function coverBy(
  words: readonly string[],
  other: Entry,
  weights: StoryWeights,
): { cover: number; shared: string[] } {
  let [met, all] = [0, 0];
  const shared: string[] = [];
  for (const word of words) {
    const weight = weights.ofTerm(termOf(word));
    all += weight;
    if (!other.terms.some(({ lemma }) => isOneHead(word, lemma))) continue;
    met += weight;
    shared.push(word);
  }
  return { cover: all === 0 ? 0 : met / all, shared };
}
