import { type Looks, nextLook, nextLookAfterNothing, nextLookForDeleted } from '@hearsay/text/revisit';
import { describe, expect, it } from 'vitest';

const hour = 3_600;
const after = [hour, 6 * hour, 24 * hour, 168 * hour];
const at = (hours: number): Looks => ({ firstSeen: 0, now: hours * hour * 1_000, after, least: 60 });
const inHours = (time: number | null) => (time === null ? null : time / hour / 1_000);

describe('nextLook', () => {
  it.each([
    [0, 1],
    [0.99, 6],
    [1, 6],
    [1.01, 6],
    [5.5, 6],
    [6, 24],
    [30, 168],
    [168, null],
    [500, null],
  ])('%f hours after an article was first seen it is due at hour %s', (now, next) => {
    expect(inHours(nextLook(at(now)))).toBe(next);
  });

  it('keeps the shortest distance, and looks never where no times are named', () => {
    expect(nextLook({ firstSeen: 0, now: 900, after: [1], least: 60 })).toBe(60_900);
    expect(nextLook({ firstSeen: 0, now: 0, after: [], least: 60 })).toBeNull();
  });
});

describe('nextLookForDeleted', () => {
  it('looks as planned, then four times at the last distance, then no more', () => {
    expect(inHours(nextLookForDeleted(hour * 1_000, at(2)))).toBe(6);
    expect(inHours(nextLookForDeleted(0, at(169)))).toBe(169 + 168);
    expect(inHours(nextLookForDeleted(0, at(4 * 168 - 1)))).toBe(5 * 168 - 1);
    expect(nextLookForDeleted(0, at(4 * 168))).toBeNull();
  });
});

describe('nextLookAfterNothing', () => {
  it('looks again soon, but not later than planned, and gives up long after the last look', () => {
    expect(inHours(nextLookAfterNothing(at(2), hour))).toBe(3);
    expect(inHours(nextLookAfterNothing(at(5.5), hour))).toBe(6);
    expect(inHours(nextLookAfterNothing(at(200), hour))).toBe(201);
    expect(nextLookAfterNothing(at(2 * 168), hour)).toBeNull();
  });
});
