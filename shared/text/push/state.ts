import type { Intent } from './intent.js';
import { leaseSeconds, type PushPace, renewalSeconds, retrySeconds } from './lease.js';

/**
 * How it stands with a feed's hub. `wanted`: not asked yet; `asked`: its verification is awaited; `active`: it
 * pushes; `quiet`: it should push and did not, it is asked again; `denied`: it will not push; `ending`: we asked it to
 * stop.
 */
export type PushState = 'wanted' | 'asked' | 'active' | 'quiet' | 'denied' | 'ending';

/** What decides the next step with a hub. */
export interface PushFacts {
  state: PushState;
  topic: string;
  leaseUntil: Date | null;
  /** Requests since the hub last answered with a verification. */
  attempts: number;
  lastPingAt: Date | null;
  /** When polling found entries that were not pushed; null once a ping has come since. */
  unpushedSince: Date | null;
}

/** What changes in a push; what is left out stays. */
export interface PushChange {
  state?: PushState;
  leaseUntil?: Date;
  tryAt?: Date;
  attempts?: number;
  unpushedSince?: null;
  lastError?: string | null;
}

/** What to do with a hub's question: the change to keep, or null where it is none of ours and is not echoed. */
export type Verdict = { kind: 'agree' | 'note'; change: PushChange } | { kind: 'end' } | null;

/** An unsubscription that the hub does not confirm is given up after so many requests: the lease then runs out. */
export const mostGoodbyes = 5;

/** States in which we have asked to be pushed to. */
const asking: ReadonlySet<PushState> = new Set(['asked', 'active', 'quiet']);

/**
 * Judges a hub's question to our callback. Subscribing is agreed to only for a topic we asked for, unsubscribing only
 * where we asked for it; a denial is noted whenever it comes. `draw` in 0..1 is the jitter.
 */
export function judgeIntent(
  push: PushFacts,
  intent: Intent,
  asked: { leaseSeconds: number; now: Date; draw: number; pace: PushPace },
): Verdict {
  if (intent.topic !== push.topic) return null;
  const { now, draw, pace } = asked;
  if (intent.mode === 'unsubscribe') return push.state === 'ending' ? { kind: 'end' } : null;
  if (intent.mode === 'denied') {
    if (push.state === 'ending') return { kind: 'end' };
    return {
      kind: 'note',
      change: {
        state: 'denied',
        tryAt: later(now, pace.mostRetrySeconds),
        lastError: `the hub will not push it${intent.reason === null ? '' : `: ${intent.reason}`}`,
      },
    };
  }
  if (!asking.has(push.state)) return null;
  const lease = leaseSeconds(intent.leaseSeconds, asked.leaseSeconds);
  return {
    kind: 'agree',
    change: {
      state: 'active',
      leaseUntil: later(now, lease),
      tryAt: later(now, renewalSeconds(lease, draw, pace)),
      attempts: 0,
      unpushedSince: null,
      lastError: null,
    },
  };
}

/** What is kept before a hub is asked (again), so that its verification finds us waiting. Null: give it up. */
export function beforeAsking(
  push: PushFacts,
  { now, draw, pace }: { now: Date; draw: number; pace: PushPace },
): PushChange | null {
  const tryAt = later(now, retrySeconds(push.attempts, draw, pace));
  const attempts = push.attempts + 1;
  if (push.state === 'ending') return push.attempts >= mostGoodbyes ? null : { tryAt, attempts };
  const holds = push.state === 'active' && push.leaseUntil !== null && push.leaseUntil > now;
  return { state: holds || push.state === 'quiet' ? push.state : 'asked', tryAt, attempts };
}

/** True while a hub proves itself: it has pushed, its lease holds, and polling finds nothing that it did not push. */
export function isProven(push: PushFacts, now: Date): boolean {
  const { state, leaseUntil, lastPingAt, unpushedSince } = push;
  return (
    state === 'active' &&
    leaseUntil !== null &&
    leaseUntil > now &&
    lastPingAt !== null &&
    unpushedSince === null
  );
}

function later(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1_000);
}
