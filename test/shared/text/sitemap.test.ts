import { chooseSitemaps, isSitemap, readSitemapIndex } from '@hearsay/text/sitemap';
import { describe, expect, it } from 'vitest';
import { processorMs } from '../../support/processor-time.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const at = 'https://tribune.example/sitemap.xml';
const index = (...rows: [string, string?][]) =>
  bytes(
    `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${rows.map(([loc, date]) => `<sitemap><loc> ${loc}\n</loc>${date === undefined ? '' : `<lastmod>${date}</lastmod>`}</sitemap>`).join('')}</sitemapindex>`,
  );

describe('readSitemapIndex', () => {
  it('lists what it lists, absolute, with times in UTC', () => {
    expect(
      readSitemapIndex(index(['/a.xml', '2031-05-05T14:00:00+02:00'], ['https://cdn.example/b.xml']), at),
    ).toEqual([
      { url: 'https://tribune.example/a.xml', lastModified: '2031-05-05T12:00:00.000Z' },
      { url: 'https://cdn.example/b.xml', lastModified: null },
    ]);
  });
  it('leaves out what is no web address, and reads prefixes and CDATA', () => {
    const text =
      '<sm:sitemapindex xmlns:sm="x"><sm:sitemap><sm:loc><![CDATA[/a.xml]]></sm:loc></sm:sitemap><sm:sitemap><sm:loc>file:///etc/passwd</sm:loc></sm:sitemap></sm:sitemapindex>';
    expect(readSitemapIndex(bytes(text), at)?.map((each) => each.url)).toEqual([
      'https://tribune.example/a.xml',
    ]);
  });
  it('is null for feeds, sitemaps of pages and web pages', () => {
    for (const text of ['<rss/>', '<urlset></urlset>', '<html>sitemapindex</html>', ''])
      expect(readSitemapIndex(bytes(text), at)).toBeNull();
    expect(isSitemap(bytes('<?xml version="1.0"?>\n<urlset xmlns="x">'))).toBe(true);
    expect(isSitemap(bytes('<rss><channel>'))).toBe(false);
  });
  it('is quick on hostile ones', () => {
    const started = process.cpuUsage();
    readSitemapIndex(bytes(`<sitemapindex>${'<sitemap><loc>'.repeat(200_000)}`), at);
    expect(processorMs(started)).toBeLessThan(3_000);
  });
});

describe('chooseSitemaps', () => {
  const now = '2031-05-05T12:00:00Z';
  const choose = (rows: [string, string | null][], files = 3) =>
    chooseSitemaps(
      rows.map(([url, lastModified]) => ({ url: `https://t.example/${url}`, lastModified })),
      { now, files, hours: 48 },
    ).map((each) => each.url.slice(18));
  it('takes those that changed of late, news first, newest first', () => {
    expect(
      choose([
        ['2031-05.xml', '2031-05-05T11:00:00Z'],
        ['news.xml', '2031-05-05T10:00:00Z'],
        ['images.xml', '2031-05-05T11:59:00Z'],
        ['2031-04.xml', '2031-05-04T11:00:00Z'],
        ['2030.xml', '2031-01-01T00:00:00Z'],
      ]),
    ).toEqual(['news.xml', '2031-05.xml', '2031-04.xml']);
  });
  it('takes those named for news where none has a time, else both ends', () => {
    expect(
      choose([
        ['a.xml', null],
        ['google-news.xml', null],
      ]),
    ).toEqual(['google-news.xml']);
    expect(
      choose([
        ['1.xml', null],
        ['2.xml', null],
        ['3.xml', null],
        ['4.xml', null],
        ['5.xml', null],
      ]),
    ).toEqual(['1.xml', '2.xml', '5.xml']);
  });
});
