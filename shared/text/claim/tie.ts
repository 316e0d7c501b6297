import { areSynonyms } from '../lexicon/index.js';
import { conceptOf } from './toll.js';

/** What a tie between two words is worth beside the same word: WordNet's first senses are near, a shared beginning is a guess. */
export const tieWorth = { same: 1, synonym: 0.8, near: 0.6, counted: 0.8 };

/** How near two lemmas are, 0..1. */
export function tieOf(a: string, b: string): number {
  if (a === b || conceptOf(a) === conceptOf(b)) return tieWorth.same;
  if (areSynonyms(a, b)) return tieWorth.synonym;
  return sharesBeginning(a, b) ? tieWorth.near : 0;
}

/** Letters that two words of one root share at least. */
const root = 5;

/** What a word must have in common with another to share a beginning with it; null for a shorter word. */
export function beginningOf(lemma: string): string | null {
  return lemma.length < root ? null : lemma.slice(0, root);
}

/** "migrant" and "migration": five letters or more, and most of the shorter word. */
export function sharesBeginning(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < root) return false;
  let same = 0;
  while (same < shorter && a[same] === b[same]) same += 1;
  return same >= root && same >= shorter - 2;
}
