import { type Hop, judgeMove, type SeenMove } from '@hearsay/text/move';
import { describe, expect, it } from 'vitest';

const now = '2031-05-05T12:00:00.000Z';
const old = 'http://tribune.example/rss';
const target = 'https://feeds.example/tribune';
const hop = (to: string, permanent = true, from = old): Hop => ({ from, to, permanent });
const seen = (times: number, hours: number, to = target): SeenMove => ({
  to,
  times,
  since: new Date(Date.parse(now) - hours * 3_600_000).toISOString(),
});

describe('judgeMove', () => {
  it.each<[string, Hop[], SeenMove | null, object]>([
    ['no redirect', [], null, { kind: 'none' }],
    ['a temporary one', [hop(target, false)], null, { kind: 'none' }],
    [
      'a temporary one before a permanent one',
      [hop('https://a.example/x', false), hop(target)],
      null,
      { kind: 'none' },
    ],
    ['a permanent one, seen first', [hop(target)], null, { kind: 'seen', to: target, since: now, times: 1 }],
    ['seen three times within minutes', [hop(target)], seen(2, 0.2), { kind: 'seen', times: 3 }],
    ['seen twice in a day', [hop(target)], seen(1, 24), { kind: 'seen', times: 2 }],
    ['seen three times over an hour', [hop(target)], seen(2, 1), { kind: 'kept', to: target }],
    [
      'one that leads elsewhere now',
      [hop('https://other.example/')],
      seen(2, 9),
      { kind: 'seen', to: 'https://other.example/', times: 1 },
    ],
    [
      'https',
      [hop('https://tribune.example/rss')],
      null,
      { kind: 'kept', to: 'https://tribune.example/rss' },
    ],
    [
      'www and a slash',
      [hop('http://www.tribune.example/rss/#top')],
      null,
      { kind: 'kept', to: 'http://www.tribune.example/rss/' },
    ],
    [
      'permanent, then for now',
      [hop('https://tribune.example/rss'), hop(target, false)],
      null,
      { kind: 'kept', to: 'https://tribune.example/rss' },
    ],
    ['a circle', [hop(old)], null, { kind: 'none' }],
  ])('%s', (_, hops, before, expected) => {
    expect(judgeMove(old, hops, before, now)).toMatchObject(expected);
  });
});
