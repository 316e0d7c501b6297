import { createHmac } from 'node:crypto';
import {
  beforeAsking,
  discoverOffer,
  type Intent,
  isProven,
  isSigned,
  judgeIntent,
  leaseSeconds,
  mostGoodbyes,
  movedHub,
  type Offer,
  type OfferFacts,
  type PushFacts,
  readIntent,
  readSignature,
  renewalSeconds,
  requestForm,
  retrySeconds,
} from '@hearsay/text/push';
import { describe, expect, it } from 'vitest';
import intents from '../../fixtures/text/push/intents.json' with { type: 'json' };
import offers from '../../fixtures/text/push/offers.json' with { type: 'json' };

const pace = { retrySeconds: 60, mostRetrySeconds: 86_400 };
const now = new Date('2031-03-03T10:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const topic = 'http://tribune.example/feed';
const fresh: PushFacts = {
  state: 'asked',
  topic,
  leaseUntil: null,
  attempts: 1,
  lastPingAt: null,
  unpushedSince: null,
};
const subscribe: Intent = { mode: 'subscribe', topic, challenge: 'c', leaseSeconds: 1_000 };
const asked = { leaseSeconds: 864_000, now, draw: 0.5, pace };

describe('discoverOffer', () => {
  const cases = offers as { name: string; in: OfferFacts; out: Offer | null }[];
  it.each(cases)('$name', (each) => expect(discoverOffer(each.in)).toEqual(each.out));

  it('reads no header that is longer than any honest one', () => {
    const linkHeader = `${'<http://a.example/>; rel=next, '.repeat(1_000)}<http://a.example/>; rel=hub`;
    expect(discoverOffer({ url: topic, linkHeader, hub: null, self: null })).toBeNull();
  });
});

describe('readIntent', () => {
  it.each(intents as { in: Record<string, string>; out: Intent | null }[])('$in', (each) =>
    expect(readIntent(each.in)).toEqual(each.out),
  );

  it('echoes no challenge longer than hubs send', () => {
    const query = { 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.challenge': 'x'.repeat(1_025) };
    expect(readIntent(query)).toBeNull();
  });
});

describe('isSigned', () => {
  const body = new TextEncoder().encode('<feed/>');
  const signed = (method: string, secret: string) =>
    `${method}=${createHmac(method, secret).update(body).digest('hex')}`;

  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('takes %s of our secret and of no other', (method) => {
    expect(isSigned(signed(method, 's3cret'), 's3cret', body)).toBe(true);
    expect(isSigned(signed(method, 's3cret').toUpperCase().replace('SHA', 'sha'), 's3cret', body)).toBe(true);
    expect(isSigned(signed(method, 'other'), 's3cret', body)).toBe(false);
    expect(isSigned(signed(method, 's3cret'), 's3cret', new TextEncoder().encode('<feed />'))).toBe(false);
  });

  it.each([
    null,
    '',
    'sha256=',
    'md5=d41d8cd98f00b204e9800998ecf8427e',
    `sha256=${'0'.repeat(40)}`,
    'sha256=zz',
  ])('takes no %s', (header) => {
    expect(readSignature(header)).toBeNull();
    expect(isSigned(header, 's3cret', body)).toBe(false);
  });
});

describe('leases', () => {
  it('last as the hub says, else as asked, and never past 30 days', () => {
    expect(leaseSeconds(500, 1_000)).toBe(500);
    expect(leaseSeconds(null, 1_000)).toBe(1_000);
    expect(leaseSeconds(1e12, 1_000)).toBe(30 * 86_400);
  });

  it('are renewed between half and seven tenths of them, never sooner than a hub may be asked', () => {
    expect(renewalSeconds(1_000, 0, pace)).toBe(500);
    expect(renewalSeconds(1_000, 1, pace)).toBe(700);
    expect(renewalSeconds(10, 1, pace)).toBe(60);
  });

  it('are asked for again with doubling waits up to the longest', () => {
    expect([0, 1, 2].map((inVain) => retrySeconds(inVain, 0, pace))).toEqual([60, 120, 240]);
    expect(retrySeconds(1e9, 0, pace)).toBe(86_400);
    expect(retrySeconds(0, 1, pace)).toBe(45);
  });
});

describe('judgeIntent', () => {
  it('agrees to what was asked for, with its lease', () => {
    for (const state of ['asked', 'active', 'quiet'] as const) {
      expect(judgeIntent({ ...fresh, state }, subscribe, asked)).toEqual({
        kind: 'agree',
        change: {
          state: 'active',
          leaseUntil: after(1_000),
          tryAt: after(600),
          attempts: 0,
          unpushedSince: null,
          lastError: null,
        },
      });
    }
  });

  it('agrees to no other topic, to nothing it did not ask for, and to no end it does not want', () => {
    expect(judgeIntent(fresh, { ...subscribe, topic: `${topic}2` }, asked)).toBeNull();
    for (const state of ['wanted', 'denied', 'ending'] as const)
      expect(judgeIntent({ ...fresh, state }, subscribe, asked)).toBeNull();
    const unsubscribe: Intent = { mode: 'unsubscribe', topic, challenge: 'c' };
    expect(judgeIntent({ ...fresh, state: 'active' }, unsubscribe, asked)).toBeNull();
    expect(judgeIntent({ ...fresh, state: 'ending' }, unsubscribe, asked)).toEqual({ kind: 'end' });
  });

  it('notes a denial and waits long', () => {
    const denied: Intent = { mode: 'denied', topic, reason: 'not for you' };
    expect(judgeIntent({ ...fresh, state: 'active' }, denied, asked)).toEqual({
      kind: 'note',
      change: {
        state: 'denied',
        tryAt: after(86_400),
        lastError: 'the hub will not push it: not for you',
      },
    });
    expect(judgeIntent({ ...fresh, state: 'ending' }, denied, asked)).toEqual({ kind: 'end' });
  });
});

describe('beforeAsking', () => {
  const how = { now, draw: 0, pace };
  it('keeps a push active while its lease holds, and waits for verification otherwise', () => {
    const active: PushFacts = { ...fresh, state: 'active', attempts: 0, leaseUntil: after(10) };
    expect(beforeAsking(active, how)).toEqual({ state: 'active', tryAt: after(60), attempts: 1 });
    expect(beforeAsking({ ...active, leaseUntil: after(-1) }, how)).toMatchObject({ state: 'asked' });
    expect(beforeAsking({ ...active, state: 'denied' }, how)).toMatchObject({ state: 'asked' });
    expect(beforeAsking({ ...active, state: 'quiet' }, how)).toMatchObject({ state: 'quiet' });
  });

  it('gives up saying goodbye after a few times', () => {
    const ending: PushFacts = { ...fresh, state: 'ending', attempts: mostGoodbyes - 1 };
    expect(beforeAsking(ending, how)).not.toBeNull();
    expect(beforeAsking({ ...ending, attempts: mostGoodbyes }, how)).toBeNull();
  });
});

describe('isProven', () => {
  const proven: PushFacts = { ...fresh, state: 'active', leaseUntil: after(10), lastPingAt: after(-10) };
  it('holds while it pushes, its lease holds and polling finds nothing else', () => {
    expect(isProven(proven, now)).toBe(true);
    for (const change of [
      { state: 'quiet' as const },
      { leaseUntil: after(-1) },
      { leaseUntil: null },
      { lastPingAt: null },
      { unpushedSince: after(-1) },
    ])
      expect(isProven({ ...proven, ...change }, now)).toBe(false);
  });
});

describe('requests to hubs', () => {
  const ask = { callback: 'http://us.example/push/x', topic, secret: 's', leaseSeconds: 60 };
  it('name callback, topic, secret and lease', () => {
    expect(Object.fromEntries(new URLSearchParams(requestForm({ mode: 'subscribe', ...ask })))).toEqual({
      'hub.mode': 'subscribe',
      'hub.callback': ask.callback,
      'hub.topic': topic,
      'hub.secret': 's',
      'hub.lease_seconds': '60',
    });
    expect(requestForm({ mode: 'unsubscribe', ...ask })).not.toContain('secret');
  });

  it('follow a hub that moved, but not from encryption to none', () => {
    expect(movedHub('https://a.example/', 307, '/hub')).toBe('https://a.example/hub');
    expect(movedHub('http://a.example/', 308, 'https://b.example/')).toBe('https://b.example/');
    expect(movedHub('https://a.example/', 307, 'http://a.example/')).toBeNull();
    expect(movedHub('https://a.example/', 302, 'https://b.example/')).toBeNull();
    expect(movedHub('https://a.example/', 307, 'file:///etc/passwd')).toBeNull();
    expect(movedHub('https://a.example/', 307, undefined)).toBeNull();
  });
});
