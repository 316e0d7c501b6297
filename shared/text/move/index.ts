import { feedKey } from '../url/index.js';

/** One hop of an answer, as the HTTP client reports it. */
export interface Hop {
  from: string;
  to: string;
  permanent: boolean;
}

/** A permanent redirect that was seen before and is not yet believed. Times in ISO 8601. */
export interface SeenMove {
  to: string;
  since: string;
  times: number;
}

export type Move =
  /** Nothing moved, or only for now. */
  | { kind: 'none' }
  /** Seen, and to be seen again before it is believed. */
  | ({ kind: 'seen' } & SeenMove)
  /** The new address takes the place of the old one. */
  | { kind: 'kept'; to: string };

/** A move elsewhere is believed when it was answered this often … */
export const TIMES_TO_BELIEVE = 3;
/** … over at least this many seconds. */
export const SECONDS_TO_BELIEVE = 3_600;

/**
 * What redirects mean for a feed's address. 302, 303 and 307 never change it: what counts is the run of 301 and 308 at
 * the beginning. A move that changes only scheme, `www` or the trailing slash is kept at once, as nothing can be lost
 * by it. Any other is followed at once but kept only after it was answered TIMES_TO_BELIEVE times over an hour: a 301
 * by mistake (a hotel's login page, a domain that lapsed for a day, a botched deployment) would else lose the feed for
 * good, while waiting costs one more request a poll. Call it for answers that were read as a feed or "not modified".
 */
export function judgeMove(url: string, hops: readonly Hop[], seen: SeenMove | null, now: string): Move {
  const firstTemporary = hops.findIndex((hop) => !hop.permanent);
  const run = firstTemporary === -1 ? hops : hops.slice(0, firstTemporary);
  const to = run.at(-1)?.to.replace(/#.*$/, '');
  if (to === undefined || to === url) return { kind: 'none' };
  if (feedKey(to) === feedKey(url)) return { kind: 'kept', to };
  if (seen === null || seen.to !== to) return { kind: 'seen', to, since: now, times: 1 };
  const times = seen.times + 1;
  const seconds = (Date.parse(now) - Date.parse(seen.since)) / 1_000;
  if (times >= TIMES_TO_BELIEVE && seconds >= SECONDS_TO_BELIEVE) return { kind: 'kept', to };
  return { kind: 'seen', to, since: seen.since, times };
}
