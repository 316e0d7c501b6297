import type { Predicate } from '../candidate/index.js';
import type { Entry } from './prepare.js';

/**
 * States of which one rules out the other, that WordNet does not hold for opposites: what one side of a dispute says of a thing and the
 * other denies without a "not". Kept to words that name the state itself.
 */
const opposites: readonly [string, string][] = [
  [
    'block blocked obstruct obstructed lock locked chain chained bar barred seal sealed jam jammed impassable',
    'clear cleared open opened unlock unlocked unobstructed passable',
  ],
  ['malfunction defective faulty', 'function'],
  [
    'damage damaged crack cracked burst rupture ruptured collapse collapsed destroy destroyed broken',
    'intact sound undamaged unharmed unscathed',
  ],
  ['empty deserted unoccupied vacant', 'occupied crowded'],
  ['unsafe dangerous hazardous toxic contaminate contaminated', 'safe harmless clean'],
  ['illegal unlawful', 'legal lawful'],
  ['guilty', 'innocent'],
  ['false untrue', 'true accurate correct'],
  ['resign quit', 'remain stay'],
  ['dead die', 'alive survive'],
];

const sides = new Map<string, { pair: number; side: number }>();
for (const [pair, both] of opposites.entries())
  for (const [side, words] of both.entries())
    for (const word of words.split(' ')) sides.set(word, { pair, side });

/** Where a predicate puts its subject: which pair of states, and on which of its sides; "not clear" is the other side. */
function placeOf({ lemma, negated }: Predicate): { pair: number; side: number } | null {
  const named = sides.get(lemma);
  return named === undefined ? null : { pair: named.pair, side: negated ? 1 - named.side : named.side };
}

/** How two predicates stand to each other as states: "blocked" and "could not be opened" are one, "blocked" and "clear" opposite; null if neither. */
export function compareStates(a: Predicate, b: Predicate): 'same' | 'opposite' | null {
  const [one, other] = [placeOf(a), placeOf(b)];
  if (one === null || other === null || one.pair !== other.pair) return null;
  return one.side === other.side ? 'same' : 'opposite';
}

/** True for a word of the table: shared by both sides it says nothing of what they speak about. */
export function isState(lemma: string): boolean {
  return sides.has(lemma);
}

/** True for what somebody is made to say of the state of a thing: it may be the contrary of what others say of it. */
export function saysState({ candidate: { speaker, predicates } }: Pick<Entry, 'candidate'>): boolean {
  return speaker !== null && predicates.some((each) => placeOf(each) !== null);
}
