import { measurePace, nextPoll, type SeenEntry } from '@hearsay/text/interval';
import { cacheSeconds } from '@hearsay/text/response';
import { describe, expect, it } from 'vitest';

const now = Date.parse('2031-05-05T12:00:00Z');
const hour = 3_600_000;
const day = 24 * hour;
const every = (ms: number, count: number, lag = 0): SeenEntry[] =>
  Array.from({ length: count }, (_, at) => ({
    published: now - (at + 1) * ms,
    firstSeen: now - (at + 1) * ms + lag,
  }));

describe('measurePace', () => {
  it('counts the last three days where enough fell in them', () => {
    expect(measurePace(every(hour, 100), now - 30 * day, now).entriesPerDay).toBe(24);
  });
  it('reads a busy list by how far it reaches', () => {
    expect(measurePace(every(60_000, 40), now - day, now).entriesPerDay).toBeCloseTo(1440);
  });
  it('reads a sleepy list by the month, and one that has died as still', () => {
    expect(measurePace(every(5 * day, 20), now - day, now).entriesPerDay).toBeCloseTo(0.2);
    const dead = every(day, 5).map((entry) => ({
      ...entry,
      published: (entry.published as number) - 90 * day,
    }));
    expect(measurePace(dead, now - 100 * day, now)).toMatchObject({
      entriesPerDay: 0,
      newest: now - 91 * day,
    });
  });
  it('does not take a batch for a stream', () => {
    const batch = every(1, 20);
    expect(measurePace(batch, now - day, now).entriesPerDay).toBeLessThanOrEqual(20 * 144);
  });
  it('knows nothing of undated entries it found there, and counts those it saw come', () => {
    const undated = (firstSeen: number): SeenEntry => ({ published: null, firstSeen });
    const found = [undated(now - 5 * day), undated(now - 5 * day)];
    expect(measurePace(found, now - hour, now).entriesPerDay).toBeNull();
    expect(measurePace(found, now - 5 * day, now).entriesPerDay).toBe(0);
    const came = [...found, ...[1, 2, 3, 4].map((n) => undated(now - n * 12 * hour))];
    expect(measurePace(came, now - 5 * day, now).entriesPerDay).toBeCloseTo(2);
  });
  it('knows nothing of an empty feed', () => {
    expect(measurePace([], now - day, now)).toEqual({ entriesPerDay: null, newest: null, lagSeconds: null });
  });
  it('measures the lag on what was published while we watched, and never below zero', () => {
    const watched = [...every(hour, 3, 90_000), ...every(2 * hour, 1, -5 * 60_000)];
    const before = every(10 * day, 5, 9 * day);
    expect(measurePace([...watched, ...before], now - 4 * hour, now).lagSeconds).toBe(90);
    expect(measurePace(every(hour, 2, 90_000), now - 4 * hour, now).lagSeconds).toBeNull();
  });
  it('does not believe the future', () => {
    expect(measurePace([{ published: now + day, firstSeen: now }], now - day, now).newest).toBe(now);
  });
});

describe('nextPoll says why', () => {
  const why = (history: Parameters<typeof nextPoll>[0]) => nextPoll(history, { min: 60, max: 21_600 }).why;
  it.each([
    [{}, 'its pace is not known yet'],
    [{ entriesPerDay: 24, sinceLastEntrySeconds: 60 }, '24 new entries a day'],
    [{ entriesPerDay: 1, sinceLastEntrySeconds: 60 }, 'one new entry a day'],
    [
      { entriesPerDay: 24, sinceLastEntrySeconds: 5 * 86_400 },
      '24 new entries a day, and quiet for longer than usual',
    ],
    [{ entriesPerDay: 2000 }, '2000 new entries a day; the shortest allowed'],
    [{ entriesPerDay: 0.1, sinceLastEntrySeconds: 60 }, 'less than one new entry a day; the longest allowed'],
    [{ entriesPerDay: 400, ttlSeconds: 600 }, 'the feed asks for it'],
    [{ entriesPerDay: 400, cacheSeconds: 600 }, 'the server lets answers be kept so long'],
    [{ entriesPerDay: 400, failures: 2 }, 'doubled with each failure'],
    [{ entriesPerDay: 400, retryAfterSeconds: 900 }, 'the site asked us to wait (Retry-After)'],
    [{ entriesPerDay: 96, sinceLastEntrySeconds: 0, pushed: true }, 'a hub pushes; polls are a safety net'],
  ])('%j', (history, expected) => expect(why(history)).toBe(expected));
});

describe('cacheSeconds', () => {
  const at = '2031-05-05T12:00:00.000Z';
  it.each<[Record<string, string>, number | null]>([
    [{}, null],
    [{ 'cache-control': 'public, max-age=600' }, 600],
    [{ 'cache-control': 'max-age=600', age: '200' }, 400],
    [{ 'cache-control': 'max-age="300"' }, 300],
    [{ 'cache-control': 's-maxage=900' }, null],
    [{ 'cache-control': 'no-cache, max-age=600' }, 0],
    [{ 'cache-control': 'max-age=99999999999' }, 31_536_000],
    [{ expires: 'Mon, 05 May 2031 12:10:00 GMT' }, 600],
    [{ expires: 'Mon, 05 May 2031 12:10:00 GMT', date: 'Mon, 05 May 2031 12:05:00 GMT' }, 300],
    [{ expires: '0' }, 0],
    [{ expires: '-1' }, 0],
    [{ expires: 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
    [{ 'cache-control': 'max-age=60', expires: 'Mon, 05 May 2031 13:00:00 GMT' }, 60],
  ])('%j', (headers, expected) => expect(cacheSeconds(headers, at)).toBe(expected));
});
