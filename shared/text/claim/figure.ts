import { compareQuantities, type Quantity } from '../quantity/index.js';
import type { Entry } from './prepare.js';

/** Smaller counts are shared by chance. */
const tellingCount = 20;
/** A larger count that is rounded to its first digit ("about 1,000 people") is shared by chance, too. */
const roundFrom = 100;
/** A number of so many digits before its zeros is one of a kind, even where one side leaves out what is counted. */
const oneOfAKind = 3;
/** Words for a number without one. */
const vague = /^(?:\p{L}+ )*(?:dozens|scores|hundreds|thousands|millions|billions|half|most)\b/iu;

/** True if both clauses give the same figure for one thing, one that is seldom shared by chance ("31 hospitals", "3.5%"). */
export function countsSame(a: Entry, b: Entry): boolean {
  return a.quantities.some((left) => b.quantities.some((right) => isSameCount(left, right)));
}

function isSameCount(left: Quantity, right: Quantity): boolean {
  if (left.value !== right.value || left.high !== right.high || !isTelling(left)) return false;
  if (vague.test(left.text) || vague.test(right.text)) return false;
  const named = left.unit !== null && right.unit !== null;
  if (named) return /^(?:same|overlap)$/.test(compareQuantities(left, right));
  return left.unit !== right.unit && digitsOf(left.value) >= oneOfAKind;
}

function isTelling({ value }: Quantity): boolean {
  if (!Number.isInteger(value)) return true;
  return value >= tellingCount && (value < roundFrom || digitsOf(value) > 1);
}

/** Digits before the zeros at the end. */
function digitsOf(value: number): number {
  return String(Math.abs(value)).replace(/0+$/, '').length;
}

/** The minute at which a clause says something happened, from midnight; null where it gives none, or more than one. */
export function clockOf(text: string): number | null {
  const found = [...text.matchAll(clock)];
  if (found.length !== 1) return null;
  const { hour, minute, half } = found[0]!.groups!;
  const [h, m] = [Number(hour), Number(minute ?? 0)];
  // "At 9" on the hour is when shops open and meetings begin: only a minute tells an event.
  if (h > 24 || m > 59 || m === 0) return null;
  const afternoon = /^p/i.test(half ?? '') && h < 12 ? 12 : 0;
  const midnight = /^a/i.test(half ?? '') && h === 12 ? -12 : 0;
  return (h + afternoon + midnight) * 60 + m;
}

const clock =
  /(?<![\d:.])(?<hour>\d{1,2})[:.](?<minute>\d{2})(?: ?(?<half>[ap])\.?m\b|(?= (?:GMT|BST|ET|CET|hours|on|in the)\b))/gi;

/** True if both clauses give one minute of the clock. */
export function happensAtSame(a: Entry, b: Entry): boolean {
  return a.clock !== null && a.clock === b.clock;
}
