import { decayOf, pairFeatures, type StoryModel, scorePair, storyModel } from './pair.js';
import { type StoryVector, spell } from './vector.js';

/** What speaks for and against two articles telling one event. */
export interface StoryExplanation {
  /** Probability 0..1 that they tell one event. */
  score: number;
  /** Least mean probability at which articles are brought together. */
  least: number;
  /** Words both lean on, the weightiest first. */
  shared: string[];
  numbers: string[];
  /** Names that only one of them has. */
  onlyInA: string[];
  onlyInB: string[];
  /** Days between them; null where a time is not known. */
  daysApart: number | null;
  /** The same in plain sentences. */
  says: string[];
}

const MOST_WORDS = 12;
const MOST_NAMES = 6;
const DAY_MS = 86_400_000;

/** Explains what `scorePair` says of two articles. */
export function explainStories(
  a: StoryVector,
  b: StoryVector,
  by: StoryModel = storyModel,
): StoryExplanation {
  const weight = (key: string): number => (a.terms[key] ?? 0) * (b.terms[key] ?? 0);
  const shared = Object.keys(a.terms)
    .filter((key) => weight(key) > 0)
    .sort((x, y) => weight(y) - weight(x) || (x < y ? -1 : 1))
    .slice(0, MOST_WORDS);
  const numbers = a.numbers.filter((number) => number.length > 1 && b.numbers.includes(number));
  const names = (one: StoryVector, other: StoryVector): string[] =>
    Object.keys(one.names)
      .filter((key) => !Object.hasOwn(other.terms, key))
      .slice(0, MOST_NAMES)
      .map((key) => spell(key, one));
  const days =
    a.published === null || b.published === null
      ? null
      : Math.abs(Date.parse(a.published) - Date.parse(b.published)) / DAY_MS;
  const found = {
    score: Math.round(scorePair(a, b, by) * 1000) / 1000,
    least: by.join,
    shared: shared.map((key) => spell(key, a)),
    numbers,
    onlyInA: names(a, b),
    onlyInB: names(b, a),
    daysApart: days === null ? null : Math.round(days * 100) / 100,
  };
  return { ...found, says: sentences(found, pairFeatures(a, b), decay(a, b)) };
}

function decay(a: StoryVector, b: StoryVector): number {
  const at = ({ published }: StoryVector) => (published === null ? null : Date.parse(published));
  return decayOf(at(a), at(b));
}

function sentences(
  found: Omit<StoryExplanation, 'says'>,
  [cosine = 0, less = 0, more = 0]: number[],
  decayed: number,
): string[] {
  const { shared, numbers, onlyInA, onlyInB, daysApart } = found;
  const list = (words: string[]) => words.join(', ');
  return [
    shared.length === 0 ? 'They share no telling word.' : `Both lean on: ${list(shared)}.`,
    `${percent(less)} to ${percent(more)} of the weight of the one's words is in the other; likeness ${cosine.toFixed(2)}.`,
    ...(numbers.length > 0
      ? [`Both have the number${numbers.length === 1 ? '' : 's'} ${list(numbers)}.`]
      : []),
    ...(onlyInA.length > 0 ? [`Only the first names: ${list(onlyInA)}.`] : []),
    ...(onlyInB.length > 0 ? [`Only the second names: ${list(onlyInB)}.`] : []),
    ...(daysApart === null ? [] : [daysSentence(daysApart, decayed)]),
  ];
}

function daysSentence(days: number, decayed: number): string {
  const hours = Math.round(days * 24);
  const apart = hours < 1 ? 'less than an hour' : hours < 48 ? `${hours} hours` : `${Math.round(days)} days`;
  return decayed === 0
    ? `They are ${apart} apart, which says nothing against one event.`
    : `They are ${apart} apart, which speaks against one event.`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
