import { BROKEN_FROM, type FeedFacts, judgeFeed, weighFailure } from '@hearsay/text/health';
import { describe, expect, it } from 'vitest';

const now = '2031-05-05T12:00:00.000Z';
const ago = (hours: number) => new Date(Date.parse(now) - hours * 3_600_000).toISOString();
const well: FeedFacts = {
  id: 'f_1',
  home: 'https://tribune.example/',
  status: 'healthy',
  statusSince: ago(100),
  nextPollAt: ago(-0.1),
  intervalSeconds: 900,
  lastPolledAt: ago(0.1),
  lastSuccessAt: ago(0.1),
  lastEntryAt: ago(1),
  lastError: null,
  failures: 0,
  entriesPerDay: 24,
  addedAt: ago(1000),
};
const judge = (facts: Partial<FeedFacts>) => judgeFeed({ ...well, ...facts }, now);

describe('judgeFeed', () => {
  it.each<[string, Partial<FeedFacts>, object]>([
    ['a feed that does what it does', {}, { state: 'healthy', since: ago(100), why: null, advice: null }],
    [
      'one that was just added',
      { status: 'new', lastEntryAt: null, entriesPerDay: null },
      { state: 'new', why: null },
    ],
    ['one whose night is quiet', { lastEntryAt: ago(12) }, { state: 'healthy' }],
    [
      'one that has fallen silent',
      { lastEntryAt: ago(30) },
      { state: 'late', since: ago(30), why: expect.stringContaining('24 a day were usual') },
    ],
    [
      'a sleepy blog that is silent for a month',
      { entriesPerDay: 0.2, lastEntryAt: ago(700) },
      { state: 'healthy' },
    ],
    [
      'one whose poll is overdue',
      { nextPollAt: ago(1) },
      { state: 'late', why: expect.stringContaining('we are behind') },
    ],
    ['one that is due', { nextPollAt: ago(0.01) }, { state: 'healthy' }],
    [
      'one that failed once',
      { failures: 1, lastError: 'the service is unavailable (503)', lastSuccessAt: ago(1) },
      { state: 'failing', since: ago(1), why: 'the service is unavailable (503)' },
    ],
    [
      'one that asked for patience',
      { lastError: 'tribune.example asks us to wait: asked to slow down (429).' },
      { state: 'waiting' },
    ],
    [
      'a broken one',
      { status: 'broken', statusSince: ago(9), lastError: 'not found (404)' },
      {
        state: 'broken',
        since: ago(9),
        why: 'not found (404)',
        advice: 'look for its new address: hearsay feeds add https://tribune.example/',
      },
    ],
    [
      'a blocked one',
      { status: 'blocked', lastError: 'bot check (Cloudflare) (403)' },
      { state: 'blocked', advice: expect.stringContaining('HEARSAY_USER_AGENT') },
    ],
    [
      'a broken one that needs nothing',
      { status: 'broken', lastError: 'the server failed (500)' },
      { advice: 'nothing: it is asked again by itself' },
    ],
    [
      'a retired one, overdue or not',
      { status: 'retired', nextPollAt: ago(500), lastError: 'gone' },
      { state: 'retired', why: 'gone', advice: expect.stringContaining('hearsay feeds revive f_1') },
    ],
  ])('%s', (_, facts, expected) => {
    expect(judge(facts)).toMatchObject(expected);
  });
});

describe('weighFailure', () => {
  it('calls a feed broken after three wrong answers, six silences, twelve unknown names', () => {
    expect(BROKEN_FROM / weighFailure('gone', null)).toBe(3);
    expect(BROKEN_FROM / weighFailure('unreachable', 'timeout')).toBe(6);
    expect(BROKEN_FROM / weighFailure('unreachable', 'name-not-found')).toBe(12);
  });
});
