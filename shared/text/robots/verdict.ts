import { MAX_ROBOTS_BYTES } from './rules.js';

/** A robots.txt that arrived, after redirects. */
export interface RobotsAnswer {
  status: number;
  body: Uint8Array;
  cacheControl: string | null;
}

/** What is known of an origin's robots.txt; times in milliseconds since 1970. */
export interface RobotsKnown {
  verdict: 'rules' | 'none' | 'unreachable';
  rules: string | null;
  reason: string;
  readAt: number | null;
  expiresAt: number;
  failingSince: number | null;
  failures: number;
}

/** The times that decide; all but `now` are lengths. */
export interface RobotsTimes {
  now: number;
  /** Longest that a file is held; at most a day (RFC 9309, 2.4). */
  lifetimeMs: number;
  /** The wait before a file that could not be read is asked for again; doubles up to `retryMostMs`. */
  retryMs: number;
  retryMostMs: number;
  /** A file that could not be read for so long counts as none (2.3.1.4). */
  giveUpMs: number;
}

/** A file is held for at least this long, whatever its Cache-Control says: each asking costs the site a request. */
const SHORTEST_MS = 300_000;

/**
 * What an answer to a request for robots.txt means (RFC 9309, 2.3.1): 2xx is read as rules; 4xx means there is none
 * and all is allowed; anything else means nothing is allowed until it can be read, or has been out of reach for as
 * long as `giveUpMs`. Rules read before hold on meanwhile. Never throws; a 429 is for the caller to wait out.
 */
export function judgeAnswer(
  { status, body, cacheControl }: RobotsAnswer,
  before: RobotsKnown | null,
  times: RobotsTimes,
): RobotsKnown {
  if (status >= 200 && status < 300) {
    const rules = textOf(body);
    return read('rules', rules, `robots.txt was read (${status})`, cacheControl, times);
  }
  if (status >= 400 && status < 500)
    return read('none', null, `there is no robots.txt (${status})`, cacheControl, times);
  return judgeFailure(`robots.txt cannot be read (${status})`, before, times);
}

/** What it means that robots.txt did not arrive; `reason` says in words why. */
export function judgeFailure(reason: string, before: RobotsKnown | null, times: RobotsTimes): RobotsKnown {
  const failingSince = before?.failingSince ?? times.now;
  const failures = (before?.failures ?? 0) + 1;
  const wait = Math.min(times.retryMostMs, times.retryMs * 2 ** Math.min(20, failures - 1));
  const state = { expiresAt: times.now + wait, failingSince, failures };
  if (before?.verdict === 'rules' || (before?.verdict === 'none' && before.readAt !== null))
    return { ...before, ...state, reason: `${reason}; what was read before holds` };
  if (times.now - failingSince >= times.giveUpMs) {
    return {
      ...state,
      verdict: 'none',
      rules: null,
      readAt: null,
      reason: `${reason} for long, so it counts as none`,
    };
  }
  return { ...state, verdict: 'unreachable', rules: null, readAt: null, reason };
}

function read(
  verdict: 'rules' | 'none',
  rules: string | null,
  reason: string,
  cacheControl: string | null,
  { now, lifetimeMs }: RobotsTimes,
): RobotsKnown {
  const asked = /\bmax-age=(\d{1,9})\b/i.exec(cacheControl ?? '')?.[1];
  const holds = asked === undefined ? lifetimeMs : Math.max(SHORTEST_MS, Number(asked) * 1_000);
  return {
    verdict,
    rules,
    reason,
    readAt: now,
    expiresAt: now + Math.min(lifetimeMs, holds),
    failingSince: null,
    failures: 0,
  };
}

/** UTF-8 as the standard demands, or what a byte-order mark says; a line that the limit cuts is left out. */
function textOf(body: Uint8Array): string {
  const cut = body.length >= MAX_ROBOTS_BYTES;
  const bytes = body.subarray(0, MAX_ROBOTS_BYTES);
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  const text = new TextDecoder(label).decode(bytes);
  return cut ? text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1) : text;
}
