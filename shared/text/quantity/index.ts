import type { Span } from '../span.js';

export type Bound = '>' | '>=' | '=' | '~' | '<=' | '<';

/** A counted or measured amount, read as an interval. */
export interface Quantity extends Span {
  value: number;
  /** Upper end of a range ("30 to 40"), else null. */
  high: number | null;
  bound: Bound;
  /** Lemma of the thing counted ("migrant"), or '%', 'USD', 'year', 'ratio'…; null if unknown. */
  unit: string | null;
  text: string;
}

export type Comparison = 'same' | 'overlap' | 'conflict' | 'incomparable';

export function readQuantities(_text: string): Quantity[] {
  return [];
}

export function compareQuantities(_a: Quantity, _b: Quantity): Comparison {
  return 'incomparable';
}
