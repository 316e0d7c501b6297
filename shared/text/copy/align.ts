import type { PreparedText } from './prepare.js';

/** Two sentences that say the same: their places in the two texts. */
export interface AlignedPair {
  a: number;
  b: number;
  /** Weighted Dice overlap of their content words, 0..1. */
  score: number;
}

/** Below this overlap two sentences of one event are as likely to be two reports as one sentence rewritten. */
export const LEAST_SIMILARITY = 0.4;
/** Partners a sentence may have: more only cost time. */
const MOST_PARTNERS = 3;
/** A word of more than this many sentences does not find partners, it only adds to the score of those found. */
const MOST_POSTINGS = 40;

/** Every pair of sentences that overlap by at least {@link LEAST_SIMILARITY}; up to three for a sentence of `a`, the best first. */
export function similarPairs(a: PreparedText, b: PreparedText): AlignedPair[] {
  return a.sentences.flatMap((sentence, at) => {
    const shared = new Map<number, number>();
    for (const [key, weight] of sentence.content) {
      const places = b.index.get(key);
      if (places === undefined || places.length > MOST_POSTINGS) continue;
      for (const place of places) shared.set(place, (shared.get(place) ?? 0) + weight);
    }
    return [...shared]
      .map(([place, weight]) => ({
        a: at,
        b: place,
        score: (2 * weight) / (sentence.weight + b.sentences[place]!.weight),
      }))
      .filter((pair) => pair.score >= LEAST_SIMILARITY)
      .sort((x, y) => y.score - x.score || x.b - y.b)
      .slice(0, MOST_PARTNERS);
  });
}

/** The heaviest chain of pairs that runs forward in both texts: the sentences that come in the same order. */
export function inOrder(pairs: AlignedPair[], a: PreparedText): AlignedPair[] {
  const sorted = [...pairs].sort((x, y) => x.a - y.a || x.b - y.b);
  const best: number[] = [];
  const before: number[] = [];
  sorted.forEach((pair, at) => {
    const own = pair.score * a.sentences[pair.a]!.weight;
    best[at] = own;
    before[at] = -1;
    for (let earlier = 0; earlier < at; earlier++) {
      const other = sorted[earlier]!;
      if (other.a >= pair.a || other.b >= pair.b || best[earlier]! + own <= best[at]!) continue;
      best[at] = best[earlier]! + own;
      before[at] = earlier;
    }
  });
  const chain: AlignedPair[] = [];
  for (let at = best.indexOf(Math.max(...best)); at >= 0; at = before[at]!) chain.push(sorted[at]!);
  return chain.reverse();
}
