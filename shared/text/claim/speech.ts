import { compareSentences } from '../relation/index.js';
import type { Draft, Found } from './draft.js';
import { compareStates } from './opposite.js';
import { isNegated } from './polarity.js';
import type { Entry } from './prepare.js';
import { compareQuoted } from './quoted.js';
import { type Similarity, speakersFit } from './similarity.js';
import { tieOf } from './tie.js';

/** A mention that disputes, and what it disputes. */
export interface Dispute {
  draft: Draft;
  found: Found;
}

/** Sentences around an explicit refutation that belong to the same speech. */
const speechReach = 3;
/** How far back "this" and "that" reach. */
const referenceReach = 3;
/** Quotations that share this much of their words, in order, are the same words. */
const sameWords = 0.7;
/** Fewer quoted words are too easily shared. */
const fewestQuoted = 4;
/** From this probability on two sentences speak of one thing (see shared/text/relation). */
const sameThing = 0.5;

/** "The firm disputes this": the last claim that somebody else makes in the sentences before, of those that fit. */
export function draftBefore(
  entry: Entry,
  drafts: readonly Draft[],
  fits: (other: Entry) => boolean = () => true,
): Draft | null {
  let best: { draft: Draft; place: number } | null = null;
  for (const draft of drafts)
    for (const { entry: other, relation } of draft.found) {
      if (relation === 'disputes' || other.phrase || other.article !== entry.article) continue;
      const back = entry.candidate.order - other.candidate.order;
      if (other.candidate.in === 'title' || back < 1 || back > referenceReach || !fits(other)) continue;
      if (other.candidate.speaker !== null && other.candidate.speaker === entry.candidate.speaker) continue;
      // Of the clauses of one sentence the first is what it is about.
      const place = other.candidate.order * 1e6 - (other.candidate.start - other.candidate.sentence.start);
      if (best === null || place > best.place) best = { draft, place };
    }
  return best?.draft ?? null;
}

/** What a speaker says beside "That report is wrong" or "she denied that": the same denial in other words, if it says the contrary. */
export function disputeBeside(entry: Entry, disputes: Iterable<[Entry, Dispute]>): Dispute | null {
  for (const [other, dispute] of disputes) {
    if (!isOneSpeech(other, entry)) continue;
    const contrary = contraryOf(dispute.draft, entry);
    if (contrary !== null) return { draft: dispute.draft, found: denial(entry, 'claim', 0.7, contrary) };
  }
  return null;
}

/** One speaker within a few sentences; right beside each other, one of the two may be left without a name. */
function isOneSpeech(other: Entry, entry: Entry): boolean {
  const [a, b] = [other.candidate, entry.candidate];
  if (other.article !== entry.article || a.refutes === null || a.in !== b.in) return false;
  const apart = Math.abs(a.order - b.order);
  if (apart > speechReach) return false;
  if (a.speaker !== null && a.speaker === b.speaker) return true;
  return apart <= 1 && b.kind === 'quotation' && !(a.speakerNamed && b.speakerNamed);
}

/** Why an utterance says the contrary of a claim; null if it may speak of another thing. */
function contraryOf(draft: Draft, entry: Entry): string | null {
  for (const { entry: claim, relation } of draft.found.slice(0, 4)) {
    if (relation === 'disputes') continue;
    const shared = entry.terms.filter(({ lemma }) =>
      claim.terms.some((term) => tieOf(term.lemma, lemma) > 0.7),
    );
    const named = new Set(entry.candidate.names.flatMap((name) => name.split(' ')));
    // Of whom it speaks is not yet what it says.
    const telling = shared.some(({ lemma }) => !named.has(lemma)) ? shared : [];
    const words = telling.map(({ lemma }) => lemma).slice(0, 6);
    if (words.length > 0 && (statesOppose(claim, entry) || isSweeping(entry)))
      return `Says the opposite of ${words.join(', ')}.`;
    if (!isNegated(entry) || isNegated(claim)) continue;
    if (words.length > 0) return `In one speech with a denial, a negation rules ${words.join(', ')}.`;
    const { polarity, sameClaim } = compareSentences(claim.candidate.text, entry.candidate.text);
    if (polarity === 'opposes' && sameClaim >= sameThing)
      return 'In one speech with a denial, says the contrary.';
  }
  return null;
}

/** "Every exit was clear": said beside a denial, of the same thing, a word for all of them answers what was said of one. */
export function isSweeping({ candidate: { text } }: Entry): boolean {
  return /^["“'‘]?(?:every|all|each|any)\b/i.test(text);
}

/** "Every exit was clear" – "the exit was blocked", "… could not be opened": opposite states of a thing. */
export function statesOppose(a: Entry, b: Entry): boolean {
  return statesStand(a, b, 'opposite');
}

/** "Any door was obstructed" – "the exit was blocked". */
export function statesAgree(a: Entry, b: Entry): boolean {
  return statesStand(a, b, 'same');
}

function statesStand(a: Entry, b: Entry, wanted: 'same' | 'opposite'): boolean {
  return a.candidate.predicates.some((left) =>
    b.candidate.predicates.some((right) => compareStates(left, right) === wanted),
  );
}

/** Quoted words that another article already has as a denial: one denial, told again. */
export function disputeQuoted(entry: Entry, before: readonly Dispute[]): Dispute | null {
  if (entry.candidate.kind !== 'quotation' || entry.words.length < fewestQuoted) return null;
  for (const { draft, found } of before) {
    const { candidate, words, article } = found.entry;
    if (candidate.kind !== 'quotation' || words.length < fewestQuoted || article === entry.article) continue;
    const { shared } = compareQuoted(words, entry.words);
    const lengths = Math.min(words.length, entry.words.length) / Math.max(words.length, entry.words.length);
    if (shared < sameWords || lengths < 0.5) continue;
    const why = `The quoted denial that ${article.outletName} has too.`;
    return { draft, found: denial(entry, found.target ?? 'claim', found.confidence, why) };
  }
  return null;
}

/** Share of its words that a denial told again has in common with how the same speaker denied before, and how many. */
const sameDenial = { cover: 0.55, shared: 2 };

/** What a named speaker denied in so many words before, told again in others: "we have no case of …", then "that there was no case of …". */
export function disputeAgain(
  entry: Entry,
  before: readonly Dispute[],
  compare: (other: Entry) => Similarity,
): Dispute | null {
  if (!entry.candidate.speakerNamed || entry.candidate.refutes !== null || entry.phrase) return null;
  for (const { draft, found } of before) {
    const other = found.entry;
    if (other.article === entry.article || other.candidate.refutes !== null || !isOneSpeaker(other, entry))
      continue;
    if (!(isNegated(other) && isNegated(entry)) && !statesAgree(other, entry)) continue;
    const { coverB, shared } = compare(other);
    if (coverB < sameDenial.cover || shared.length < sameDenial.shared) continue;
    const why = `What ${entry.candidate.speaker} denies in ${other.article.outletName} too.`;
    return { draft, found: denial(entry, found.target ?? 'claim', found.confidence, why) };
  }
  return null;
}

function isOneSpeaker(a: Entry, b: Entry): boolean {
  return a.candidate.speakerNamed && speakersFit(a, b);
}

/** A disputing mention. */
export function denial(entry: Entry, target: 'claim' | 'report', confidence: number, why: string): Found {
  return {
    entry,
    relation: 'disputes',
    change: null,
    target,
    confidence: Math.round(Math.min(0.95, confidence) * 100) / 100,
    why,
  };
}
