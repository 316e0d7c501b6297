import { antonymsOf, synonymsOf } from '../lexicon/index.js';
import type { Side } from './side.js';

export type Tie = 'same' | 'synonym' | 'near' | 'antonym';

/** A content word of side a and the word of side b it stands beside. */
export interface Link {
  a: number;
  b: number;
  tie: Tie;
}

/** How much of a content word's weight a tie carries over. A shared beginning is weaker evidence than a shared sense. */
const strength: Record<Tie, number> = { same: 1, synonym: 0.8, near: 0.6, antonym: 0.6 };

export interface Alignment {
  links: Link[];
  /** Weighted share of a's content words that have a counterpart in b, 0..1. */
  coverA: number;
  /** The same the other way. */
  coverB: number;
}

type Worded = Pick<Side, 'words'>;

/** Links each content word of one side to the best counterpart in the other; each word is used once. */
export function alignWords(a: Worded, b: Worded): Alignment {
  const [left, right] = [contentOf(a), contentOf(b)];
  const links: Link[] = [];
  const [usedA, usedB] = [new Set<number>(), new Set<number>()];
  for (const tie of ['same', 'synonym', 'near', 'antonym'] as const)
    for (const i of left) {
      if (usedA.has(i)) continue;
      const isTied = tied[tie](a.words[i]!.lemma);
      const j = right.find((each) => !usedB.has(each) && isTied(b.words[each]!.lemma));
      if (j === undefined) continue;
      usedA.add(i);
      usedB.add(j);
      links.push({ a: i, b: j, tie });
    }
  links.sort((x, y) => x.a - y.a);
  return {
    links,
    coverA: cover(a, left, new Map(links.map((link) => [link.a, link.tie]))),
    coverB: cover(b, right, new Map(links.map((link) => [link.b, link.tie]))),
  };
}

/** Indices of the words that carry content. */
export function contentOf(side: Worded): number[] {
  return side.words.flatMap((word, i) => (word.stop ? [] : [i]));
}

function cover(side: Worded, content: number[], ties: Map<number, Tie>): number {
  let [all, met] = [0, 0];
  for (const i of content) {
    const weight = side.words[i]!.weight;
    all += weight;
    const tie = ties.get(i);
    if (tie !== undefined) met += weight * strength[tie];
  }
  return all === 0 ? 0 : met / all;
}

/** By tie, what tells the lemmas that stand in it to a given one. */
const tied: Record<Tie, (lemma: string) => (other: string) => boolean> = {
  same: (lemma) => (other) => other === lemma,
  synonym: (lemma) => isIn(synonymsOf(lemma)),
  near: (lemma) => (other) => sharesBeginning(lemma, other),
  antonym: (lemma) => isIn(antonymsOf(lemma)),
};

const never = (): boolean => false;

function isIn(lemmas: ReadonlySet<string>): (other: string) => boolean {
  return lemmas.size === 0 ? never : (other) => lemmas.has(other);
}

/** "Nicaragua" and "Nicaraguan", "migrant" and "migration": five letters or more, and most of the shorter word. */
function sharesBeginning(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < 5 || a[0] !== b[0]) return false;
  let same = 0;
  while (same < shorter && a[same] === b[same]) same += 1;
  return same >= 5 && same >= shorter - 2 && !/\d/.test(a + b);
}
