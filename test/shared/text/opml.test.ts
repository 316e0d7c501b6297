import { NotOpmlError, readOpml, writeOpml } from '@hearsay/text/opml';
import { describe, expect, it } from 'vitest';

const list = (body: string) =>
  `<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>${body}</body></opml>`;

describe('readOpml', () => {
  it('reads folders as tags, nested ones as a path, categories too, and each feed once', () => {
    const { feeds, wrong } = readOpml(
      list(`<outline text="City"><outline text="Hall"><outline type="rss" text="Tribune" xmlUrl="http://tribune.example/rss" category="/wire,/paper/daily"/></outline>
        <outline text="again" xmlUrl="https://www.tribune.example/rss/"/></outline>
        <outline text="Herald &amp; Co" xmlUrl="feed:https://herald.example/feed"/><outline text="no feed"/><outline text="bad" xmlUrl="javascript:alert(1)"/>`),
    );
    expect(feeds).toEqual([
      {
        url: 'http://tribune.example/rss',
        title: 'Tribune',
        tags: ['City', 'City/Hall', 'paper/daily', 'wire'],
      },
      { url: 'https://herald.example/feed', title: 'Herald & Co', tags: [] },
    ]);
    expect(wrong).toEqual(['javascript:alert(1)']);
  });
  it.each([
    ['a page', '<html><body>opml</body></html>'],
    ['nothing', ''],
    ['folders without end', list('<outline text="a">'.repeat(5_000))],
  ])('refuses %s in one sentence', (_, text) => {
    expect(() => readOpml(text)).toThrow(NotOpmlError);
  });
  it('expands no entities of its own', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>${list('<outline text="&b;" xmlUrl="http://tribune.example/"/>').slice(21)}`;
    let title: string | null = '';
    try {
      title = readOpml(bomb).feeds[0]?.title ?? '';
    } catch (error) {
      expect(error).toBeInstanceOf(NotOpmlError);
    }
    expect(title.length).toBeLessThan(10_000);
  });
});

describe('writeOpml', () => {
  const feeds = [
    {
      url: 'https://tribune.example/rss?a=1&b=2',
      title: 'Tribune "City" <desk>',
      tags: ['City/Hall', 'wire'],
      link: 'https://tribune.example/',
    },
    { url: 'https://herald.example/feed', title: null, tags: [], link: null },
  ];
  it('is read back as it was', () => {
    const back = readOpml(writeOpml(feeds, new Date('2031-05-05T12:00:00Z'))).feeds;
    expect(back).toEqual([
      { url: feeds[0]?.url, title: feeds[0]?.title, tags: ['City/Hall', 'wire'] },
      { url: feeds[1]?.url, title: 'https://herald.example/feed', tags: [] },
    ]);
  });
});
