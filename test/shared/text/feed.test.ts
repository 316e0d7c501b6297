import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { NotAFeedError, parseFeed, plainText, readFeed } from '@hearsay/text/feed';
import { describe, expect, it } from 'vitest';
import { hostileFeeds } from '../../eval/feeds/hostile.js';
import dates from '../../fixtures/text/feed/dates.json' with { type: 'json' };
import refused from '../../fixtures/text/feed/refused.json' with { type: 'json' };
import { processorMs } from '../../support/processor-time.js';

const folder = new URL('../../fixtures/text/feed/', import.meta.url);
const url = 'https://feeds.example/valley/rss';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const parse = (text: string) => parseFeed(bytesOf(text), { url, contentType: null });
const rss = (inside: string) =>
  parse(`<rss version="2.0"><channel><title>T</title>${inside}</channel></rss>`);
const documents = readdirSync(folder).filter((file) => /\.xml$|^jsonfeed\.json$/.test(file));

describe('parseFeed', () => {
  it.each(documents)('reads %s', async (file) => {
    const name = basename(file, extname(file));
    const expected = JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8'));
    const bytes = new Uint8Array(readFileSync(new URL(file, folder)));
    expect(await parseFeed(bytes, { url, contentType: null })).toEqual(expected);
  });

  it.each(refused as [string, string][])('refuses %s', async (text, sentence) => {
    const error = await parse(text).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NotAFeedError);
    expect((error as Error).message).toContain(sentence);
    expect((error as Error).message).toMatch(/^[A-Z].*\.$/);
  });

  it.each(dates as [string, string | null][])('reads the date %j', async (text, expected) => {
    const { entries } = await rss(`<item><title>x</title><pubDate>${text}</pubDate></item>`);
    expect(entries[0]?.published).toBe(expected);
  });

  it('obeys the header charset', async () => {
    const bytes = Uint8Array.from([
      ...bytesOf('<rss><channel><title>'),
      0x93,
      ...bytesOf('</title></channel></rss>'),
    ]);
    const { feed } = await parseFeed(bytes, { url, contentType: 'text/xml; charset=windows-1252' });
    expect(feed.title).toBe('“');
  });

  it('loses no entry to a broken neighbour', async () => {
    const good = '<item><title>Good</title><link>https://a.example/1</link></item>';
    const broken = [
      '<item><title>',
      '<item><link href=></item>',
      '<item>]]></item>',
      '<item><pubDate>x</item>',
      '<item/>',
    ];
    for (const each of broken) {
      const { entries } = await rss(`${good}${each}</item>${good}`);
      expect(entries.filter(({ title }) => title === 'Good').length, each).toBe(2);
    }
  });

  it('lets nothing active through', async () => {
    const attacks = [
      '<script>x()</script>',
      '<img src=x onerror=x()>',
      '<a href="javascript:x()">',
      '<iframe src="https://a.example">',
      '<svg onload=x()><script>x()</script><use href="data:,x"/></svg>',
      '<style>@import x()</style>',
      '<a href="&#106;avascript:x()">',
      '<math><mtext><table><mglyph><style><img src=x onerror=x()>',
      '<p style="background:url(x())">',
      '<a href=" java\nscript:x()">',
    ]; // each would run or load something if it survived
    for (const attack of attacks) {
      const { entries } = await rss(
        `<item><description><![CDATA[a ${attack} b]]></description><title><![CDATA[t ${attack}]]></title></item>`,
      );
      expect(JSON.stringify(entries), attack).not.toMatch(
        /x\(\)|javascript|<iframe|<style|onerror|onload|data:/i,
      );
    }
  });

  it('keeps a long article whole, and cuts what is longer than any', async () => {
    const words = 'A word, <b>bold</b> & bare ]]> ]] ';
    const { entries } = await rss(
      `<item><description>${words.repeat(4000).replace(/[<&>]/g, (c) => `&#${c.charCodeAt(0)};`)}</description></item>`,
    );
    expect(entries[0]?.summary).toBe('A word, <b>bold</b> &amp; bare ]]&gt; ]] '.repeat(4000).trim());
    const long = await rss(`<item><description>${'x'.repeat(2_000_000)}</description></item>`);
    expect(long.entries[0]?.summary?.length).toBe(256 * 1024);
  });

  it('keeps entries within the limit, the first ones', async () => {
    const { entries } = await rss(
      Array.from({ length: 1500 }, (_, i) => `<item><title>${i}</title></item>`).join(''),
    );
    expect(entries.length).toBe(1000);
    expect(entries[0]?.title).toBe('0');
  });
});

describe('documents built to hold or exhaust their reader', () => {
  it.each(hostileFeeds().map((each) => [each.name, each] as const))(
    '%s',
    async (_, { bytes, contentType, refused }) => {
      const document = bytes();
      const started = process.cpuUsage();
      const error = await parseFeed(document, { url, contentType }).then(
        () => null,
        (reason: unknown) => reason,
      );
      // Ten times what a quiet machine needs; a quadratic path would take minutes.
      expect(processorMs(started)).toBeLessThan(10_000);
      if (refused || error !== null) {
        expect(error).toBeInstanceOf(NotAFeedError);
        expect((error as Error).message).toMatch(/^This .*\.$/);
      }
    },
  );

  it('do not get a file or an expanded entity into the text', async () => {
    const text = (name: string) =>
      new TextDecoder().decode(
        hostileFeeds()
          .find((each) => each.name === name)
          ?.bytes(),
      );
    await expect(parse(text('billion laughs'))).rejects.toThrow('entities');
    await expect(parse(text('external entity'))).rejects.toThrow('another file');
  });
});

