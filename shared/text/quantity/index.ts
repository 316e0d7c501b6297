import type { Span } from '../span.js';
import { boundAfter, boundBefore } from './bounds.js';
import { lex, type Piece } from './lexer.js';
import { beginsNumber, type Read, readNumber } from './number.js';
import { currencyMarks } from './numerals.js';
import { isUncounted } from './uncounted.js';
import { createUnitFinder, readMarkedUnit } from './unit.js';

export { compareQuantities } from './comparison.js';

export type Bound = '>' | '>=' | '=' | '~' | '<=' | '<';

/** A counted or measured amount, read as an interval. */
export interface Quantity extends Span {
  value: number;
  /** Upper end of a range ("30 to 40"), else null. */
  high: number | null;
  bound: Bound;
  /**
   * Singular of the thing counted ("migrant", "people" → "person"), or a measure: '%', 'percentage point', 'ratio' (a share:
   * "one in 7,000", "half of"), an ISO currency, 'kilometre'…; null if the text does not say ("over 150 were arrested").
   */
  unit: string | null;
  /** The words from the bound to the number and its unit mark: "over four dozen", "$3.5 million". */
  text: string;
}

export type Comparison = 'same' | 'overlap' | 'conflict' | 'incomparable';

interface Found {
  from: number;
  to: number;
  value: number;
  high: number | null;
  bound: Bound;
  unit: string | null;
  /** False if the noun counted is to be looked for after the number. */
  settled: boolean;
}

type UnitFinder = (from: number) => string | null;

/**
 * Reads the amounts in a text, in order, without overlaps: figures and words, dozens and scores, fractions, percentages, ratios,
 * currencies, ranges and bounds. "Nearly 400" is `~`, "up to 400" `<=`, "dozens" `>=` 24. Dates, years, clock times,
 * ages, ordinals, numbered things ("Title 42") and list numbers count nothing and are left out.
 */
export function readQuantities(text: string): Quantity[] {
  const pieces = lex(text);
  const unitAt = createUnitFinder(text);
  const quantities: Quantity[] = [];
  let free = 0;
  for (let at = 0; at < pieces.length; at += 1) {
    const found = mayBegin(pieces[at]!) ? readAt(pieces, at, unitAt) : null;
    if (found === null) continue;
    const { from, to } = found;
    at = to - 1;
    const start = pieces[Math.max(from, free)]!.start;
    const end = pieces[to - 1]!.end;
    free = to;
    const { value, high, bound, unit } = found;
    quantities.push({ start, end, value, high, bound, unit, text: text.slice(start, end) });
  }
  return quantities;
}

/** Most words of a text begin no amount. */
function mayBegin(piece: Piece): boolean {
  return beginsNumber(piece) || nations.has(piece.lower) || Object.hasOwn(currencyMarks, piece.text);
}

/** Letters before "$" that say whose dollar it is. */
const nations = new Map(
  Object.entries({
    us: null,
    c: 'CAD',
    ca: 'CAD',
    a: 'AUD',
    au: 'AUD',
    nz: 'NZD',
    hk: 'HKD',
  }),
);

function readAt(pieces: Piece[], at: number, unitAt: UnitFinder): Found | null {
  const currency = readCurrency(pieces, at);
  const first = currency?.to ?? at;
  const read = readNumber(pieces, first);
  if (read === null) return null;
  const bare = currency === null && !read.share && !/^%|percent/.test(pieces[read.to]?.lower ?? '');
  if (bare && !isRatio(pieces, read) && isUncounted(pieces, first, read.to)) return null;
  const ratio = currency === null ? readRatio(pieces, at, read) : null;
  const found = ratio ?? readRange(pieces, at, read, currency?.unit ?? null);
  return withBounds(pieces, found, unitAt);
}

/** "$", "US$", "C$", "£" before a figure. */
function readCurrency(pieces: Piece[], at: number): { unit: string; to: number } | null {
  const piece = pieces[at]!;
  const nation = nations.has(piece.lower) && pieces[at + 1]?.text === '$' && pieces[at + 1]!.glued;
  const mark = nation ? '$' : piece.text;
  const unit = Object.hasOwn(currencyMarks, mark) ? currencyMarks[mark] : undefined;
  if (unit === undefined) return null;
  const named = nation ? nations.get(piece.lower) : null;
  return { unit: named ?? unit, to: at + (nation ? 2 : 1) };
}

