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
  const sums = createSums();
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
      const keys = entry.terms.map((term) => keyOf(term.lemma, weights.ofTerm(term), holders));
      for (const { value } of entry.quantities)
        for (const step of [-1, 0, 1])
          keys.push(keyOf(`#${bucketOf(value) + step}`, weights.ofNumber(value), holders));
      keys.sort((a, b) => a.size - b.size);
      for (const [rank, { drafts, size, weight }] of keys.entries())
        if (drafts !== undefined && (rank < rarest || size <= mostHolders))
          for (const draft of drafts) sums.add(draft, weight);
      return sums.take(mostNear);
    },
  };
}

function keyOf(key: string, weight: number, holders: ReadonlyMap<string, ReadonlySet<Draft>>) {
  const drafts = holders.get(key);
  return { drafts, size: drafts?.size ?? 0, weight };
}

/** Adds up weights by claim, and gives the claims with the most; a table is kept, since a thousand are added up for each article. */
function createSums() {
  let table = new Float64Array(256);
  let touched: Draft[] = [];
  const isBefore = (a: Draft, b: Draft): boolean => {
    const [x, y] = [table[a.number]!, table[b.number]!];
    return x === y ? a.number < b.number : x > y;
  };
  return {
    /** @param weight more than 0 */
    add(draft: Draft, weight: number): void {
      const { number } = draft;
      if (number >= table.length) table = grown(table, number);
      if (table[number] === 0) touched.push(draft);
      table[number]! += weight;
    },
    /** The so many claims with the largest sums, largest first, of equals the older one; all sums are 0 afterwards. */
    take(most: number): Draft[] {
      const best: Draft[] = [];
      for (const draft of touched) {
        if (best.length === most && !isBefore(draft, best[most - 1]!)) continue;
        let place = best.length;
        while (place > 0 && isBefore(draft, best[place - 1]!)) place -= 1;
        best.splice(place, 0, draft);
        if (best.length > most) best.pop();
      }
      for (const { number } of touched) table[number] = 0;
      touched = [];
      return best;
    },
  };
}

function grown(table: Float64Array, number: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * (number + 1));
  larger.set(table);
  return larger;
}

function keysOf({ terms, quantities }: Entry): string[] {
  return [...terms.map(({ lemma }) => lemma), ...quantities.map(({ value }) => `#${bucketOf(value)}`)];
}

function bucketOf(value: number): number {
  return value === 0 ? 0 : Math.round(Math.log(Math.abs(value)) / Math.log(bucketRatio));
}
