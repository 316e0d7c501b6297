import { parseFeed } from '@hearsay/text/feed';
import { type Format, syndicate } from '@hearsay/text/syndication';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, test } from 'vitest';

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

describe.each<Format>(['rss', 'atom', 'json'])('a feed of ours as %s', (format) => {
  const written = syndicate(format, feed);

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