const isRatio = (pieces: Piece[], read: Read): boolean =>
  /^(?:in|out)$/.test(pieces[read.to]?.lower ?? '') && readRatio(pieces, read.to, read) !== null;

/** "one in 7,000", "two out of every five", "seven in 10": a share. Not "three in 2014". */
function readRatio(pieces: Piece[], from: number, top: Read): Found | null {
  const lower = (at: number): string => pieces[at]?.lower ?? '';
  let at = top.to;
  if (lower(at) === 'in') at += 1;
  else if (lower(at) === 'out' && lower(at + 1) === 'of') at += 2;
  else return null;
  const every = lower(at) === 'every' || lower(at) === 'each';
  const explicit = every || lower(top.to) === 'out';
  if (every) at += 1;
  const bottom = readNumber(pieces, at);
  if (bottom === null || bottom.share || bottom.open || bottom.value <= top.value || top.value === 0)
    return null;
  const year = /^(?:19|20)\d\d$/.test(pieces[at]?.text ?? '');
  if (!explicit && (year || (top.value > 9 && top.value >= bottom.value / 2) || top.value > 100)) return null;
  return {
    from,
    to: bottom.to,
    value: top.value / bottom.value,
    high: null,
    bound: '=',
    unit: 'ratio',
    settled: true,
  };
}

/** A number, or the two ends of a range: "30 to 40", "30-40", "between 30 and 40", "$3-5 million". */
function readRange(pieces: Piece[], from: number, low: Read, currency: string | null): Found {
  const unit = low.share ? 'ratio' : currency;
  const bound = low.open ? '>=' : '=';
  const single: Found = {
    from,
    to: low.to,
    value: low.value,
    high: null,
    bound,
    unit,
    settled: unit !== null,
  };
  const between = pieces[from - 1]?.lower === 'between';
  const marked = currency === null ? readMarkedUnit(pieces, low.to) : null;
  const join = pieces[marked?.to ?? low.to];
  const joins = between ? join?.lower === 'and' : join?.lower === 'to' || /^[-–—]$/.test(join?.text ?? '');
  if (low.open || !joins || pieces[from - 1]?.lower === 'from') return single;
  let at = (marked?.to ?? low.to) + 1;
  if (currency !== null && readCurrency(pieces, at) !== null) at = readCurrency(pieces, at)!.to;
  const high = readNumber(pieces, at);
  if (high === null || high.open || high.share !== low.share) return single;
  const value = sharedScale(low.value, high.value, pieces, low, high);
  if (value >= high.value) return single;
  return { ...single, from: between ? from - 1 : from, to: high.to, value, high: high.value };
}

/** "3 to 5 million": the scale of the upper end holds for the lower one. */
function sharedScale(low: number, high: number, pieces: Piece[], lowRead: Read, highRead: Read): number {
  if (low >= 1000 || high < 1000 || highRead.to - 1 <= lowRead.to) return low;
  const scale = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 }[pieces[highRead.to - 1]!.lower];
  return scale !== undefined && low * scale < high ? low * scale : low;
}

function withBounds(pieces: Piece[], found: Found, unitAt: UnitFinder): Found {
  const result = { ...found };
  const marked = result.settled ? null : readMarkedUnit(pieces, result.to);
  if (marked !== null) Object.assign(result, { unit: marked.unit, to: marked.to, settled: true });
  const before = boundBefore(pieces, result.from);
  if (before !== null)
    Object.assign(result, { bound: joinBounds(result.bound, before.bound), from: before.from });
  const after = boundAfter(pieces, result.to);
  if (after !== null) Object.assign(result, { bound: after.bound, to: after.to });
  if (!result.settled) result.unit = unitAt(pieces[result.to - 1]!.end);
  return result;
}

/** "about dozens", "another 50": a plain word before leaves an open plural open. */
const joinBounds = (own: Bound, written: Bound): Bound =>
  own === '>=' && (written === '=' || written === '~') ? own : written;
