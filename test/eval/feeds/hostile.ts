import { gzipSync } from 'node:zlib';

export interface HostileFeed {
  name: string;
  contentType: string;
  bytes: () => Uint8Array;
  /** True where no entry can be saved: the answer must be an error, not a reading. */
  refused: boolean;
}

const rss = (item: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Tribune</title><item><title>One</title>${item}</item></channel></rss>`;
const description = (text: string) => rss(`<description><![CDATA[${text}]]></description>`);
const utf8 = (text: string) => new TextEncoder().encode(text);

/** A chain of entities, each ten of the one before. */
function laughs(): string {
  const links = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`);
  return `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">${links.join('')}]>${rss('<description>&e9;</description>').slice(21)}`;
}

const external = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>';

/** Documents built to hold or exhaust their reader. */
export function hostileFeeds(): HostileFeed[] {
  const texts: Record<string, () => string> = {
    '100 kB of <': () => description('<'.repeat(100_000)),
    '100 kB of < outside CDATA': () => rss(`<description>${'<'.repeat(100_000)}</description>`),
    '400 kB of x<br': () => description('x<br'.repeat(100_000)),
    '1 MB of <a': () => description('<a '.repeat(333_000)),
    '1 MB of <!--': () => description('<!--'.repeat(250_000)),
    '1 MB of &': () => description('&'.repeat(1_000_000)),
    '1 MB of &#': () => rss(`<description>${'&#'.repeat(500_000)}</description>`),
    '4 MB of white space in a title': () => rss(`<title>a${' '.repeat(4_000_000)}b</title>`),
    '4 MB of <b> in one description': () => description(`${'<b>'.repeat(600_000)}${'</i>'.repeat(500_000)}`),
    '2,000 descriptions of crossed tags': () =>
      rss(`<description><![CDATA[${'<b>'.repeat(500)}${'</i>'.repeat(500)}]]></description>`.repeat(2000)),
    'billion laughs': laughs,
    'external entity': () => `${external}${rss('<description>&x;</description>').slice(21)}`,
    '10,000 deep': () =>
      rss(`<description>${'<div>'.repeat(10_000)}x${'</div>'.repeat(10_000)}</description>`),
    '10,000 deep in CDATA': () => description(`${'<div>'.repeat(10_000)}x${'</div>'.repeat(10_000)}`),
    '10,000 attributes': () =>
      rss(`<link ${Array.from({ length: 10_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`),
    '30,000 attributes in each of 25 descriptions': () =>
      rss(
        `<description><![CDATA[<p ${Array.from({ length: 30_000 }, (_, i) => `a${i}`).join(' ')}>]]></description>`.repeat(
          25,
        ),
      ),
    '10,000 namespaces': () =>
      rss(`<a ${Array.from({ length: 10_000 }, (_, i) => `xmlns:a${i}="u"`).join(' ')}/>`),
    '100,000 items': () => rss(`</item>${'<item><title>x</title></item>'.repeat(100_000)}<item>`),
    '2 million empty elements': () => rss('<a/>'.repeat(2_000_000)),
    '7 MB of items': () =>
      rss(
        `</item>${`<item><title>x</title><description>${'word &lt;b&gt;bold&lt;/b&gt; '.repeat(250)}</description></item>`.repeat(1000)}<item>`,
      ),
    '7 MB in one author': () => rss(`<author>${'a@'.repeat(3_500_000)}</author>`),
    '50 MB': () => rss(`<description>${'x'.repeat(50_000_000)}</description>`),
    '1,000,000-deep JSON': () =>
      '{"version":"https://jsonfeed.org/version/1.1","items":'.padEnd(1_000_000, '['),
  };
  const wrapped = Object.entries(texts).map(([name, text]) => document(name, () => utf8(text())));
  return [...wrapped, ...bare()];
}

/** Documents that are nothing but the attack: each must be refused. */
function bare(): HostileFeed[] {
  const texts: Record<string, string> = {
    'bare 100 kB of <': '<'.repeat(100_000),
    'bare 400 kB of x<br': 'x<br'.repeat(100_000),
    'bare 1 MB of <a': '<a '.repeat(333_000),
    'bare 1 MB of &': '&'.repeat(1_000_000),
    'bare 10,000 deep': '<a>'.repeat(10_000),
    'an HTML page of 1 MB': `<html><body>${'<p>word'.repeat(150_000)}`,
    'the word rss': 'rss '.repeat(100_000),
  };
  const bomb = () => gzipSync(Buffer.alloc(200_000_000, '<a>'), { level: 9 });
  return [
    ...Object.entries(texts).map(([name, text]) => document(name, () => utf8(text), true)),
    document('gzip bomb, 200 MB', () => new Uint8Array(bomb()), true),
    document('gzip, cut', () => new Uint8Array(gzipSync('<rss/>').subarray(0, 12)), true),
  ];
}

/** In one document no entry can be saved. */
const REFUSED = /^(billion|external|10,000 deep$|50 MB|1,000,000-deep)/;

function document(name: string, bytes: () => Uint8Array, refused = REFUSED.test(name)): HostileFeed {
  return { name, contentType: 'text/xml', bytes, refused };
}
