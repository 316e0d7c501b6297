import { bothSayNo } from './change.js';
import { explain } from './explain.js';
import { type Pair, readPair } from './features.js';
import { sameness } from './same.js';
import { leansToRelay, readStance, type StanceReading, showsReserve } from './stance.js';

export type { SentenceChange } from './change.js';
export { compareSentences, restates, type SentenceComparison } from './compare.js';
export { type Features, featuresOf, type Pair, readPair } from './features.js';
export { type Denial, mayDeny, readDenial } from './headline.js';
export { type PlainSide, readPlainSide, sameClaim, samenessFeatures } from './same.js';
export { readSide, type Side } from './side.js';
export { readStance, type StanceReader, stanceReading } from './stance.js';

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
  const relation = relationOf(pair, reading);
  const hedged = relation === 'disputes' ? showsReserve(reading) : leansToRelay(reading);
  const confidence = relation === 'unrelated' ? 1 - topicShare(pair) : confidenceOf(reading, relation);
  return { relation, hedged, confidence, why: explain({ pair, reading, relation, hedged }) };
}

function relationOf(pair: Pair, reading: StanceReading): Relation {
  if (pair.claim.words.length === 0 || pair.text.words.length === 0) return 'unrelated';
  if (opposesOutright(pair) || (reading.stance === 'against' && !bothSayNo(pair))) return 'disputes';
  if (pair.alignment.links.length === 0) return 'unrelated';
  return pair.changes.changes.length > 0 && sameness(pair) >= leastSameness ? 'varies' : 'repeats';
}

/** A number that differs in a sentence on something else varies nothing; headlines put a claim in few words, so this is low. */
const leastSameness = 0.2;

/** Two texts that share most of their words, one of them negated, dispute each other whatever else stands in them. */
const nearlySame = 0.5;

function opposesOutright({ text, alignment, changes }: Pair): boolean {
  if (/\?\s*$/.test(text.text)) return false;
  return changes.opposed && alignment.coverA >= nearlySame && alignment.coverB >= nearlySame;
}

/** The stance's own probability; a dispute the model did not see itself rests on the words and is given even odds at least. */
function confidenceOf(reading: StanceReading, relation: Relation): number {
  if (relation !== 'disputes') return Math.max(reading.probabilities.for, reading.probabilities.observing);
  return Math.max(0.5, reading.probabilities.against);
}

function topicShare({ alignment }: Pair): number {
  return Math.min(1, Math.sqrt(alignment.coverA * alignment.coverB));
}
