import { readFileSync } from 'node:fs';
import { cleanPage, cleanText, splitByline, type TextRecord } from '@hearsay/text/page';
import { describe, expect, it } from 'vitest';
import { readDate } from '../../../shared/text/page/date.js';
import { stripPage } from '../../../shared/text/page/strip.js';

const fixtures = new URL('../../fixtures/text/page/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, fixtures), 'utf8');
const load = <T>(file: string) => JSON.parse(read(file)) as T;

interface Expected {
  title: string | null;
  byline: string[];
  published: string | null;
  modified: string | null;
  paragraphs: string[];
}

const report = [
  'The ferry sailed again on Thursday after nine days in port, the company said in a statement.',
  'Passengers had queued since dawn, and the first crossing left with every seat taken by half past seven.',
  'Repairs to the gearbox had taken longer than planned because a part had to be cast anew in Velden.',
];

/** What is read of a page of the Harwick Argus that ends with one more line. */
function argus(line: string) {
  const body = [...report, line].map((text) => `<p>${text}</p>`).join('');
  const head = '<title>Ferry sails again at last - The Harwick Argus</title>';
  return cleanPage({
    url: 'https://harwickargus.example/ferry',
    html: `${head}<h1>Ferry sails again at last</h1>${body}`,
  });
}

describe('cleanPage', () => {
  it('reads a news page and leaves its furniture out', () => {
    const { url, article } = load<{ url: string; article: Expected & { outlet: string } }>('news.json');
    const { paragraphs, ...fields } = article;
    const found = cleanPage({ url, html: read('news.html') });
    expect(found).toMatchObject(fields);
    expect('text' in found && found.text.split('\n\n')).toEqual(paragraphs);
    expect('canonicalUrl' in found && found.canonicalUrl).not.toContain('utm_source');
  });

  it.each([
    'Our standards: how The Harwick Argus reports.',
    'The Harwick Argus is printed every Friday by Lund & Sons of Quay Street.',
    'Harwick Argus is a registered trademark. Member of the Northern Press Council.',
    'A gull on the quay wall at low tide. Picture: Ida Brook',
    'Don’t lose a story! Join our channel and get the best of the day.',
    'Join our channel and receive what matters most each morning.',
    'Also in this week’s paper: Lifeboat crew honoured',
    'Earlier stories:',
  ])('leaves out “%s”', (line) => {
    const found = argus(line);
    expect('text' in found && found.text.split('\n\n')).toEqual(report);
  });

  it.each([
    'The Harwick Argus was told on Monday that the ferry would sail again within a week.',
    'Our standards of safety have not slipped, the company said in its letter to the council.',
    'Also in the harbour that night was the tug Ostara, which had come in for repairs.',
    'Don’t expect the old timetable to come back before the summer, the harbour master warned.',
    'The picture: a harbour that earns less each year and a council that cannot agree on it.',
  ])('keeps “%s”', (line) => {
    const found = argus(line);
    expect('text' in found && found.text.split('\n\n')).toEqual([...report, line]);
  });

  it.each([
    ['<link rel="canonical" href="https://wire.example/world/ferry">', 'https://wire.example/world/ferry'],
    ['<meta name="syndication-source" content="https://wire.example/ferry">', 'https://wire.example/ferry'],
    [
      '<meta property="og:url" content="https://wire.example/ferry?utm_source=x">',
      'https://wire.example/ferry',
    ],
    ['<link rel="canonical" href="https://www.harwickargus.example/news/ferry">', null],
    ['<link rel="canonical" href="https://wire.example/">', null],
    ['<link rel="canonical" href="javascript:alert(1)">', null],
    ['', null],
  ])('names the original of another outlet: %s', (head, syndicatedFrom) => {
    const html = `${head}<h1>Ferry sails again</h1>${report.map((text) => `<p>${text}</p>`).join('')}`;
    expect(cleanPage({ url: 'https://harwickargus.example/ferry', html })).toMatchObject({ syndicatedFrom });
  });

  it.each([
    ['<meta property="article:section" content=" Local  News ">', 'Local News'],
    [
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry","articleSection":["Opinion","Sea"]}</script>',
      'Opinion',
    ],
    [`<meta name="section" content="${'x'.repeat(81)}">`, null],
    ['', null],
  ])('names the section: %s', (head, section) => {
    const html = `${head}<h1>Ferry sails again</h1>${report.map((text) => `<p>${text}</p>`).join('')}`;
    expect(cleanPage({ url: 'https://harwickargus.example/ferry', html })).toMatchObject({ section });
  });

  it.each([
    ['2031-05-03T09:00:00Z', '2031-05-05T08:00:00Z', '2031-05-05T08:00:00Z', '2031-05-05T08:00:00.000Z'],
    ['2031-05-03T09:00:00Z', '2031-05-03T10:00:00Z', '2031-05-05T08:00:00Z', '2031-05-03T09:00:00.000Z'],
    // An evening west of Greenwich: the bare day is the same, and the instant says more.
    ['2031-05-04T02:08:20Z', '2031-05-03', '2031-05-03', '2031-05-04T02:08:20.000Z'],
  ])('published: JSON-LD %s, meta %s, time %s', (linked, meta, time, published) => {
    const data = JSON.stringify({ '@type': 'NewsArticle', headline: 'Ferry sails', datePublished: linked });
    const head = `<meta property="article:published_time" content="${meta}"><script type="application/ld+json">${data}</script>`;
    const html = `${head}<h1>Ferry sails again</h1><time datetime="${time}"></time>${report.map((text) => `<p>${text}</p>`).join('')}`;
    expect(cleanPage({ url: 'https://a.example/ferry', html })).toMatchObject({ published });
  });

  it('says why there is no article', () => {
    const clean = (html: string) => cleanPage({ url: 'https://a.example/', html });
    expect(clean('')).toEqual({ dropped: 'empty' });
    expect(clean('<script>location = "/b"</script>')).toEqual({ dropped: 'empty' });
    const links = '<li><a href="/x">Another headline that leads to another page</a></li>'.repeat(20);
    expect(clean(`<ul>${links}</ul>`)).toEqual({ dropped: 'not-an-article' });
    expect(clean(' '.repeat(20_000_001))).toEqual({ dropped: 'too-large' });
  });

  it('does not believe a canonical link to the front page or to another outlet', () => {
    const body =
      '<p>The ferry sailed again on Thursday after nine days in port, the company said.</p>'.repeat(3);
    for (const target of ['https://a.example/', 'https://b.example/story', 'javascript:alert(1)']) {
      const html = `<link rel=canonical href="${target}"><h1>Ferry sails again at last</h1>${body}`;
      expect(cleanPage({ url: 'https://a.example/ferry', html })).toMatchObject({
        canonicalUrl: 'https://a.example/ferry',
      });
    }
  });

  it('takes the body of JSON-LD where the page itself does not hold the text', () => {
    const body = Array.from(
      { length: 6 },
      (_, i) =>
        `Paragraph ${i} of the report says that the bridge stays shut until the welds have been tested.`,
    ).join('\n\n');
    const data = JSON.stringify({ '@type': 'NewsArticle', headline: 'Bridge stays shut', articleBody: body });
    const html = `<script type="application/ld+json">${data}</script><h1>Bridge stays shut</h1><p>Subscribe to read on. It costs three coins a month and may be ended at any time.</p>`;
    const found = cleanPage({ url: 'https://a.example/bridge', html });
    expect('text' in found && found.text).toBe(body);
  });

  it('reads text that stands in noscript only', () => {
    const text = 'The council voted nine to four on Tuesday to keep the old library open for another year.';
    const html = `<h1>Council keeps library</h1><div id=app></div><noscript><p>${text}</p></noscript>`;
    expect(cleanPage({ url: 'https://a.example/x', html })).toMatchObject({ text });
  });

  describe('headline and authors', () => {
    const body = '<p>The council voted nine to four on Tuesday to keep the old library open.</p>'.repeat(4);
    const read = (head: string, top: string) => {
      const found = cleanPage({
        url: 'https://tribune.example/a',
        html: `<html><head>${head}</head><body>${top}<article>${body}</article></body></html>`,
      });
      if ('dropped' in found) throw new Error(found.dropped);
      return found;
    };

    it('takes the headline, not the label above it or the name of the site', () => {
      const top =
        '<h1 class="site-title">Valley Library News</h1><h1><span class="overline">Town hall</span> Council keeps the old library</h1>';
      const head = '<title>Town hall: Council keeps the old library | Valley Library News</title>';
      expect(read(head, top).title).toBe('Council keeps the old library');
    });

    it('takes the longest heading that a page title lists', () => {
      const top = '<h1>Press releases</h1><h1>Council keeps the old library</h1>';
      const head = '<title>Town - Press releases - Council keeps the old library</title>';
      expect(read(head, top).title).toBe('Council keeps the old library');
    });

    it('takes the declared title that the page title repeats', () => {
      const head =
        '<title>Council keeps the old library</title><meta property="og:title" content="You will not believe what they voted for">' +
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Council keeps the old library"}</script>';
      expect(read(head, '').title).toBe('Council keeps the old library');
    });

    it('names all authors where the page declares the first only', () => {
      const top = '<h1>Council keeps the old library</h1><p class="author">By Ada Penn, Ben Quill</p>';
      const head = '<meta name="author" content="Ada Penn">';
      expect(read(head, top).byline).toEqual(['Ada Penn', 'Ben Quill']);
    });

    it('takes no name from a headline that says "by"', () => {
      const top = '<h1>Library saved by Harbour Street Friends</h1>';
      expect(read('', top).byline).toEqual([]);
    });
  });

  it('ends on hostile pages', () => {
    const deep = `${'<div>'.repeat(10_000)}<p>Text at the bottom of ten thousand boxes, long enough to be kept.</p>`;
    expect(cleanPage({ url: 'https://a.example/', html: deep })).toHaveProperty('text');
    for (const html of [
      '<'.repeat(100_000),
      '<p '.repeat(50_000),
      '<svg>',
      '<!--',
      '<script type="application/ld+json">{',
    ])
      expect(cleanPage({ url: 'not a url', html })).toHaveProperty('dropped');
  });
});

describe('stripPage', () => {
  it('keeps the text of a page whose svg or noscript never ends', () => {
    expect(stripPage('<p>before</p><svg><path><p>after</p>').html).toContain('after');
    expect(stripPage('<svg><title><path/></svg><p>after</p>').html).toBe('<p>after</p>');
  });

  it('keeps JSON-LD apart and turns display:none into hidden', () => {
    const page = stripPage(
      '<script type="application/ld+json">{"a":1}</script><b style="display: none" onclick=x>t</b>',
    );
    expect(page).toEqual({ html: '<b hidden>t</b>', jsonLd: ['{"a":1}'] });
  });

  it('keeps the blank between words in inline elements', () => {
    expect(stripPage('<p><b>two</b> <i>words</i></p>\n<p>x</p>').html).toBe(
      '<p><b>two</b> <i>words</i></p><p>x</p>',
    );
  });
});

describe('cleanText', () => {
  const cases = load<(Expected & { name: string; record: TextRecord })[]>('text.json');
  it.each(cases)('$name', ({ record, paragraphs, name: _, ...fields }) => {
    const found = cleanText(record);
    expect(found).toMatchObject(fields);
    expect('text' in found && found.text.split('\n\n')).toEqual(paragraphs);
  });

  it('says why there is no article', () => {
    expect(cleanText({ url: 'https://a.example/', text: ' \n ' })).toEqual({ dropped: 'empty' });
    expect(cleanText({ url: 'https://a.example/', text: 'Too short.' })).toEqual({ dropped: 'too-short' });
  });
});

describe('readDate', () => {
  it.each(load<[string, boolean, string | null][]>('dates.json'))(
    '%s (day first: %s)',
    (text, dayFirst, iso) => {
      expect(readDate(text, dayFirst)).toBe(iso);
    },
  );
});

describe('splitByline', () => {
  it.each(load<[string, string[]][]>('bylines.json'))('%s', (text, names) => {
    expect(splitByline(text)).toEqual(names);
  });
});
