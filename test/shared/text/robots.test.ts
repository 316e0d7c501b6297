import { agentToken, judgeAnswer, judgeFailure, type RobotsKnown, readRobots } from '@hearsay/text/robots';
import { describe, expect, it } from 'vitest';
import fixtures from '../../fixtures/text/robots/rules.json' with { type: 'json' };
import { processorMs } from '../../support/processor-time.js';

const origin = 'https://tribune.example';
type Fixture = {
  why: string;
  rules: string;
  url: string;
  allowed: boolean;
  line?: number;
  delay?: number | null;
};

describe('readRobots', () => {
  it.each((fixtures as Fixture[]).map((each) => [each.why, each] as const))('%s', (_, each) => {
    const robots = readRobots(origin, each.rules, 'hearsay');
    expect(robots.allows(origin + each.url)).toBe(each.allowed);
    if (each.line !== undefined) expect(robots.lineFor(origin + each.url)).toBe(each.line);
    if (each.delay !== undefined) expect(robots.crawlDelaySeconds).toBe(each.delay);
  });

  it('finds sitemaps wherever they stand', () => {
    const rules = 'Sitemap: https://tribune.example/a.xml\nUser-agent: x\nDisallow: /\nsitemap: /b.xml';
    expect(readRobots(origin, rules, 'hearsay').sitemaps).toEqual([
      'https://tribune.example/a.xml',
      '/b.xml',
    ]);
  });

  it('a file made to hold the thread is taken to allow nothing, at once', () => {
    const rules = `User-agent: *\n${`Disallow: /${'*a'.repeat(1_000)}\n`.repeat(200)}`;
    const started = process.cpuUsage();
    const robots = readRobots(origin, rules, 'hearsay');
    expect(robots.allows(`${origin}/${'a'.repeat(4_000)}b`)).toBe(false);
    expect(robots.allows(`${origin}/robots.txt`)).toBe(true);
    expect(processorMs(started)).toBeLessThan(2_000);
  });
});

describe('agentToken', () => {
  it.each([
    ['hearsay/0.1.0 (+https://desk.example)', 'hearsay'],
    ['TribuneDesk', 'tribunedesk'],
    ['news_bot-x 2', 'news_bot-x'],
    ['(none)', '*'],
  ])('%s', (agent, token) => expect(agentToken(agent)).toBe(token));
});

describe('what an answer for robots.txt means', () => {
  const hour = 3_600_000;
  const times = {
    now: 1e12,
    lifetimeMs: 24 * hour,
    retryMs: 60_000,
    retryMostMs: hour,
    giveUpMs: 30 * 24 * hour,
  };
  const answer = (status: number, text = '', cacheControl: string | null = null) =>
    judgeAnswer({ status, body: new TextEncoder().encode(text), cacheControl }, null, times);

  it.each([
    [200, 'rules'],
    [204, 'rules'],
    [404, 'none'],
    [401, 'none'],
    [403, 'none'],
    [500, 'unreachable'],
    [503, 'unreachable'],
    [301, 'unreachable'],
  ])('%i: %s', (status, verdict) => expect(answer(status).verdict).toBe(verdict));

  it('is held for a day, or as long as Cache-Control says if that is less', () => {
    const heldFor = (cacheControl: string | null) => answer(200, '', cacheControl).expiresAt - times.now;
    expect(heldFor(null)).toBe(24 * hour);
    expect(heldFor('public, max-age=3600')).toBe(hour);
    expect(heldFor('max-age=31536000')).toBe(24 * hour);
    expect(heldFor('max-age=0')).toBe(300_000);
  });

  it('is read up to 500 KiB, without the line that is cut', () => {
    const long = `User-agent: *\n${`Disallow: /${'x'.repeat(89)}\n`.repeat(6_000)}`;
    const rules = answer(200, long).rules as string;
    expect(rules.length).toBeLessThanOrEqual(512_000);
    expect(rules.length).toBeGreaterThan(511_000);
    expect(rules.endsWith('x\n')).toBe(true);
  });

  it('is UTF-8, or what its byte-order mark says; broken bytes do not hurt', () => {
    const text = 'User-agent: *\nDisallow: /á';
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect(judgeAnswer({ status: 200, body: utf16, cacheControl: null }, null, times).rules).toBe(text);
    const broken = Buffer.concat([
      Buffer.from('Disallow: /a'),
      Buffer.from([0xe1, 0x28]),
      Buffer.from('\nAllow: /b'),
    ]);
    expect(judgeAnswer({ status: 200, body: broken, cacheControl: null }, null, times).rules).toContain(
      '\nAllow: /b',
    );
  });

  it('out of reach: nothing is allowed, asked again ever less often, and counts as none after a month', () => {
    let known: RobotsKnown | null = null;
    let now = times.now;
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      known = judgeFailure('it does not answer', known, { ...times, now });
      expect(known.verdict).toBe('unreachable');
      waits.push((known.expiresAt - now) / 60_000);
      now = known.expiresAt;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    now = times.now + times.giveUpMs;
    known = judgeFailure('it does not answer', known, { ...times, now });
    expect(known).toMatchObject({ verdict: 'none', failingSince: times.now });
    known = judgeFailure('it does not answer', known, { ...times, now: now + hour });
    expect(known.verdict).toBe('none');
  });

  it('out of reach after it was read: what was read holds, and its return ends the failure', () => {
    const before = answer(200, 'User-agent: *\nDisallow: /a');
    const held = judgeFailure('it failed', before, { ...times, now: before.expiresAt });
    expect(held).toMatchObject({ verdict: 'rules', rules: before.rules, failures: 1, readAt: times.now });
    const later = { ...times, now: held.expiresAt + times.giveUpMs };
    expect(judgeFailure('it failed', held, later).verdict).toBe('rules');
    const back = judgeAnswer({ status: 404, body: new Uint8Array(), cacheControl: null }, held, later);
    expect(back).toMatchObject({ verdict: 'none', failures: 0, failingSince: null });
  });
});
