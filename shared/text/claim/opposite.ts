/**
 * States of which one rules out the other, that WordNet does not hold for opposites: what one side of a dispute says of a thing and the
 * other denies without a "not". Kept to words that name the state itself.
 */
const opposites: readonly [string, string][] = [
  ['block obstruct lock chain bar seal jam impassable', 'clear open unlock unobstructed passable'],
  ['fail malfunction break defective faulty', 'work function pass sound'],
  ['unsafe dangerous hazardous toxic contaminate', 'safe harmless clean'],
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

/** True if the two lemmas name opposite states. */
export function areOpposites(a: string, b: string): boolean {
  const [one, other] = [sides.get(a), sides.get(b)];
  return one !== undefined && other !== undefined && one.pair === other.pair && one.side !== other.side;
}

/** True for a word of the table: shared by both sides it says nothing of what they speak about. */
export function isState(lemma: string): boolean {
  return sides.has(lemma);
}
