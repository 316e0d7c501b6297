import { compareQuantities, type Quantity } from '../quantity/index.js';
import type { Side } from './side.js';

export interface NumberComparison {
  same: number;
  conflict: number;
  /** The pairs in conflict. */
  conflicts: { a: Quantity; b: Quantity }[];
}

/**
 * Compares the quantities of two sides. A quantity that agrees with one of the other side (the same value or overlapping
 * intervals) is settled; of those left over on both sides, each of a's is in conflict with the first comparable one of b's.
 */
export function compareNumbers(a: Side, b: Side): NumberComparison {
  const agree = (left: Quantity, right: Quantity) => agreeing.has(compareQuantities(left, right));
  const [openA, openB] =
    a.quantities.length === b.quantities.length
      ? unpaired(a.quantities, b.quantities)
      : [
          a.quantities.filter((left) => !b.quantities.some((right) => agree(left, right))),
          b.quantities.filter((right) => !a.quantities.some((left) => agree(left, right))),
        ];
  const conflicts: NumberComparison['conflicts'] = [];
  for (const left of openA) {
    const right = openB.find(
      (each) => compareQuantities(left, each) === 'conflict' && !conflicts.some((found) => found.b === each),
    );
    if (right !== undefined) conflicts.push({ a: left, b: right });
  }
  return { same: a.quantities.length - openA.length, conflict: conflicts.length, conflicts };
}

/** Where both sides count as many things, each number has its own partner: equal ones first, then those that overlap. */
function unpaired(a: readonly Quantity[], b: readonly Quantity[]): [Quantity[], Quantity[]] {
  const [left, right] = [[...a], [...b]];
  for (const wanted of ['same', 'overlap'] as const)
    for (const each of [...left]) {
      const at = right.findIndex((other) => compareQuantities(each, other) === wanted);
      if (at === -1) continue;
      right.splice(at, 1);
      left.splice(left.indexOf(each), 1);
    }
  return [left, right];
}

const agreeing = new Set(['same', 'overlap']);
