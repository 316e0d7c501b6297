import type { Comparison, Quantity } from './index.js';

const nouns = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/**
 * Nouns that count the same kind of thing, so that their numbers can be held against each other. Hand-made:
 * the first group is people, whatever a writer calls them.
 */
const groups: readonly ReadonlySet<string>[] = [
  nouns(
    'person individual man woman child adult human migrant immigrant refugee asylum-seeker foreigner national citizen alien resident ' +
      'passenger worker employee staff staffer soldier troop fighter militant civilian victim suspect detainee prisoner inmate hostage survivor ' +
      'patient student teacher member official officer voter protester demonstrator demonstrator traveler traveller tourist visitor evacuee rescuer ' +
      'boy girl teenager youth kid guest crew sailor miner farmer driver fan supporter participant attendee customer user respondent american ' +
      'death fatality casualty life body dead injured missing case newcomer entrant crosser agent rebel terrorist gunman attacker extremist family',
  ),
  nouns('car vehicle truck lorry van automobile'),
  nouns('boat ship vessel ferry barge'),
  nouns('home house building property structure dwelling residence'),
  nouns('plane aircraft jet airplane airliner'),
  nouns('company firm business corporation'),
  nouns('crack fissure fracture flaw defect fault'),
  nouns('attack assault strike raid incident'),
  nouns('country nation state'),
  nouns('job position post'),
  nouns('vote ballot'),
  nouns('gun weapon firearm rifle'),
  nouns('school college university'),
];

/** Measures that convert: what a unit is worth in the first of its family. */
const measures: Readonly<Record<string, { family: string; factor: number }>> = {
  '%': { family: 'share', factor: 0.01 },
  ratio: { family: 'share', factor: 1 },
  metre: { family: 'length', factor: 1 },
  kilometre: { family: 'length', factor: 1000 },
  mile: { family: 'length', factor: 1609.344 },
  foot: { family: 'length', factor: 0.3048 },
  kilogram: { family: 'mass', factor: 1 },
  tonne: { family: 'mass', factor: 1000 },
  second: { family: 'time', factor: 1 },
  minute: { family: 'time', factor: 60 },
  hour: { family: 'time', factor: 3600 },
  day: { family: 'time', factor: 86400 },
  week: { family: 'time', factor: 604800 },
  month: { family: 'time', factor: 2629800 },
  year: { family: 'time', factor: 31557600 },
};
const notCounted = new Set([
  'percentage point',
  'USD',
  'EUR',
  'GBP',
  'JPY',
  'CNY',
  'INR',
  'RUB',
  'KRW',
  'ILS',
  'UAH',
  'CAD',
  'AUD',
]);

/** Two bounds of one direction that differ by at most this share are one number said two ways ("over four dozen", "more than 50"). */
const nearBound = 0.1;
/** "About" reaches this share to either side. */
const aboutReach = 0.1;
/** "More than 400" is said of numbers up to the next round one, or a quarter above. */
const boundReach = 0.25;
/** Figures of one measure in other units, or rounded ("14.2" as "14"), may differ by this share. */
const roundingReach = 0.05;

/**
 * Holds two quantities against each other.
 *
 * `same`: one value, whatever the bounds (but "over 400" and "fewer than 400" conflict). `overlap`: the intervals meet, where
 * "more than 400" is read as a writer means it: up to the next round number, not without end. `conflict`: comparable units, other
 * numbers. `incomparable`: different things counted. An unknown unit (null) compares with any counted noun.
 */
