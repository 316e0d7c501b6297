import type { Journal } from './journal.js';
import type { Entry, Term } from './prepare.js';
import type { Similarity } from './similarity.js';

/**
 * How much a word or number tells within one story, from the candidates folded in so far: what every other sentence says
 * ("ferry" in a story of ferries) tells little. Only what came before counts, so a later article changes no earlier decision.
 */
export interface StoryWeights {
  add(entries: readonly Entry[]): void;
  ofTerm(term: Term): number;
  ofNumber(value: number): number;
  /** The weights of all terms of an entry, in their order. */
  ofTerms(entry: Entry): Float64Array;
  /** What was found of words of other clauses beside an entry; kept until weights change. */
  tiesTo(entry: Entry): Map<Term, Tie>;
  /** What was found for a pair since the last article was added; weights change only then. */
  remember(a: Entry, b: Entry, compare: () => Similarity): Similarity;
}

/** How a word stands to a clause: what it weighs, its place among the clause's words (null where none is tied to it) and what the tie is worth. */
export interface Tie {
  weight: number;
  place: number | null;
  worth: number;
  /** What it weighs where the clause has it elsewhere in its sentence; else 0. */
  context: number;
}

/** Counted as if the story had at least this many clauses an article, so that a three-line flash is not all rare words. */
const fewestClauses = 12;
/** No word tells nothing: a claim may consist of the story's commonest words. */
const leastWeight = 0.12;
/** What a number tells in general, beside the rarest word's 1. */
const numberWeight = 0.9;

export function createWeights(journal: Journal): StoryWeights {
  const seen = new Map<string, number>();
  let [clauses, articles] = [0, 0];
  const rarity = (key: string): number => {
    const perArticle = Math.max(fewestClauses, clauses / Math.max(1, articles));
    const share = Math.max(1, articles * perArticle) / Math.max(1, seen.get(key) ?? 0);
    return Math.min(1, Math.max(leastWeight, Math.log(share) / Math.log(perArticle)));
  };
  // Weights change with every article only, and its clauses have most words in common.
  let known = new Map<Term, number>();
  const ofTerm = (term: Term): number => {
    const before = known.get(term);
    if (before !== undefined) return before;
    const weight = Math.sqrt(term.weight * rarity(term.lemma));
    known.set(term, weight);
    return weight;
  };
  let termWeights = new Map<Entry, Float64Array>();
  let ties = new Map<Entry, Map<Term, Tie>>();
  let similarities = new Map<Entry, Map<Entry, Similarity>>();
  const forget = (): void => {
    known = new Map();
    termWeights = new Map();
    ties = new Map();
    similarities = new Map();
  };
  const count = (entries: readonly Entry[], step: 1 | -1): void => {
    forget();
    articles += step;
    clauses += step * entries.length;
    for (const entry of entries)
      for (const key of keysOf(entry)) {
        const now = (seen.get(key) ?? 0) + step;
        if (now === 0) seen.delete(key);
        else seen.set(key, now);
      }
  };
  return {
    add(entries) {
      count(entries, 1);
      journal.note(() => count(entries, -1));
    },
    ofTerm,
    ofTerms: (entry) => recall(termWeights, entry, () => Float64Array.from(entry.terms, ofTerm)),
    tiesTo: (entry) => recall(ties, entry, () => new Map<Term, Tie>()),
    remember: (a, b, compare) =>
      recall(
        recall(similarities, b, () => new Map<Entry, Similarity>()),
        a,
        compare,
      ),
    ofNumber: (value) => Math.sqrt(numberWeight * rarity(`#${value}`)),
  };
}

function recall<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}

function keysOf(entry: Entry): Set<string> {
  return new Set([
    ...entry.terms.map((term) => term.lemma),
    ...entry.quantities.map((each) => `#${each.value}`),
  ]);
}
