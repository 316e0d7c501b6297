import { explain } from './explain.js';
import { type Pair, readPair } from './features.js';
import { compareNumbers } from './number.js';
import { changedQuotation } from './quotation.js';
import { readStance } from './stance.js';

export { compareSentences, type SentenceChange, type SentenceComparison } from './compare.js';
export { type Features, featuresOf, type Pair, readPair } from './features.js';

export type Relation = 'repeats' | 'varies' | 'disputes' | 'unrelated';

export interface RelationScore {
  relation: Relation;
  /** True where the text withholds commitment ("reportedly", "?", "rumour"). */
  hedged: boolean;
  /** Probability that the relation and the hedge are right, 0..1. */
  confidence: number;
  /** One sentence an editor reads. */
  why: string;
}

/**
 * Judges how a text stands to a claim. Same topic first: with no word, number or name in common and no sign of a dispute it is
 * `unrelated`; then polarity: `disputes`; then a number in conflict or altered words between quotation marks: `varies`;
 * else `repeats`. Each side is read up to its first 2,000 characters; empty texts are unrelated.
 */
export function scoreRelation(claim: string, text: string): RelationScore {
  const pair = readPair(claim, text);
  const reading = readStance(pair);
  const hedged = reading.probabilities.observing >= reading.probabilities.for;
  const relation = relationOf(pair, reading.stance === 'against');
  const confidence = relation === 'unrelated' ? 1 - topicShare(pair) : reading.probability;
  return { relation, hedged, confidence, why: explain(pair, reading, relation, hedged) };
}

function relationOf(pair: Pair, disputes: boolean): Relation {
  if (pair.claim.words.length === 0 || pair.text.words.length === 0) return 'unrelated';
  if (disputes) return 'disputes';
  if (pair.alignment.links.length === 0) return 'unrelated';
  const numbers = compareNumbers(pair.claim, pair.text);
  return numbers.conflict > 0 || changedQuotation(pair) !== null ? 'varies' : 'repeats';
}

function topicShare({ alignment }: Pair): number {
  return Math.min(1, Math.sqrt(alignment.coverA * alignment.coverB));
}
