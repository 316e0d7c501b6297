import { compareQuantities, type Quantity } from '../quantity/index.js';
import type { Entry } from './prepare.js';

/** Words for being killed or hurt, told in many ways: a count of them is one claim that changes with time. */
const concepts = new Map(
  Object.entries({
    die: 'die dead death kill perish fatality fatal slay',
    injure: 'injure hurt wound injury casualty',
  }).flatMap(([concept, words]) => words.split(' ').map((word) => [word, concept] as const)),
);

/** The word that stands for a lemma where several say the same of a toll. */
export function conceptOf(lemma: string): string {
  return concepts.get(lemma) ?? lemma;
}

/** What a toll counts: people as such. "Three firefighters died" is a part of it. */
const counted = new Set([
  'person',
  'people',
  'victim',
  'other',
  'worker',
  'man',
  'woman',
  'die',
  'dead',
  'death',
  'injure',
]);
/** Part of a toll, or another event's. */
const partial =
  /\b(?:of (?:the|them|those) (?:dead|victims|killed|injured)|among (?:the|those)|including|since (?:19|20)\d\d|in (?:19|20)\d\d)\b/i;

export interface Toll {
  concept: string;
  count: Quantity;
}

/** Talk of death that counts no dead. */
const noToll = /\bdeath (?:penalty|row|sentences?|threats?|certificates?)\b|\bto death\b/i;
/** "The fire that killed ten": told of an event that the clause says something else of. */
const backdrop =
  /\b(?:that|which|who|whom)(?: (?:has|have|had|also|later))* (?:kill|injur|wound|hurt|left|claim)/i;
/** A toll without a word for the dead: "police had put the toll at five". */
const bareToll = /\b(?:the|its?|official|provisional|death) toll\b/i;

/** How many a clause says were killed, or hurt; null where it gives no count of people as a whole. */
export function tollOf(entry: Entry): Toll | null {
  const { text, sentence } = entry.candidate;
  const named = ['die', 'injure'].find((each) => entry.lemmas.has(each));
  const concept = named ?? (bareToll.test(text) ? 'die' : undefined);
  if (concept === undefined || entry.phrase || noToll.test(text) || partial.test(sentence.text)) return null;
  if (backdrop.test(text) && !isSaid(concept, entry)) return null;
  const counts = entry.quantities.filter(({ unit }) => unit === null || counted.has(unit));
  if (counts.length !== 1) return null;
  return { concept, count: { ...counts[0]!, unit: 'person' } };
}

/** Whether the harm is what the clause says, and not what it says something of. */
function isSaid(concept: string, { candidate: { predicates } }: Entry): boolean {
  return predicates.length === 0 || predicates.some(({ lemma }) => conceptOf(lemma) === concept);
}

/** "The number of people killed has risen to six": one count that runs on, whatever place or firm it names. */
export function runsOn({ candidate: { text } }: Entry): boolean {
  return /\b(?:toll|number of|now)\b.*\b(?:risen|rises?|rose|climb(?:s|ed)?|grown|grew|stands|stood|known|is|at)\b/i.test(
    text,
  );
}

/** Both count the same kind of harm. */
export function areOneToll(a: Entry, b: Entry): boolean {
  const [one, other] = [a.toll, b.toll];
  return one !== null && other !== null && one.concept === other.concept;
}

/** The counts of two tolls where they do not agree. */
export function tollConflict(a: Entry, b: Entry): { from: Quantity; to: Quantity } | null {
  if (!areOneToll(a, b)) return null;
  const [from, to] = [a.toll!.count, b.toll!.count];
  return compareQuantities(from, to) === 'conflict' ? { from, to } : null;
}
