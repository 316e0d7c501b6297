import type { Bound } from './index.js';
import type { Piece } from './lexer.js';

/**
 * Words before a number that make it a bound. "Nearly" and "almost" are read as approximate: the writer rounds up.
 * "Up to" and "as many as" are upper bounds. Longest phrase first.
 */
const before: readonly (readonly [string, Bound])[] = [
  ['no fewer than', '>='],
  ['no less than', '>='],
  ['not less than', '>='],
  ['no more than', '<='],
  ['not more than', '<='],
  ['a minimum of', '>='],
  ['a maximum of', '<='],
  ['a total of', '='],
  ['upwards of', '>'],
  ['upward of', '>'],
  ['in excess of', '>'],
  ['well over', '>'],
  ['well above', '>'],
  ['more than', '>'],
  ['greater than', '>'],
  ['higher than', '>'],
  ['at least', '>='],
  ['as many as', '<='],
  ['as much as', '<='],
  ['up to', '<='],
  ['at most', '<='],
  ['fewer than', '<'],
  ['less than', '<'],
  ['lower than', '<'],
  ['well under', '<'],
  ['well below', '<'],
  ['close to', '~'],
  ['an estimated', '~'],
  ['in the region of', '~'],
  ['on the order of', '~'],
  ['over', '>'],
  ['above', '>'],
  ['exceeding', '>'],
  ['exceeded', '>'],
  ['exceeds', '>'],
  ['topped', '>'],
  ['topping', '>'],
  ['surpassed', '>'],
  ['surpassing', '>'],
  ['minimum', '>='],
  ['under', '<'],
  ['below', '<'],
  ['maximum', '<='],
  ['about', '~'],
  ['around', '~'],
  ['roughly', '~'],
  ['approximately', '~'],
  ['approx', '~'],
  ['approx.', '~'],
  ['some', '~'],
  ['nearly', '~'],
  ['almost', '~'],
  ['circa', '~'],
  ['estimated', '~'],
  ['exactly', '='],
  ['precisely', '='],
  ['just', '='],
  ['only', '='],
  ['another', '='],
  ['~', '~'],
  ['>', '>'],
  ['<', '<'],
];

const after: readonly (readonly [string, Bound])[] = [
  ['or more', '>='],
  ['or so', '~'],
  ['or fewer', '<='],
  ['or less', '<='],
  ['at least', '>='],
  ['and counting', '>='],
  ['+', '>='],
  ['plus', '>='],
];

const beforeParts = before.map(([phrase, bound]) => ({ parts: phrase.split(' '), bound }));
const afterParts = after.map(([phrase, bound]) => ({ parts: phrase.split(' '), bound }));

/** The bound written before piece `at`, and the piece where it begins. */
export function boundBefore(pieces: Piece[], at: number): { bound: Bound; from: number } | null {
  for (const { parts, bound } of beforeParts) {
    const from = at - parts.length;
    if (from >= 0 && parts.every((part, index) => pieces[from + index]!.lower === part))
      return { bound, from };
  }
  return null;
}

/** The bound written from piece `at` on, and the piece after it. */
export function boundAfter(pieces: Piece[], at: number): { bound: Bound; to: number } | null {
  for (const { parts, bound } of afterParts) {
    if (parts.every((part, index) => pieces[at + index]?.lower === part))
      return { bound, to: at + parts.length };
  }
  return null;
}
