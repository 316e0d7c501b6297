import { decodeText } from '@hearsay/text/encoding';
import { NotAFeedError, parseFeed } from '@hearsay/text/feed';
import { cleanPage } from '@hearsay/text/page';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** What documents are made of, and what breaks their readers. */
const PIECES = [
  ...[
    '<',
    '>',
    '</',
    '/>',
    '<!',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '&',
    '&amp;',
    '&#',
    '&#x',
    ';',
  ],
  ...[
    '"',
    "'",
    '=',
    ' ',
    '\n',
    '\u0000',
    '\ud800',
    '\ufeff',
    'x',
    'é',
    '漢',
    '🙂',
    '1',
    ':',
    '/',
    '[',
    '{',
    '}',
    ',',
  ],
  ...[
    '<rss',
    '<channel>',
    '<item>',
    '</item>',
    '<title>',
    '<link',
    '<feed',
    '<entry>',
    '<rdf:RDF',
    ' xmlns:a="b"',
  ],
  ...[
    '<description>',
    '</description>',
    ' href="',
    ' rel="hub"',
    '<pubDate>',
    '2031-05-04',
    '<!DOCTYPE ',
    '<!ENTITY ',
  ],
  ...[
    '<html>',
    '<body>',
    '<p>',
    '</p>',
    '<div class="',
    '<a href="',
    '<table>',
    '<td>',
    '<script',
    '</script>',
    '<svg>',
  ],
  ...[
    '<br>',
    '<ul><li>',
    '<template>',
    '<noscript>',
    '<select>',
    '<form>',
    '<b>',
    '</i>',
    '<h1>',
    '<article>',
    '<style>',
  ],
  ...[
    ' type="application/ld+json">',
    '{"@type":"NewsArticle","headline":',
    '<meta property="og:title" content="',
  ],
  ...[
    'The council voted nine to four on Tuesday to keep the old library open. ',
    'By Ada Penn',
    '02:10',
    'http://',
  ],
];

const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((parts) => parts.join(''));
const source = { url: 'https://a.example/x', contentType: null };
const runs = { numRuns: 300 };

describe('whatever comes', () => {
  it('a feed is read or refused in a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (document) => {
        const read = await parseFeed(new TextEncoder().encode(document), source).catch(
          (error: unknown) => error,
        );
        if (!(read instanceof Error)) return;
        expect(read).toBeInstanceOf(NotAFeedError);
        expect(read.message).toMatch(/^This .*\.$/);
      }),
      runs,
    );
  });

  it('bytes become text', () => {
    const header = fc.option(
      fc.constantFrom('text/html; charset=utf-16', 'text/xml;charset="shift_jis"', 'x'),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), header, (bytes, contentType) => {
        const found = decodeText(bytes, { contentType, kind: 'html' });
        expect(typeof found.text).toBe('string');
      }),
      runs,
    );
  });

  it('UTF-8 comes through unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (given) => {
        const bytes = new TextEncoder().encode(`x${given}`);
        const { text: found } = decodeText(bytes, { contentType: 'text/html; charset=utf-8', kind: 'html' });
        expect(found).toBe(`x${given}`);
      }),
      runs,
    );
  });

  it('a page is read or dropped with a reason', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(text, (html) => {
        const found = cleanPage({ url: source.url, html });
        if ('dropped' in found) expect(found.dropped).toMatch(/^[a-z-]+$/);
        else
          expect(found.text.split('\n\n').every((line) => line.trim() !== '' && !line.includes('\n'))).toBe(
            true,
          );
      }),
      { numRuns: 150 },
    );
  });
});
