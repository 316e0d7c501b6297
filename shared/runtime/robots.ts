import { RetryAfterError } from '@hearsay/pipeline';
import type { RobotsRow, Store } from '@hearsay/store';
import {
  agentToken,
  judgeAnswer,
  judgeFailure,
  MAX_ROBOTS_BYTES,
  type Robots,
  type RobotsKnown,
  readRobots,
} from '@hearsay/text/robots';
import { HttpError, type HttpResult, isRefusal } from './http/index.js';
import type { Settings } from './settings.js';

const hourMs = 3_600_000;

/** A file that cannot be read is asked for again at least this often. */
const retryMostMs = hourMs;

/**
 * Others come back after this, most files having arrived by then; and then after as long again as it has been asked for,
 * so that many jobs do not look in vain again and again.
 */
const askingMs = 300;

/** Read rules are kept at hand up to this many characters in all, some 500 usual files. */
const mostCharacters = 4_000_000;

/** What robots.txt says of one address. */
export interface RobotsSays {
  /** Null where it may be fetched, else one sentence. */
  refusal: string | null;
  /** The pause it asks for between requests, in seconds. */
  delaySeconds: number | null;
}

/** robots.txt of all origins: read once for all processes, kept in the record. */
export interface RobotsFiles {
  /**
   * What the file of this address's origin says of it. Rejects with RetryAfterError while it is being read or cannot
   * be (nothing is allowed then), with HttpError where this request for it did not arrive.
   */
  ask(url: string): Promise<RobotsSays>;
}

interface Needs {
  store: Pick<Store, 'robots'>;
  settings: Settings;
  userAgent: string;
  /** Gets a file within its domain's budget. Rejects with RetryAfterError where the site asks us to wait. */
  fetch(url: string): Promise<HttpResult>;
  now(): number;
}

/** `fetch` is how the file is asked for, `now` the time of day in milliseconds. */
export function createRobots(needs: Needs): RobotsFiles {
  const atHand = new Map<string, { rules: Robots; row: RobotsKnown }>();
  return {
    ask: async (url) => {
      const { origin } = new URL(url);
      const known = atHand.get(origin);
      if (known !== undefined && known.row.expiresAt > needs.now()) return say(url, origin, known);
      const row = await current(origin, needs);
      const read = { row, rules: readRobots(origin, row.rules ?? '', agentToken(needs.userAgent)) };
      keep(atHand, origin, read);
      return say(url, origin, read);
    },
  };
}

function say(url: string, origin: string, { row, rules }: { row: RobotsKnown; rules: Robots }): RobotsSays {
  if (row.verdict === 'none') return { refusal: null, delaySeconds: null };
  const line = rules.lineFor(url);
  const where = line === null ? '' : ` (line ${line})`;
  return {
    refusal: rules.allows(url)
      ? null
      : `${url} is not fetched: ${origin}/robots.txt keeps robots from it${where}.`,
    delaySeconds: rules.crawlDelaySeconds,
  };
}

/** The file as it is known now, asked for if need be. An unreachable file is an error: nothing is allowed for now. */
async function current(origin: string, needs: Needs): Promise<RobotsKnown> {
  const row = knownOf(await needs.store.robots.get(origin));
  if (row !== null && row.expiresAt > needs.now()) return allowing(origin, row, needs);
  const leaseSeconds = needs.settings.HEARSAY_FETCH_SECONDS + 5;
  const askedForMs = await needs.store.robots.claim(origin, leaseSeconds);
  if (askedForMs !== null)
    throw new RetryAfterError(`${origin}/robots.txt is being read.`, Math.max(askingMs, askedForMs));
  return allowing(origin, await read(origin, row, needs), needs);
}

function allowing(origin: string, row: RobotsKnown, { now }: Pick<Needs, 'now'>): RobotsKnown {
  if (row.verdict !== 'unreachable') return row;
  throw new RetryAfterError(
    `Nothing of ${origin} may be fetched while ${row.reason}.`,
    Math.max(1, row.expiresAt - now()),
  );
}

async function read(origin: string, before: RobotsKnown | null, needs: Needs): Promise<RobotsKnown> {
  let judged: RobotsKnown;
  let failure: unknown = null;
  try {
    const { status, body, headers } = await needs.fetch(`${origin}/robots.txt`);
    judged = judgeAnswer(
      { status, body, cacheControl: headers['cache-control'] ?? null },
      before,
      timesOf(needs),
    );
  } catch (error) {
    // Busy, asked to wait, or an address that is refused for pages too: nothing was learned of the file.
    if (!(error instanceof HttpError) || (isRefusal(error.code) && error.hop === 0)) {
      await needs.store.robots.unclaim(origin);
      throw error;
    }
    judged = judgeError(error, before, needs);
    failure = error;
  }
  await needs.store.robots.save(rowOf(origin, judged));
  if (failure !== null && judged.verdict === 'unreachable') throw failure;
  return judged;
}

function judgeError(error: HttpError, before: RobotsKnown | null, needs: Needs): RobotsKnown {
  // More than five redirects count as no file (RFC 9309, 2.3.1.2).
  if (error.code === 'too-many-redirects') {
    return judgeAnswer({ status: 404, body: new Uint8Array(), cacheControl: null }, before, timesOf(needs));
  }
  return judgeFailure(`robots.txt cannot be read (${error.code})`, before, timesOf(needs));
}

function timesOf({ settings, now }: Pick<Needs, 'settings' | 'now'>) {
  return {
    now: now(),
    lifetimeMs: settings.HEARSAY_ROBOTS_HOURS * hourMs,
    retryMs: settings.HEARSAY_ROBOTS_RETRY * 1_000,
    retryMostMs,
    giveUpMs: settings.HEARSAY_ROBOTS_DOWN_DAYS * 24 * hourMs,
  };
}

function keep<T extends { row: RobotsKnown }>(atHand: Map<string, T>, origin: string, read: T): void {
  atHand.delete(origin);
  atHand.set(origin, read);
  const size = (each: T) => 500 + (each.row.rules?.length ?? 0);
  let total = [...atHand.values()].reduce((sum, each) => sum + size(each), 0);
  for (const [oldest, each] of atHand) {
    if (total <= mostCharacters || oldest === origin) return;
    atHand.delete(oldest);
    total -= size(each);
  }
}

function knownOf(row: RobotsRow | null): RobotsKnown | null {
  if (row === null) return null;
  const { verdict, rules, reason, failures } = row;
  const ms = (date: Date | null) => date?.getTime() ?? null;
  const times = {
    readAt: ms(row.readAt),
    failingSince: ms(row.failingSince),
    expiresAt: row.expiresAt.getTime(),
  };
  return { verdict, rules, reason, failures, ...times };
}

function rowOf(origin: string, known: RobotsKnown): RobotsRow {
  const date = (ms: number | null) => (ms === null ? null : new Date(ms));
  const { readAt, failingSince, expiresAt } = known;
  return {
    origin,
    ...known,
    readAt: date(readAt),
    failingSince: date(failingSince),
    expiresAt: new Date(expiresAt),
  };
}

/** How much of a file is read, in bytes (RFC 9309, 2.5). */
export const robotsBytes = MAX_ROBOTS_BYTES;
