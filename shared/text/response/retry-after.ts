/** Longer waits are mistakes or hostility (an epoch as seconds, a year): a day is asked of nobody in earnest. */
export const MAX_RETRY_AFTER_SECONDS = 86_400;

/**
 * Reads a Retry-After header (RFC 9110, 10.2.3): seconds, or an HTTP date counted from `now` (any date that
 * Date.parse reads). Seconds from 0 to MAX_RETRY_AFTER_SECONDS; null where it is absent or unreadable.
 */
export function retryAfterSeconds(header: string | null, now: string | null): number | null {
  const value = header?.trim().slice(0, 100) ?? '';
  if (/^\d+(?:\.\d+)?$/.test(value)) return bounded(Number(value));
  if (!/[a-z]|\d-\d/i.test(value)) return null;
  const wait = (Date.parse(value) - Date.parse(now ?? '')) / 1000;
  return Number.isNaN(wait) ? null : bounded(wait);
}

function bounded(seconds: number): number {
  return Math.min(MAX_RETRY_AFTER_SECONDS, Math.max(0, Math.ceil(seconds)));
}
