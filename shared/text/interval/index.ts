export { measurePace, type Pace, type SeenEntry } from './pace.js';

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
  /** Longest interval to which a hub that pushes may stretch a shorter one; `max` where it is left out. */
  pushed?: number;
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

/** When a feed is polled next. */
export interface NextPoll {
  /** Seconds, fractions allowed. */
  seconds: number;
  /** Why so many, in a few words for people. */
  why: string;
}

/**
 * When to poll next: a quarter of the gap between entries; a silence longer than the gap stretches it to their
 * geometric mean (a feed gone quiet is asked less and less, a night does not make it sleepy); not sooner than the feed
 * wishes, within reason; doubled for each failure; within the bounds. Only Retry-After goes past the upper bound.
 */
export function nextPoll(history: PollHistory, bounds: PollBounds): NextPoll {
  const steps: NextPoll[] = [{ seconds: learnedSeconds(history), why: paceWords(history) }];
  const raise = (seconds: number, why: string) => {
    if (seconds > (steps.at(-1) as NextPoll).seconds) steps.push({ seconds, why });
  };
  raise(Math.min(HEARD_WISH_SECONDS, known(history.cacheSeconds)), 'the server lets answers be kept so long');
  raise(Math.min(HEARD_WISH_SECONDS, known(history.ttlSeconds)), 'the feed asks for it');
  const calm = (steps.at(-1) as NextPoll).seconds;
  if (history.pushed === true) raise(stretched(calm, bounds), 'a hub pushes; polls are a safety net');
  const base = bounded(steps.at(-1) as NextPoll, bounds);
  const doublings = Math.min(MAX_DOUBLINGS, known(history.failures));
  const wait = bounded(
    doublings === 0 ? base : { seconds: base.seconds * 2 ** doublings, why: 'doubled with each failure' },
    bounds,
  );
  const asked = Math.min(MAX_OBEYED_WAIT, known(history.retryAfterSeconds));
  return asked > wait.seconds ? { seconds: asked, why: 'the site asked us to wait (Retry-After)' } : wait;
}

/** As nextPoll, the seconds alone. */
export function nextPollSeconds(history: PollHistory, bounds: PollBounds): number {
  return nextPoll(history, bounds).seconds;
}

function bounded(poll: NextPoll, bounds: PollBounds): NextPoll {
  const seconds = clamp(poll.seconds, bounds);
  if (seconds > poll.seconds) return { seconds, why: `${poll.why}; the shortest allowed` };
  if (seconds < poll.seconds) return { seconds, why: `${poll.why}; the longest allowed` };
  return poll;
}

function paceWords(history: PollHistory): string {
  const rate = history.entriesPerDay ?? null;
  if (rate === null || Number.isNaN(rate)) return 'its pace is not known yet';
  const silence = known(history.sinceLastEntrySeconds);
  if (rate <= 0) return silence === 0 ? 'no entry seen yet' : 'no new entry lately';
  if (silence > (4 * DAY) / rate) return `${amount(rate)} a day, and quiet for longer than usual`;
  return `${amount(rate)} a day`;
}

function amount(rate: number): string {
  const shown = rate >= 10 ? String(Math.round(rate)) : rate >= 0.95 ? String(Number(rate.toFixed(1))) : null;
  if (shown === null) return 'less than one new entry';
  return shown === '1' ? 'one new entry' : `${shown} new entries`;
}

/** Polls become a safety net while a hub pushes; the net is never wider than its bound because of that. */
function stretched(calm: number, bounds: PollBounds): number {
  return Math.min(calm * PUSHED_FACTOR, bounds.pushed ?? bounds.max);
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
