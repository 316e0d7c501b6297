import { alignWords } from './alignment.js';
import { bothSayNo, type Changes, findChanges, type SentenceChange } from './change.js';
import { describeChange, describeOpposition } from './explain.js';
import { type Pair, readPair } from './features.js';
import { sameness } from './same.js';
import type { Side } from './side.js';
import { readStance, type StanceReading, showsReserve } from './stance.js';

export interface SentenceComparison {
  /** Probability that the two are about the same claim, 0..1, however it was changed or disputed. */
  sameClaim: number;
  /** `opposes`: b says the contrary of a, or that a (or the report of it) is not so; `unclear`: weak signs of it. Read it with sameClaim. */
  polarity: 'agrees' | 'opposes' | 'unclear';
  changes: SentenceChange[];
  /** True where b withholds commitment that a does not. */
  hedged: boolean;
  why: string;
}

/** From this probability of a dispute on, signs of one make the polarity unclear. */
const doubtful = 0.3;

/**
 * Compares two sentences or clauses of one story: one claim or two, the same way round or not, and which number, quoted word
 * or name was changed from a to b. Symmetric in sameClaim and changes but for their sides; a is taken as the earlier one.
 */
export function compareSentences(a: string, b: string): SentenceComparison {
  const pair = readPair(a, b);
  const reading = readStance(pair);
  const found = pair.changes;
  const sameClaim = sameness(pair);
  return {
    sameClaim,
    polarity: polarityOf(() => reading, pair),
    changes: found.changes,
    hedged: showsReserve(reading),
    why: whyOf(sameClaim, found),
  };
}

/**
 * Whether b says what a says, as `compareSentences` finds it: one claim with at least this probability, nothing changed in it, and b agrees. What
 * costs least is asked first, so that most pairs cost little.
 */
export function restates(a: Side, b: Side, least: number): boolean {
  const alignment = alignWords(a, b);
  if (sameness({ claim: a, text: b, alignment }) < least) return false;
  const pair = { claim: a, text: b, alignment, changes: findChanges({ claim: a, text: b }) };
  return pair.changes.changes.length === 0 && polarityOf(() => readStance(pair), pair) === 'agrees';
}

function polarityOf(read: () => StanceReading, pair: Pair): SentenceComparison['polarity'] {
  if (pair.changes.opposed) return 'opposes';
  if (bothSayNo(pair)) return 'agrees';
  const reading = read();
  if (reading.stance === 'against') return 'opposes';
  return reading.probabilities.against >= doubtful ? 'unclear' : 'agrees';
}

function whyOf(sameClaim: number, found: Changes): string {
  const opening = sameClaim >= 0.5 ? 'The same claim' : 'Another claim';
  const reasons = [...found.changes.map(describeChange), ...describeOpposition(found)];
  return `${opening}${reasons.length === 0 ? '' : `: ${reasons.slice(0, 3).join('; ')}`}.`;
}
