import type { Entry, Term } from './prepare.js';
import { tieOf } from './tie.js';

/**
 * How much a word or number tells within one story, from the candidates folded in so far: what every other sentence says
 * ("ferry" in a story of ferries) tells little. Only what came before counts, so a later article changes no earlier decision.
 */
export interface StoryWeights {
  add(entries: readonly Entry[]): void;
  ofTerm(term: Term): number;
  ofNumber(value: number): number;
  /** `tieOf`, remembered while the story is folded: the same few hundred words meet again and again. */
  tie(a: string, b: string): number;
}

/** Counted as if the story had at least this many clauses an article, so that a three-line flash is not all rare words. */
const fewestClauses = 12;
/** No word tells nothing: a claim may consist of the story's commonest words. */
const leastWeight = 0.12;
/** What a number tells in general, beside the rarest word's 1. */
const numberWeight = 0.9;

export function createWeights(): StoryWeights {
  const seen = new Map<string, number>();
  let [clauses, articles] = [0, 0];
  const rarity = (key: string): number => {
    const perArticle = Math.max(fewestClauses, clauses / Math.max(1, articles));
    const share = Math.max(1, articles * perArticle) / Math.max(1, seen.get(key) ?? 0);
    return Math.min(1, Math.max(leastWeight, Math.log(share) / Math.log(perArticle)));
  };
  return {
    add(entries) {
      articles += 1;
      clauses += entries.length;
      for (const entry of entries) for (const key of keysOf(entry)) seen.set(key, (seen.get(key) ?? 0) + 1);
    },
    ofTerm: ({ lemma, weight }) => Math.sqrt(weight * rarity(lemma)),
    tie: rememberTies(),
    ofNumber: (value) => Math.sqrt(numberWeight * rarity(`#${value}`)),
  };
}

function keysOf(entry: Entry): Set<string> {
  return new Set([
    ...entry.terms.map((term) => term.lemma),
    ...entry.quantities.map((each) => `#${each.value}`),
  ]);
}

function rememberTies(): (a: string, b: string) => number {
  const known = new Map<string, Map<string, number>>();
  return (a, b) => {
    const row = known.get(a) ?? new Map<string, number>();
    if (row.size === 0) known.set(a, row);
    const before = row.get(b);
    if (before !== undefined) return before;
    const worth = tieOf(a, b);
    row.set(b, worth);
    return worth;
  };
}
