import { nextPollSeconds, type PollHistory } from '@hearsay/text/interval';
import { describe, expect, it } from 'vitest';

const bounds = { min: 60, max: 21_600 };
const next = (history: PollHistory) => nextPollSeconds(history, bounds);

describe('nextPollSeconds', () => {
  it('asks a busy wire every minute and a sleepy blog every few hours', () => {
    expect(next({ entriesPerDay: 400, sinceLastEntrySeconds: 30 })).toBe(60);
    expect(next({ entriesPerDay: 24, sinceLastEntrySeconds: 600 })).toBe(900);
    expect(next({ entriesPerDay: 0.5, sinceLastEntrySeconds: 3600 })).toBe(21_600);
  });

  it('asks a new feed four times an hour', () => {
    expect(next({})).toBe(900);
    expect(next({ entriesPerDay: null, failures: null })).toBe(900);
  });

  it('asks less the longer a feed is silent, but does not take a night for sleep', () => {
    const hourly = (silence: number) => next({ entriesPerDay: 24, sinceLastEntrySeconds: silence });
    expect(hourly(8 * 3600)).toBeGreaterThan(hourly(3600));
    expect(hourly(8 * 3600)).toBeLessThan(3600);
    expect(hourly(30 * 86_400)).toBeGreaterThan(3 * 3600);
    expect(next({ entriesPerDay: 0 })).toBe(21_600);
  });

  it('hears the wishes of ttl and Cache-Control, the longer of both, up to half an hour', () => {
    expect(next({ entriesPerDay: 400, cacheSeconds: 300, ttlSeconds: 120 })).toBe(300);
    expect(next({ entriesPerDay: 400, ttlSeconds: 86_400 })).toBe(1800);
  });

  it('doubles with each failure, up to the bound', () => {
    expect(next({ entriesPerDay: 24, failures: 1 })).toBe(1800);
    expect(next({ entriesPerDay: 24, failures: 0.5 })).toBeCloseTo(900 * Math.SQRT2);
    expect(next({ entriesPerDay: 24, failures: 50 })).toBe(21_600);
  });

  it('obeys Retry-After beyond the upper bound, but not past a day, and never comes sooner for it', () => {
    expect(next({ entriesPerDay: 400, retryAfterSeconds: 40_000 })).toBe(40_000);
    expect(next({ entriesPerDay: 400, retryAfterSeconds: 1e9 })).toBe(86_400);
    expect(next({ entriesPerDay: 24, retryAfterSeconds: 1 })).toBe(900);
  });

  it('polls only as a safety net while a hub pushes', () => {
    expect(next({ entriesPerDay: 400, pushed: true })).toBeGreaterThan(next({ entriesPerDay: 400 }));
  });

  it('keeps within fractional bounds, whatever the history', () => {
    const small = { min: 0.2, max: 1.5 };
    const histories: PollHistory[] = [
      {},
      { entriesPerDay: 1e9 },
      { entriesPerDay: 0 },
      { failures: 3 },
      { ttlSeconds: 60 },
    ];
    for (const history of [
      ...histories,
      { entriesPerDay: Number.NaN, sinceLastEntrySeconds: -5, failures: -1 },
    ]) {
      const seconds = nextPollSeconds(history, small);
      expect(seconds).toBeGreaterThanOrEqual(0.2);
      expect(seconds).toBeLessThanOrEqual(1.5);
    }
  });
});
