import { compareQuantities, type Quantity } from '../quantity/index.js';
import type { Side } from './side.js';

export interface NumberComparison {
  same: number;
  conflict: number;
  /** The pairs in conflict. */
  conflicts: { a: Quantity; b: Quantity }[];
}

/**
 * Compares the quantities of two sides. Each of a's looks for a quantity of b that agrees (the same value or overlapping
 * intervals); only one that finds none and meets a comparable one is in conflict with it.
 */
export function compareNumbers(a: Side, b: Side): NumberComparison {
  const result: NumberComparison = { same: 0, conflict: 0, conflicts: [] };
  for (const left of a.quantities) {
    const verdicts = b.quantities.map((right) => ({ right, verdict: compareQuantities(left, right) }));
    if (verdicts.some(({ verdict }) => verdict === 'same' || verdict === 'overlap')) result.same += 1;
    else {
      const against = verdicts.find(({ verdict }) => verdict === 'conflict');
      if (against === undefined) continue;
      result.conflict += 1;
      result.conflicts.push({ a: left, b: against.right });
    }
  }
  return result;
}
