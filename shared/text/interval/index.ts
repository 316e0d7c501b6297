/** What a feed has done so far, as far as it is known. Absent or null means not known. */
export interface PollHistory {
  /** New entries a day seen over the last days (fractions allowed). */
  entriesPerDay?: number | null;
  /** Seconds since the newest entry was published or, failing that, first seen. */
  sinceLastEntrySeconds?: number | null;
  /** Age the answer may be kept: Cache-Control max-age, or Expires less Date, seconds. */
  cacheSeconds?: number | null;
  /** What the feed says of itself: ttl or sy:updatePeriod, seconds. */
  ttlSeconds?: number | null;
  /** Retry-After of the last answer, seconds. */
  retryAfterSeconds?: number | null;
  /** Failures in a row, weighted (1 hard, 0.5 soft, 0.25 for a name that does not resolve). */
  failures?: number | null;
  /** True while a WebSub hub pushes to us: polling is then only a safety net. */
  pushed?: boolean;
}

export interface PollBounds {
  /** Seconds, fractions allowed. */
  min: number;
  max: number;
}

const DAY = 86_400;

/** With nothing known: often enough to learn a busy feed's pace within the hour. */
const UNKNOWN_SECONDS = 900;

/** Polls between two entries. Four polls a gap see an entry an eighth of a gap late on average. */
const POLLS_PER_GAP = 4;

/**
 * Wishes of ttl and Cache-Control are heard up to this. Many feeds say a day and publish by the hour; news
 * cannot wait for that, and asking once in half an hour with a conditional request annoys nobody.
 */
const HEARD_WISH_SECONDS = 1800;

/** Each weighted failure doubles the wait; beyond ten the bound is reached anyway. */
const MAX_DOUBLINGS = 10;

/** Polls as a safety net while a hub pushes. */
const PUSHED_FACTOR = 8;

/** A Retry-After is obeyed beyond the upper bound, but not past a day: see response. */
const MAX_OBEYED_WAIT = DAY;

/**
 * Seconds until the next poll: a quarter of the gap between entries; a silence longer than the gap stretches it to
 * their geometric mean (a feed gone quiet is asked less and less, a night does not make it sleepy); not sooner than the feed wishes, within reason; doubled
 * for each failure; within the bounds. Only Retry-After goes past the upper bound.
 */
export function nextPollSeconds(history: PollHistory, bounds: PollBounds): number {
  const wish = Math.min(HEARD_WISH_SECONDS, Math.max(known(history.cacheSeconds), known(history.ttlSeconds)));
  const calm = Math.max(learnedSeconds(history), wish) * (history.pushed === true ? PUSHED_FACTOR : 1);
  const base = clamp(calm, bounds);
  const doublings = Math.min(MAX_DOUBLINGS, known(history.failures));
  const wait = clamp(base * 2 ** doublings, bounds);
  return Math.max(wait, Math.min(MAX_OBEYED_WAIT, known(history.retryAfterSeconds)));
}

function learnedSeconds(history: PollHistory): number {
  const rate = history.entriesPerDay ?? null;
  const silence = known(history.sinceLastEntrySeconds);
  if (rate === null || Number.isNaN(rate)) return UNKNOWN_SECONDS;
  const gap = rate <= 0 ? Number.POSITIVE_INFINITY : DAY / rate;
  if (gap === Number.POSITIVE_INFINITY) return silence === 0 ? DAY : Math.max(UNKNOWN_SECONDS, silence);
  return Math.sqrt(gap * Math.max(gap, silence)) / POLLS_PER_GAP;
}

function known(value: number | null | undefined): number {
  return value === null || value === undefined || Number.isNaN(value) ? 0 : Math.max(0, value);
}

function clamp(value: number, { min, max }: PollBounds): number {
  return Math.min(Math.max(max, min), Math.max(min, value));
}