export function compareQuantities(a: Quantity, b: Quantity): Comparison {
  const factor = unitFactor(a.unit, b.unit);
  if (factor === null) return 'incomparable';
  const other =
    factor === 1 ? b : { ...b, value: b.value * factor, high: b.high === null ? null : b.high * factor };
  if (opposed(a, other)) return 'conflict';
  if (isClose(a.value, other.value, 1e-9) && (a.high ?? a.value) === (other.high ?? other.value))
    return 'same';
  if (isClose(a.value, other.value, 1e-9) && a.high === null && other.high === null) return 'same';
  if (direction(a) !== 0 && direction(a) === direction(other))
    return isClose(a.value, other.value, nearBound) ? 'overlap' : 'conflict';
  if (roundsTo(a, other) || (factor !== 1 && isClose(a.value, other.value, roundingReach))) return 'overlap';
  const [first, second] = [reach(a), reach(other)];
  return first.low <= second.high && second.low <= first.high ? 'overlap' : 'conflict';
}

/** What `b`'s value must be multiplied by to stand in `a`'s unit; null if the units do not compare. */
function unitFactor(a: string | null, b: string | null): number | null {
  if (a === b) return 1;
  if (a === null || b === null) return isMeasure(a ?? b!) ? null : 1;
  const [from, to] = [measureOf(b), measureOf(a)];
  if (from !== null && to !== null) return from.family === to.family ? from.factor / to.factor : null;
  if (isMeasure(a) || isMeasure(b)) return null;
  return groups.some((group) => group.has(a) && group.has(b)) ? 1 : null;
}

const measureOf = (unit: string) => (Object.hasOwn(measures, unit) ? measures[unit]! : null);
const isMeasure = (unit: string): boolean => measureOf(unit) !== null || notCounted.has(unit);
const isClose = (a: number, b: number, share: number): boolean =>
  Math.abs(a - b) <= share * Math.max(Math.abs(a), Math.abs(b));

function direction({ bound, high }: Quantity): -1 | 0 | 1 {
  if (high !== null) return 0;
  return bound.startsWith('>') ? 1 : bound.startsWith('<') ? -1 : 0;
}

/** "Over 400" and "fewer than 400": one says more, the other less, and no number is both. */
function opposed(a: Quantity, b: Quantity): boolean {
  if (direction(a) * direction(b) !== -1) return false;
  const [lower, upper] = direction(a) === 1 ? [a, b] : [b, a];
  return (
    lower.value > upper.value || (lower.value === upper.value && (lower.bound === '>' || upper.bound === '<'))
  );
}

/** The interval a writer means. Upper bounds reach to zero: "up to 400" is true of 12. */
function reach(quantity: Quantity): { low: number; high: number } {
  const { value, high, bound } = quantity;
  const size = Math.abs(value);
  if (high !== null) return { low: value, high };
  if (bound === '=') return { low: value, high: value };
  if (bound === '~') return { low: value - aboutReach * size, high: value + aboutReach * size };
  if (bound.startsWith('<')) return { low: value - 2 * boundReach * size, high: value };
  if (isOpenPlural(quantity)) return { low: value, high: value * 50 };
  return { low: value, high: value + Math.max(boundReach * size, roundStep(size)) };
}

/** "Dozens", "hundreds", "thousands" without a figure say only the order of magnitude. */
const isOpenPlural = ({ text }: Quantity): boolean =>
  /\b(?:dozens|scores|hundreds|thousands|millions|billions|trillions)\b/i.test(text);

/** One unit of the last figure that is not zero: 100 for 400, 10 for 50, 50 for 150. */
function roundStep(value: number): number {
  if (!Number.isInteger(value) || value === 0) return 0;
  let step = 1;
  while (value % (step * 10) === 0) step *= 10;
  return (value / step) % 5 === 0 ? step * 5 : step;
}

/** 14.2 written as 14, or 1,243,000 as 1.24 million; never 43 as 40. */
function roundsTo(a: Quantity, b: Quantity): boolean {
  const fractional = Number.isInteger(a.value) !== Number.isInteger(b.value);
  const large = Math.min(a.value, b.value) >= 1000 && roundStep(a.value) !== roundStep(b.value);
  if (!fractional && !large) return false;
  const coarse = fractional ? Math.abs(Math.round(a.value) - Math.round(b.value)) === 0 : true;
  return coarse && isClose(a.value, b.value, roundingReach);
}
