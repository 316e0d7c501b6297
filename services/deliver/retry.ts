import type { Settings } from '@hearsay/runtime';

/** Share of the wait that is drawn at random, so that many subscriptions to one receiver do not come back as one. */
const jitter = 0.2;

/**
 * When to try again after a failure: doubling from HEARSAY_RETRY_MIN to HEARSAY_RETRY_MAX, later if the receiver asks for it
 * (up to the longest wait). `failures`: those before this one.
 */
export function nextTry(
  failures: number,
  retryAfter: number | null,
  settings: Pick<Settings, 'HEARSAY_RETRY_MIN' | 'HEARSAY_RETRY_MAX'>,
  now: Date,
  random = Math.random(),
): Date {
  const { HEARSAY_RETRY_MIN: least, HEARSAY_RETRY_MAX: most } = settings;
  const doubled = Math.min(most, least * 2 ** Math.min(failures, 30));
  const seconds = Math.min(most, Math.max(doubled * (1 - jitter * random), retryAfter ?? 0));
  return new Date(now.getTime() + seconds * 1_000);
}
