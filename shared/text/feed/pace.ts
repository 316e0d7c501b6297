import type { Parts } from './locate.js';
import { textOf } from './tree.js';

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

const NOTHING = { name: '', attributes: {}, base: null, lang: null, children: [], closed: true };
