import { parseFeed } from '@hearsay/text/feed';
import { type Format, syndicate } from '@hearsay/text/syndication';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import { faultsOf } from '../../support/grammar.js';

const hostile = '<script>alert(1)</script> "quoted" & ]]> \u202eevil\u0007';
const feed = {
  title: `Harbour ${hostile}`,
  description: 'What is said of the harbour.',
  home: 'https://hearsay.example/stories/s_1',
  self: 'https://hearsay.example/v1/stories/s_1/feed.rss',
  items: [
    {
      id: 'urn:hearsay:l_2',
      title: `Two ${hostile}`,
      text: `Line one\n  ${hostile}`,
      url: 'https://hearsay.example/stories/s_1',
      at: '2031-05-02T10:00:00.000Z',
    },
    {
      id: 'urn:hearsay:l_1',
      title: 'x'.repeat(1_000_000),
      text: 'One',
      url: 'https://hearsay.example/stories/s_1',
      at: '2031-05-01T10:00:00.000Z',
    },
  ],
};
const contentType = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
};

/** What XML, HTML or JSON cannot hold, or takes for its own. */
const oddTexts = [
  ['nothing', ''],
  ['white space alone', ' \t\n\u00a0 '],
  ['markup that ends what it is in', ']]></title></item></channel></rss></entry></feed><!-- -- --><?xml?>'],
  ['entities', '&nbsp;&lt;&#0;&#xFFFF;&unknown;&'],
  [
    'controls',
    `${Array.from({ length: 32 }, (_, at) => String.fromCharCode(at)).join('')}\u007f\u0085\u009f`,
  ],
  ['halves of pairs', '\ud800 a \udc00 b \udfff\ud83d'],
  ['characters that are none', '\ufffe \uffff \ufdd0 \u{1fffe} \u{10ffff}'],
  ['marks of direction and width', '\u202e\u2066\u200b\u2028\u2029\ufeff'],
  ['signs of other planes', '😀 𝒳 👩‍👩‍👧 é'],
] as const;

describe.each<Format>(['rss', 'atom', 'json'])('a feed of ours as %s', (format) => {
  const written = syndicate(format, feed);

  test('is valid by the grammar of its format', () => {
    expect(faultsOf(format, written)).toEqual([]);
    expect(faultsOf(format, syndicate(format, { ...feed, items: [] }))).toEqual([]);
  });

  test.each(oddTexts)('stays valid where others write %s', (_, text) => {
    const odd = {
      ...feed,
      title: text,
      items: [{ ...(feed.items[0] as (typeof feed.items)[0]), title: text, text }],
    };
    const made = syndicate(format, odd);
    expect(faultsOf(format, made)).toEqual([]);
    expect(Buffer.from(made, 'utf8').toString('utf8')).toBe(made);
  });

  test('is read back by our own parser', async () => {
    const read = await parseFeed(new TextEncoder().encode(written), {
      url: feed.self,
      contentType: contentType[format],
    });
    expect(read.feed.title).toMatch(/^Harbour/);
    expect(read.entries.map((entry) => entry.id)).toEqual(['urn:hearsay:l_2', 'urn:hearsay:l_1']);
    expect(read.entries[0]).toMatchObject({
      link: 'https://hearsay.example/stories/s_1',
      published: format === 'atom' ? null : '2031-05-02T10:00:00Z',
    });
    expect(read.entries[0]?.content ?? read.entries[0]?.summary).toContain('Line one');
    expect(JSON.stringify(read.entries)).not.toContain('<script');
  });

  test('is read back by feedsmith', () => {
    const parse = { rss: parseRssFeed, atom: parseAtomFeed, json: parseJsonFeed }[format];
    const read = parse(written) as { items?: unknown[]; entries?: unknown[] };
    expect((read.items ?? read.entries)?.length).toBe(2);
  });

  test('holds no markup, control or direction mark of others, and no title of a megabyte', () => {
    // JSON Feed says its content is plain text; the others say it is HTML.
    if (format === 'json') expect(written).not.toContain('content_html');
    else expect(written).not.toContain('<script');
    expect(written).not.toMatch(/[\u0007\u202e]/);
    expect(written.length).toBeLessThan(5_000);
  });
});

describe('the grammars', () => {
  test.each<[Format, string, (feed: string) => string]>([
    ['atom', 'no id', (feed) => feed.replace(/<id>[^<]*<\/id>/, '')],
    ['atom', 'two titles', (feed) => feed.replace(/<title.*?<\/title>/s, '$&$&')],
    ['atom', 'a date of another form', (feed) => feed.replace(/(<updated>)[^<]*/, '$1Fri, 02 May 2031')],
    ['atom', 'no author', (feed) => feed.replace(/<author>.*?<\/author>/s, '')],
    ['atom', 'two entries of one id', (feed) => feed.replaceAll('urn:hearsay:l_1', 'urn:hearsay:l_2')],
    ['atom', 'a control', (feed) => feed.replace('Harbour', 'Har\u0001bour')],
    ['rss', 'no link', (feed) => feed.replace(/<link>[^<]*<\/link>/, '')],
    ['rss', 'a date of another form', (feed) => feed.replace(/(<pubDate>)[^<]*/, '$12031-05-02T10:00:00Z')],
    [
      'rss',
      'a guid that is no address but says so',
      (feed) => feed.replace(/isPermaLink="false"/, 'isPermaLink="true"').replace('urn:hearsay:l_2', 'l_2'),
    ],
    ['rss', 'an unknown element', (feed) => feed.replace('<item>', '<item><headline>x</headline>')],
    ['json', 'no title', (feed) => feed.replace(/"title":"[^"]*",/, '')],
    ['json', 'no content', (feed) => feed.replaceAll('content_text', '_content')],
    [
      'json',
      'a date of another form',
      (feed) => feed.replace('2031-05-02T10:00:00', 'Fri, 02 May 2031 10:00:00'),
    ],
  ])('of %s sees %s', (format, _, spoil) => {
    const small = { ...feed, title: 'Harbour', items: feed.items.map((item) => ({ ...item, title: 'One' })) };
    const written = syndicate(format, small);
    expect(spoil(written)).not.toBe(written);
    expect(faultsOf(format, spoil(written))).not.toEqual([]);
  });
});
