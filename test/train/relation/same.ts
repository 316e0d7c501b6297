import { type Features, readPair, samenessFeatures } from '@hearsay/text/relation';
import { readSharedLines } from '../../support/shared-data.js';
import type { Logistic } from '../learn/logistic.js';
import { fitLogistic } from '../learn/logistic.js';
import { type FeatureIndex, indexFeatures } from '../learn/sparse.js';

export interface SentencePair {
  a: string;
  b: string;
  /** 1: one claim, told alike or changed; 0: another. */
  same: 0 | 1;
  /** Pairs that share sentences share this, and stay on one side of a split. */
  group: string;
  from: 'paraphrase' | 'near miss' | 'one event' | 'another story';
}

interface Paraphrase {
  a: string;
  b: string;
  same: 0 | 1;
}

interface Claimdiff {
  topic: string;
  a: string;
  b: string;
  strengthens: 0 | 1;
  weakens: 0 | 1;
}

/**
 * Pairs with a known answer: paraphrases of MSRP are one claim; sentences on one event that neither strengthen nor weaken each
 * other (ClaimDiff) and sentences of different MSRP pairs are two. MSRP's near misses differ in a detail or in more
 * than that, nobody says which, so they only count when measuring.
 */
export function readSentencePairs(): SentencePair[] {
  const msrp = readSharedLines<Paraphrase>('data/pairs/msrp-train.jsonl');
  const claimdiff = readSharedLines<Claimdiff>('data/pairs/claimdiff-train.jsonl');
  return [
    ...msrp.map(({ a, b, same }, i) => ({
      a,
      b,
      same,
      group: `msrp ${i}`,
      from: same === 1 ? ('paraphrase' as const) : ('near miss' as const),
    })),
    ...msrp.map(({ a }, i) => ({
      a,
      b: msrp[(i + 1) % msrp.length]!.b,
      same: 0 as const,
      group: `msrp ${i}`,
      from: 'another story' as const,
    })),
    ...claimdiff
      .filter((pair) => pair.strengthens === 0 && pair.weakens === 0)
      .map(({ a, b, topic }) => ({ a, b, same: 0 as const, group: topic, from: 'one event' as const })),
  ];
}

export interface SameFit {
  index: FeatureIndex;
  model: Logistic;
}

export function samenessOf(pair: SentencePair): Features {
  return samenessFeatures(readPair(pair.a, pair.b));
}

export function fitSame(features: readonly Features[], pairs: readonly SentencePair[]): SameFit {
  const kept = pairs.flatMap((pair, i) => (pair.from === 'near miss' ? [] : [i]));
  const index = indexFeatures(
    kept.map((i) => features[i]!),
    1,
  );
  const model = fitLogistic(
    kept.map((i) => index.row(features[i]!)),
    kept.map((i) => pairs[i]!.same),
    { classes: 2, features: index.names.length, penalty: () => 0.5 },
  );
  return { index, model };
}