describe('packed documents', () => {
  const packed = (text: string) => new Uint8Array(gzipSync(text));

  it('are unpacked', async () => {
    const { feed } = await parseFeed(packed('<rss><channel><title>Tribune</title></channel></rss>'), {
      url,
      contentType: 'application/gzip',
    });
    expect(feed.title).toBe('Tribune');
  });
});

describe('readFeed', () => {
  it('tells the wish of the feed, its hub and its own address', async () => {
    const bytes = new Uint8Array(readFileSync(new URL('rss2.xml', folder)));
    const { ttlSeconds, hub, self } = await readFeed(bytes, { url, contentType: null });
    expect({ ttlSeconds, hub, self }).toEqual({
      ttlSeconds: 900,
      hub: 'https://hub.example/',
      self: 'https://tribune.example/feed',
    });
  });

  it('reads the syndication module', async () => {
    const text =
      '<rss><channel xmlns:s="http://purl.org/rss/1.0/modules/syndication/"><s:updatePeriod> Daily </s:updatePeriod><s:updateFrequency>4</s:updateFrequency></channel></rss>';
    expect((await readFeed(bytesOf(text), { url, contentType: null })).ttlSeconds).toBe(21_600);
  });
});

describe('what a feed says about reading it', () => {
  const read = (text: string) => readFeed(bytesOf(text), { url, contentType: null });
  const atom = (inside: string) => read(`<feed xmlns="http://www.w3.org/2005/Atom">${inside}</feed>`);

  it('finds all hubs, relative ones too, and only on the web', async () => {
    const { hub, hubs, self, next } = await atom(
      '<link rel="hub" href="/hub"/><link rel="self hub" href="https://two.example/"/><link rel="hub" href="javascript:x()"/><link rel="next" href="?page=2"/>',
    );
    expect({ hub, hubs, self, next }).toEqual({
      hub: 'https://feeds.example/hub',
      hubs: ['https://feeds.example/hub', 'https://two.example/'],
      self: 'https://two.example/',
      next: 'https://feeds.example/valley/rss?page=2',
    });
  });

  it('finds where it moved, and when not to ask', async () => {
    const { movedTo, skipHours, skipDays, kind } = await read(
      '<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><itunes:new-feed-url> https://new.example/feed </itunes:new-feed-url>' +
        '<skipHours><hour>0</hour><hour> 24 </hour><hour>7</hour><hour>99</hour><hour>x</hour></skipHours><skipDays><day>Sunday</day><day>Someday</day></skipDays></channel></rss>',
    );
    expect({ movedTo, skipHours, skipDays, kind }).toEqual({
      movedTo: 'https://new.example/feed',
      skipHours: [0, 7],
      skipDays: [0],
      kind: 'rss',
    });
  });

  it('lists the sitemaps of an index, the latest first, each once', async () => {
    const sitemap = (loc: string, lastmod = '') =>
      `<sitemap><loc>${loc}</loc>${lastmod && `<lastmod>${lastmod}</lastmod>`}</sitemap>`;
    const { kind, parsed, sitemaps } = await read(
      `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${sitemap('https://a.example/old.xml', '2031-01-01')}${sitemap('https://a.example/undated.xml')}` +
        `${sitemap('https://a.example/new.xml', '2031-05-01T10:00:00+02:00')}${sitemap('https://a.example/new.xml', '2031-05-01T10:00:00+02:00')}${sitemap('ftp://a.example/x')}</sitemapindex>`,
    );
    expect(kind).toBe('sitemap-index');
    expect(parsed.entries).toEqual([]);
    expect(sitemaps).toEqual([
      { url: 'https://a.example/new.xml', updated: '2031-05-01T08:00:00Z' },
      { url: 'https://a.example/old.xml', updated: '2031-01-01T00:00:00Z' },
      { url: 'https://a.example/undated.xml', updated: null },
    ]);
  });

  it('tells the kinds apart', async () => {
    const kinds = await Promise.all(
      [
        '<rss/>',
        '<rdf:RDF/>',
        '<feed/>',
        '<entry><title>x</title></entry>',
        '<CHANNEL/>',
        '<urlset/>',
        '{"title":"x","items":[]}',
      ].map(async (text) => (await read(text)).kind),
    );
    expect(kinds).toEqual(['rss', 'rdf', 'atom', 'atom', 'cdf', 'sitemap', 'json']);
  });

  it('reads the hubs and the next page of a JSON Feed', async () => {
    const { hubs, next } = await read(
      '{"title":"x","items":[],"hubs":[{"type":"rssCloud","url":"https://c.example"},{"type":"WebSub","url":"/hub"}],"next_url":"https://a.example/2"}',
    );
    expect({ hubs, next }).toEqual({ hubs: ['https://feeds.example/hub'], next: 'https://a.example/2' });
  });
});

describe('plainText', () => {
  it('drops tags and resolves references', () => {
    expect(plainText('A <em>big</em> day &mdash; &amp; night')).toBe('A big day — & night');
  });
});
