import type { Parts } from './locate.js';
import { elementsOf, textOf } from './tree.js';

const HOUR = 3600;
const PERIODS: Readonly<Record<string, number>> = {
  hourly: HOUR,
  daily: 24 * HOUR,
  weekly: 7 * 24 * HOUR,
  monthly: 30 * 24 * HOUR,
  yearly: 365 * 24 * HOUR,
};

/** How long the feed says it may be kept: RSS `ttl` (minutes) or the syndication module's period, in seconds. */
export function ttlSeconds(feed: Parts): number | null {
  const text = (name: string) =>
    textOf(feed.byName.get(name)?.[0] ?? NOTHING)
      .trim()
      .toLowerCase()
      .slice(0, 20);
  const minutes = Number(text('ttl'));
  if (minutes > 0 && Number.isFinite(minutes)) return minutes * 60;
  const period = PERIODS[text('sy:updateperiod')];
  if (period === undefined) return null;
  const times = Number(text('sy:updatefrequency'));
  return times >= 1 ? period / times : period;
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** RSS `skipHours`: hours of the day in UTC; 24 is midnight, as some versions of RSS count. */
export function skipHours(feed: Parts): number[] {
  const hours = skipped(feed, 'skiphours', 'hour').map((text) =>
    /^\d{1,2}$/.test(text) ? Number(text) : -1,
  );
  return [...new Set(hours.filter((hour) => hour >= 0 && hour <= 24).map((hour) => hour % 24))];
}

/** RSS `skipDays`: days of the week, 0 is Sunday. */
export function skipDays(feed: Parts): number[] {
  const days = skipped(feed, 'skipdays', 'day').map((text) => DAYS.indexOf(text.toLowerCase()));
  return [...new Set(days.filter((day) => day >= 0))];
}

function skipped(feed: Parts, list: string, item: string): string[] {
  const elements = (feed.byName.get(list) ?? []).slice(0, 1).flatMap(elementsOf);
  return elements
    .filter(({ name }) => name === item)
    .slice(0, 100)
    .map((each) => textOf(each).slice(0, 20).trim());
}

const NOTHING = { name: '', attributes: {}, base: null, lang: null, children: [], closed: true };
