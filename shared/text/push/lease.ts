/** What paces requests to a hub; in seconds, fractions allowed. */
export interface PushPace {
  /** First wait before a hub is asked again; it doubles with each request in vain. */
  retrySeconds: number;
  /** Longest wait before a hub is asked again, and the wait after a denial. */
  mostRetrySeconds: number;
}

/**
 * A lease is renewed after this share of it, plus up to the spread at random: the remaining third leaves days for
 * attempts, and feeds that were added together do not ask their hub together for ever.
 */
const renewalShare = 0.5;
const renewalSpread = 0.2;

/** A lease is never believed to last longer: hubs grant days to weeks, and a hub that forgets is asked again by then. */
const mostLeaseSeconds = 30 * 86_400;

/** Share of a wait that is drawn at random, so that feeds of one hub that failed together do not return together. */
const retryJitter = 0.25;

/** Doublings of the first wait; beyond these the longest wait is reached anyway. */
const mostDoublings = 20;

/** The seconds a granted lease is taken to last; where the hub names none, what was asked for. */
export function leaseSeconds(granted: number | null, asked: number): number {
  return Math.min(mostLeaseSeconds, granted ?? asked);
}

/** Seconds from the start of a lease until it is renewed; `draw` in 0..1. Never sooner than a hub may be asked again. */
export function renewalSeconds(lease: number, draw: number, pace: PushPace): number {
  return Math.max(pace.retrySeconds, lease * (renewalShare + renewalSpread * draw));
}

/** Seconds until a hub is asked again after `inVain` requests in vain (0 for none yet); `draw` in 0..1. */
export function retrySeconds(inVain: number, draw: number, pace: PushPace): number {
  const wait = pace.retrySeconds * 2 ** Math.min(mostDoublings, Math.max(0, inVain));
  return Math.min(pace.mostRetrySeconds, wait) * (1 - retryJitter * draw);
}
