import { monthNumber } from './month.js';

/** Minutes east of UTC. Names as news sites of those places use them (IST is India's, CST America's). */
const ZONES: Record<string, number> = {
  ...{ z: 0, utc: 0, gmt: 0, wet: 0, bst: 60, ist: 330, west: 60, cet: 60, mez: 60, cest: 120, mesz: 120 },
  ...{ eet: 120, eest: 180, msk: 180, est: -300, edt: -240, et: -300, cst: -360, cdt: -300, ct: -360 },
  ...{ mst: -420, mdt: -360, mt: -420, pst: -480, pdt: -420, pt: -480, akst: -540, akdt: -480, hst: -600 },
  ...{ jst: 540, kst: 540, sgt: 480, hkt: 480, pkt: 300, aest: 600, aedt: 660, acst: 570, awst: 480 },
  ...{ nzst: 720, nzdt: 780, brt: -180, art: -180, sast: 120, wat: 60, eat: 180, gst: 240, wib: 420 },
};
/** Zone names that stand for either half of the year, by the summer's zone. */
const EITHER: Record<string, number> = { et: -240, ct: -300, mt: -360, pt: -420 };

const MIN_YEAR = 1980;
const MAX_YEAR = 2100;
/** A date's time of day stands within this many characters of it. */
const TIME_REACH = 30;

interface Day {
  year: number;
  month: number;
  day: number;
  /** Where the date ends in the text. */
  end: number;
}

/**
 * Reads the first date in a text and its time of day and zone, as ISO 8601 UTC; null where there is none.
 * Without a zone the time is taken as UTC. Without a time, or at exactly midnight of a named zone (how sites
 * write "that day"), it is midnight UTC of that day, so that the day stays the one the page shows.
 * `dayFirst` decides 3/4/2020, which is otherwise read as its parts allow.
 */
export function readDate(text: string, dayFirst: boolean): string | null {
  const sample = text.slice(0, 400);
  const day = findDay(sample, dayFirst);
  if (day === null) return null;
  const time = findTime(sample.slice(day.end, day.end + TIME_REACH + 20));
  const midnight = Date.UTC(day.year, day.month - 1, day.day);
  if (time === null || (time.minutes === 0 && time.seconds === 0)) return new Date(midnight).toISOString();
  const offset = zoneOffset(time.zone, day.month);
  return new Date(midnight + (time.minutes - offset) * 60_000 + time.seconds * 1000).toISOString();
}

function findDay(text: string, dayFirst: boolean): Day | null {
  if (!/\d/.test(text)) return null;
  return isoDay(text) ?? namedDay(text) ?? numericDay(text, dayFirst);
}

function isoDay(text: string): Day | null {
  const match =
    /(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(text) ??
    /(?<!\d)(\d{4})()(\d{2})(\d{2})(?=T|\d{6}(?!\d)|(?!\d))/.exec(text) ??
    /(\d{4})(\s?[年년]\s?)(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/.exec(text);
  return match ? dayOf(match[1]!, Number(match[3]), match[4]!, match) : null;
}

function namedDay(text: string): Day | null {
  if (!/(?:19|20)\d{2}/.test(text)) return null;
  const dayMonth =
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s\u00a0-]{0,3}(?:de |of |d['’])?(\p{L}{3,12})\.?,?[\s-]{0,3}(?:de |del )?(\d{4})(?!\d)/gu;
  for (const match of text.matchAll(dayMonth)) {
    const month = monthNumber(match[2]!);
    const day = month === null ? null : dayOf(match[3]!, month, match[1]!, match);
    if (day) return day;
  }
  const monthDay = /(\p{L}{3,12})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})(?!\d)/gu;
  for (const match of text.matchAll(monthDay)) {
    const month = monthNumber(match[1]!);
    const day = month === null ? null : dayOf(match[3]!, month, match[2]!, match);
    if (day) return day;
  }
  return null;
}

function numericDay(text: string, dayFirst: boolean): Day | null {
  for (const match of text.matchAll(/(?<![\d.])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d])/g)) {
    const [a, b] = [Number(match[1]), Number(match[3])];
    const year = match[4]!.length === 2 ? `20${match[4]}` : match[4]!;
    // Dots part day and month everywhere; slashes differ between the United States and the rest.
    const first = match[2] === '.' || dayFirst || a > 12;
    const day = first && b <= 12 ? dayOf(year, b, String(a), match) : dayOf(year, a, String(b), match);
    if (day) return day;
  }
  return null;
}

function dayOf(year: string, month: number, day: string, match: RegExpExecArray): Day | null {
  const [y, d] = [Number(year), Number(day)];
  if (y < MIN_YEAR || y > MAX_YEAR || month < 1 || month > 12 || d < 1) return null;
  if (d > new Date(Date.UTC(y, month, 0)).getUTCDate()) return null;
  return { year: y, month, day: d, end: match.index + match[0].length };
}

interface Time {
  minutes: number;
  seconds: number;
  zone: string;
}

function findTime(after: string): Time | null {
  const match =
    /(?<!\d)(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?!\d)\s?([ap])?\.?(?:m\b\.?)?\s?(?:Uhr\b)?\s?\(?(z\b|(?:utc|gmt)?[+-]\d{1,2}:?\d{0,2}|[a-z]{2,4}\b)?/i.exec(
      after,
    );
  if (!match || match.index > TIME_REACH) return null;
  let hours = Number(match[1]);
  const minutes = Number(match[2]);
  if (hours > 23 || minutes > 59) return null;
  const half = match[4]?.toLowerCase();
  if (half === 'p' && hours < 12) hours += 12;
  if (half === 'a' && hours === 12) hours = 0;
  return { minutes: hours * 60 + minutes, seconds: Number(match[3] ?? 0), zone: match[5] ?? '' };
}

function zoneOffset(zone: string, month: number): number {
  const name = zone.toLowerCase().replace(/^(utc|gmt)(?=[+-])/, '');
  const numeric = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(name);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return minutes > 14 * 60 ? 0 : numeric[1] === '-' ? -minutes : minutes;
  }
  const summer = month >= 4 && month <= 10;
  return (summer ? EITHER[name] : undefined) ?? ZONES[name] ?? 0;
}
