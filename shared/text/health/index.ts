export { BROKEN_FROM, type FailureKind, weighFailure } from './failure.js';

/** What the record holds of a feed, as far as its health goes. Times in ISO 8601. */
export interface FeedFacts {
  id: string;
  /** Where people read the outlet: the feed's link, or its domain. */
  home: string;
  status: 'new' | 'healthy' | 'broken' | 'blocked' | 'retired';
  statusSince: string;
  nextPollAt: string;
  intervalSeconds: number | null;
  lastPolledAt: string | null;
  lastSuccessAt: string | null;
  lastEntryAt: string | null;
  lastError: string | null;
  /** Weighted failures in a row. */
  failures: number;
  entriesPerDay: number | null;
  addedAt: string;
}

export type HealthState =
  | 'healthy'
  /** It answers, and has been silent for far longer than it ever is; or we are behind with asking it. */
  | 'late'
  /** It failed, and not yet often enough to be called broken. */
  | 'failing'
  /** It asked us to come back later. */
  | 'waiting'
  | 'broken'
  | 'blocked'
  | 'new'
  | 'retired';

/** How a feed is, for people: since when, why, and what there is to do. Null where there is nothing to say. */
export interface FeedHealth {
  state: HealthState;
  since: string;
  why: string | null;
  advice: string | null;
}

/** We are behind if a poll that is due has not begun within two intervals, and at least within five minutes. */
const BEHIND_INTERVALS = 2;
const BEHIND_LEAST_SECONDS = 300;

/** A feed is late after so many of its usual gaps without an entry, and at least after a day (nights, weekends). */
const SILENT_GAPS = 12;
const SILENT_LEAST_SECONDS = 86_400;

/** Sleepier feeds than this (entries a day) are silent for weeks in the course of things. */
const TOO_SLEEPY = 0.5;

/** Judges a feed by what the record holds, at `now` (ISO 8601). */
export function judgeFeed(feed: FeedFacts, now: string): FeedHealth {
  const since = feed.statusSince;
  if (feed.status === 'retired')
    return {
      state: 'retired',
      since,
      why: feed.lastError,
      advice: `hearsay feeds remove ${feed.id}, or to try it again: hearsay feeds revive ${feed.id}`,
    };
  if (feed.status === 'blocked' || feed.status === 'broken')
    return {
      state: feed.status,
      since,
      why: feed.lastError,
      advice: adviceFor(feed.lastError ?? '', feed.home),
    };
  const behind = secondsBetween(feed.nextPollAt, now);
  if (behind > Math.max(BEHIND_LEAST_SECONDS, BEHIND_INTERVALS * (feed.intervalSeconds ?? 0)))
    return {
      state: 'late',
      since: feed.nextPollAt,
      why: 'we are behind: its poll is overdue',
      advice: BEHIND,
    };
  if (feed.lastError !== null) return failing(feed);
  if (feed.status === 'new') return { state: 'new', since, why: null, advice: null };
  return silent(feed, now) ?? { state: 'healthy', since, why: null, advice: null };
}

const BEHIND = 'see that the daemon runs (hearsay pipeline)';

function failing(feed: FeedFacts): FeedHealth {
  const asked = /asks? us to wait|asked to (?:slow down|come back)|budget/i.test(feed.lastError ?? '');
  const since = feed.lastSuccessAt ?? feed.addedAt;
  return { state: asked ? 'waiting' : 'failing', since, why: feed.lastError, advice: null };
}

function silent(feed: FeedFacts, now: string): FeedHealth | null {
  const rate = feed.entriesPerDay ?? 0;
  if (feed.lastEntryAt === null || rate < TOO_SLEEPY) return null;
  const silence = secondsBetween(feed.lastEntryAt, now);
  if (silence <= Math.max(SILENT_LEAST_SECONDS, (SILENT_GAPS * 86_400) / rate)) return null;
  const usual = rate >= 1 ? `${Math.round(rate)} a day` : 'one every other day';
  return {
    state: 'late',
    since: feed.lastEntryAt,
    why: `it answers, but lists nothing new (${usual} were usual)`,
    advice: `see whether the outlet has moved its feed: hearsay feeds add ${feed.home}`,
  };
}

/** What to do about a failure, by what it says. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /bot check|robot/i,
    'ask the site to let us in (HEARSAY_USER_AGENT says who we are), or use another feed of it',
  ],
  [/consent wall|paywall|login|payment/i, 'find a feed without a login: hearsay feeds add HOME'],
  [/forbidden|access denied|legal/i, 'ask the site to let us in, or use another feed of it'],
  [/not found \(404\)|not a feed|redirect/i, 'look for its new address: hearsay feeds add HOME'],
  [/does not resolve|no address|name server/i, 'check the address; the domain may be gone'],
  [/certificate|TLS/i, 'tell the site; or try its http:// address'],
  [/not a public address|refused: (?:port|only)/i, 'allow it in HEARSAY_ALLOW_NETWORKS if you mean it'],
  [/longer than|decompress|too large/i, 'look for a shorter feed of the site'],
];

function adviceFor(error: string, home: string): string {
  const advice = ADVICE.find(([pattern]) => pattern.test(error))?.[1];
  return advice?.replace('HOME', home) ?? 'nothing: it is asked again by itself';
}

function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1_000;
}
