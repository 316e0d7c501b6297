import {
  type CheckedFeed,
  chooseFeeds,
  feedsOfPage,
  feedsOfSite,
  SITES,
  sitemapsOfRobots,
  usualPaths,
} from '@hearsay/text/discovery';
import { feedKey } from '@hearsay/text/url';
import { describe, expect, it } from 'vitest';
import { processorMs } from '../../support/processor-time.js';

const home = 'https://tribune.example/city/';
const page = (head: string, body = '') =>
  `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
const urls = (html: string) => feedsOfPage(html, home).map((each) => each.url);

describe('feedsOfPage', () => {
  it('reads link elements of every type of feed in their order, then anchors', () => {
    expect(
      urls(
        page(
          `<link rel="alternate" type="application/rss+xml" title="Tribune" href="/rss">
           <LINK REL='Alternate home' TYPE='application/atom+xml' HREF='atom.xml'>
           <link rel=alternate type="application/feed+json" href="//tribune.example/feed.json">
           <link rel="alternate" type="text/xml" href="/news.rss">
           <link rel="alternate" type="application/rdf+xml; charset=utf-8" href="/rdf">
           <link rel="feed" href="/own">`,
          '<a href="feed:https://tribune.example/sport.rss">Sport</a><a href="/x1"> RSS </a>',
        ),
      ),
    ).toEqual(
      ['/rss', '/city/atom.xml', '/feed.json', '/news.rss', '/rdf', '/own', '/sport.rss', '/x1'].map(
        (path) => `https://tribune.example${path}`,
      ),
    );
  });
  it('leaves out other alternates, comments, and what is no web address', () => {
    expect(
      urls(
        page(
          `<link rel="alternate" hreflang="de" href="/de"><link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/7">
           <link rel="alternate" type="application/rss+xml" href="/comments/feed/"><link rel="alternate" type="text/html" href="/print">
           <link rel="alternate" type="application/json+oembed" href="/oembed?url=x"><link rel="stylesheet" href="/feed.css">
           <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">`,
          '<a href="/feedback">Feedback</a><a href="mailto:rss@tribune.example">Mail</a>',
        ),
      ),
    ).toEqual([]);
  });
  it('goes by the base element, and names each once', () => {
    const link = '<link rel="alternate" type="application/rss+xml" href="rss#top">';
    expect(urls(page(`<base href="https://cdn.example/x/">${link}${link}`))).toEqual([
      'https://cdn.example/x/rss',
    ]);
  });
  it('is quick on pages made of nothing but tags', () => {
    const started = process.cpuUsage();
    for (const part of [
      '<',
      '<link',
      '<a href=x>',
      '<link rel="alternate" type="application/rss+xml" href="/',
      '<base href="',
      '<div>',
      '<a href="/rss">x<b>',
    ])
      feedsOfPage(part.repeat(200_000), home);
    expect(processorMs(started)).toBeLessThan(5_000);
  });
});

describe('feedsOfSite', () => {
  it.each([
    [
      'https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos',
      'https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv',
    ],
    [
      'https://www.youtube.com/playlist?list=PL123',
      'https://www.youtube.com/feeds/videos.xml?playlist_id=PL123',
    ],
    ['https://old.reddit.com/r/worldnews/top', 'https://www.reddit.com/r/worldnews/.rss'],
    ['https://bsky.app/profile/desk.tribune.example', 'https://bsky.app/profile/desk.tribune.example/rss'],
    ['https://medium.com/@desk/story-1', 'https://medium.com/feed/@desk'],
    ['https://desk.substack.com/p/one', 'https://desk.substack.com/feed'],
    ['https://desk.blogspot.com/2031/05/x.html', 'https://desk.blogspot.com/feeds/posts/default'],
    ['https://desk.wordpress.com/', 'https://desk.wordpress.com/feed/'],
    ['https://desk.tumblr.com/archive', 'https://desk.tumblr.com/rss'],
    ['https://github.com/tribune/site/issues', 'https://github.com/tribune/site/releases.atom'],
    ['https://social.example/@desk', 'https://social.example/@desk.rss'],
    ['https://social.example/@desk/', 'https://social.example/@desk.rss'],
    ['https://social.example/tags/dam', 'https://social.example/tags/dam.rss'],
  ])('%s', (url, feed) => expect(feedsOfSite(url).map((each) => each.url)).toEqual([feed]));
  it.each([
    'https://tribune.example/',
    'https://www.youtube.com/@desk',
    'https://social.example/@desk/112233',
  ])('knows none for %s', (url) => {
    expect(feedsOfSite(url)).toEqual([]);
  });
  it('says of each site what it is', () => {
    for (const { name, feed } of SITES) expect([name, feed]).not.toContain('');
  });
});

describe('usualPaths and sitemapsOfRobots', () => {
  it('looks beside a section first, then at the top', () => {
    const found = usualPaths('https://tribune.example/city/index.html').map(
      (each) => new URL(each.url).pathname,
    );
    expect(found.slice(0, 3)).toEqual(['/city/feed/', '/city/rss', '/feed/']);
  });
  it('puts news sitemaps first, and leaves out what is no web address', () => {
    const text =
      'User-agent: *\nDisallow: /x\nSitemap: https://tribune.example/sitemap.xml\nsitemap: https://tribune.example/news-sitemap.xml\nSitemap: ftp://x/y';
    expect(sitemapsOfRobots(text, 'https://tribune.example/robots.txt').map((each) => each.url)).toEqual([
      'https://tribune.example/news-sitemap.xml',
      'https://tribune.example/sitemap.xml',
    ]);
  });
});

describe('chooseFeeds', () => {
  const feed = (path: string, links: string[], title: string | null = null): CheckedFeed => ({
    url: `https://tribune.example${path}`,
    title,
    found: 'link',
    why: 'named',
    feedTitle: title,
    links,
  });
  const all = [
    feed('/rss', ['a', 'b', 'c']),
    feed('/atom', ['a', 'b', 'c', 'd']),
    feed('/sport', ['x', 'y']),
    feed('/rss2', ['q'], 'Comments for Tribune'),
  ];
  it('takes the first; another format and comments are none of their own', () => {
    const chosen = chooseFeeds(all, false);
    expect(chosen.map((each) => each.chosen)).toEqual([true, false, false, false]);
    expect(chosen.map((each) => each.because)).toEqual([
      'the first the page names, which is its main feed',
      'the same feed as https://tribune.example/rss',
      'another feed of the site: --all takes it too',
      'comments of readers',
    ]);
  });
  it('takes all that are', () => {
    expect(chooseFeeds(all, true).map((each) => each.chosen)).toEqual([true, false, true, false]);
  });
});

describe('feedKey', () => {
  const same = [
    'http://tribune.example/rss',
    'https://www.tribune.example/rss/',
    'https://tribune.example:443/rss#x',
    'https://TRIBUNE.example/rss?utm_source=x',
  ];
  it('is one for spellings of an address', () => {
    expect(new Set(same.map(feedKey)).size).toBe(1);
  });
  it.each([
    'https://tribune.example/rss?rss=sports',
    'https://tribune.example/RSS',
    'https://tribune.example/amp/rss',
    'https://tribune.example:8080/rss',
  ])('is another for %s', (url) => expect(feedKey(url)).not.toBe(feedKey(same[0] as string)));
});
