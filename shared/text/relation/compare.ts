import { characterOverlap, type Pair, readPair } from './features.js';
import { compareNumbers } from './number.js';
import { changedQuotation } from './quotation.js';
import { readStance } from './stance.js';

export interface SentenceChange {
  kind: 'number' | 'quotation' | 'detail';
  /** The words of the first sentence, and those that stand in their place in the second. */
  a: string;
  b: string;
}

export interface SentenceComparison {
  /** Probability that the two state (or dispute) the same claim, 0..1. */
  sameClaim: number;
  polarity: 'agrees' | 'opposes' | 'unclear';
  changes: SentenceChange[];
  /** True where b withholds commitment. */
  hedged: boolean;
  why: string;
}

/** Compares two sentences or clauses of one story: one claim or two, the same way round or not, and what was changed. */
export function compareSentences(a: string, b: string): SentenceComparison {
  const pair = readPair(a, b);
  const reading = readStance(pair);
  const changes = changesOf(pair);
  const sameClaim = sameness(pair);
  return {
    sameClaim,
    polarity: reading.stance === 'against' ? 'opposes' : 'agrees',
    changes,
    hedged: reading.stance === 'observing',
    why: `${Math.round(100 * pair.alignment.coverA)} % of the words of the one and ${Math.round(100 * pair.alignment.coverB)} % of the other are shared`,
  };
}

function sameness(pair: Pair): number {
  const { coverA, coverB } = pair.alignment;
  const share = 0.35 * coverA + 0.35 * coverB + 0.3 * characterOverlap(pair.claim.text, pair.text.text);
  return 1 / (1 + Math.exp(-10 * (share - 0.5)));
}

function changesOf(pair: Pair): SentenceChange[] {
  const numbers = compareNumbers(pair.claim, pair.text).conflicts;
  const quotation = changedQuotation(pair);
  return [
    ...numbers.map(({ a, b }) => ({ kind: 'number' as const, a: a.text, b: b.text })),
    ...(quotation === null ? [] : [{ kind: 'quotation' as const, ...quotation }]),
  ];
}
