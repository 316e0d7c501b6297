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

/** How many a clause says were killed, or hurt; null where it gives no count of people as a whole. */
export function tollOf(entry: Entry): Toll | null {
  const concept = ['die', 'injure'].find((each) => entry.lemmas.has(each));
  if (concept === undefined || entry.phrase || partial.test(entry.candidate.sentence.text)) return null;
  const counts = entry.quantities.filter(({ unit }) => unit === null || counted.has(unit));
  if (counts.length !== 1) return null;
  return { concept, count: { ...counts[0]!, unit: 'person' } };
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
