import type { Draft } from './draft.js';
import type { Journal } from './journal.js';
import type { Entry } from './prepare.js';
import type { StoryWeights } from './weight.js';

/** Finds the claims that share telling words or numbers with a clause, without looking at all of them. */
export interface ClaimIndex {
  add(draft: Draft, entry: Entry): void;
  /** Forgets an entry that the claim has no longer. */
  remove(draft: Draft, entry: Entry): void;
  /** Best first. */
  near(entry: Entry, weights: StoryWeights): Draft[];
}

/** Claims that are compared in full: the right one has most of the telling words in common and is among the first few. */
const mostNear = 10;
/**
 * A word that more claims of the story have than this does not tell which one it is; the rarest words of a clause are looked up whatever
 * they are. Keeps the cost of a clause the same however long the story.
 */
const mostHolders = 120;
const rarest = 4;
/** Numbers within this ratio of each other fall in one or in neighbouring buckets ("over three dozen", "nearly 40"). */
const bucketRatio = 1.15;

export function createIndex(journal: Journal): ClaimIndex {
  const holders = new Map<string, Set<Draft>>();
  const put = (key: string, draft: Draft): void => {
    const set = holders.get(key) ?? new Set();
    if (set.has(draft)) return;
    holders.set(key, set.add(draft));
    journal.note(() => {
      set.delete(draft);
      if (set.size === 0) holders.delete(key);
    });
  };
  return {
    add(draft, entry) {
      for (const key of keysOf(entry)) put(key, draft);
    },
    remove(draft, entry) {
      const left = new Set(draft.found.flatMap((each) => keysOf(each.entry)));
      for (const key of keysOf(entry)) {
        const set = holders.get(key);
        if (left.has(key) || set?.delete(draft) !== true) continue;
        journal.note(() => set.add(draft));
      }
    },
    near(entry, weights) {
      const sums = new Map<Draft, number>();
      const count = (key: string, weight: number): void => {
        for (const draft of holders.get(key) ?? []) sums.set(draft, (sums.get(draft) ?? 0) + weight);
      };
      const keys = entry.terms.map((term) => ({ key: term.lemma, weight: weights.ofTerm(term) }));
      for (const { value } of entry.quantities)
        for (const step of [-1, 0, 1])
          keys.push({ key: `#${bucketOf(value) + step}`, weight: weights.ofNumber(value) });
      const size = (key: string): number => holders.get(key)?.size ?? 0;
      keys.sort((a, b) => size(a.key) - size(b.key));
      for (const [rank, { key, weight }] of keys.entries())
        if (rank < rarest || size(key) <= mostHolders) count(key, weight);
      return [...sums]
        .sort(([a, x], [b, y]) => y - x || a.number - b.number)
        .slice(0, mostNear)
        .map(([draft]) => draft);
    },
  };
}

function keysOf({ terms, quantities }: Entry): string[] {
  return [...terms.map(({ lemma }) => lemma), ...quantities.map(({ value }) => `#${bucketOf(value)}`)];
}

function bucketOf(value: number): number {
  return value === 0 ? 0 : Math.round(Math.log(Math.abs(value)) / Math.log(bucketRatio));
}
