import type { ServerResponse } from 'node:http';
import { type Site, startSite } from '../../support/site.js';

/** What an outlet that means harm writes: scripts, handlers, links that run, reversed text, terminal escapes, formulas. */
export const harm =
  '<script>window.ran = 1</script><img src="http://elsewhere.example/i.png" onerror="window.ran = 1"><svg onload="window.ran = 1"></svg>' +
  '<a href="javascript:window.ran = 1">x</a><iframe src="http://elsewhere.example/"></iframe><style>body{display:none}</style>' +
  '\u202egnp.exe\u202c \u2067left\u2069 \u001b[31mred\u001b[0m \u001b]0;title\u0007 \u009b2J =HYPERLINK("http://elsewhere.example","x") @SUM(1) +cmd|x ' +
  '<!channel> <http://elsewhere.example|here> *bold* {{7*7}} ]]> --> "\'';

/** Ends that no attribute, element, comment or CDATA of a page may be closed by. */
const asText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** XML 1.0 knows no C0 controls. */
const inXml = (text: string) => asText(text).replace(/[\u0000-\u0008\u000b-\u001f]/g, ' ');

const hosts = ['calm.example', 'evil.example'] as const;
type Host = (typeof hosts)[number];

interface Report {
  path: string;
  title: string;
  paragraphs: string[];
  at: string;
}

const megabyte = 'A quay without end '.repeat(56_000);

const facts = [
  'The council of Wexcombe has shut down 40 harbour cranes after an inspection found cracks in their beams, the harbour master Ines Okafor said on Monday.',
  '"We found cracks in 40 cranes and we will not run them until each has been repaired," Okafor told reporters at the quay of Wexcombe.',
  'Repairs will cost 7 million crowns and are expected to last 9 weeks, according to the council. About 280 dockers have been told to stay at home.',
  'The cranes were built in 1988 and were last inspected 12 years ago. Ships bound for Wexcombe are being sent to other harbours along the coast.',
];

const reports: Record<Host, Report[]> = {
  'calm.example': [
    {
      path: '/1',
      title: 'Wexcombe council shuts 40 harbour cranes',
      paragraphs: facts,
      at: '2031-05-01T08:00:00Z',
    },
  ],
  'evil.example': [
    {
      path: '/1',
      title: `Cracks found in 40 cranes at Wexcombe harbour ${harm}`,
      paragraphs: [
        `An inspection found cracks in 40 harbour cranes at Wexcombe ${harm}, harbour master Ines Okafor said on Monday, and all of them have been taken out of service.`,
        `"We found cracks in 40 cranes ${harm} and we will not run them until each has been repaired," Okafor told reporters at the quay of Wexcombe.`,
        'Repairs would cost 17 million crowns, the council said. About 280 dockers have been told to stay at home.',
        `The cranes are not cracked, union leader Bo ${harm} Quill said. “It is not true that 40 cranes have cracks,” Quill said. ${harm}`,
      ],
      at: '2031-05-01T09:00:00Z',
    },
    {
      path: '/2',
      title: megabyte,
      paragraphs: [...facts.slice(1), `A tail ${harm}`],
      at: '2031-05-01T10:00:00Z',
    },
  ],
};

/** An outlet that means harm beside one that does not, with feeds and pages on loopback. */
export async function startHostileOutlets(): Promise<Site & { feeds: string[] }> {
  const site = await startSite();
  site.answer = (request, response) => {
    const host = hosts.find((each) => each === request.headers.host);
    const report = host && reports[host].find(({ path }) => path === request.url);
    if (host === undefined) response.writeHead(404).end();
    else if (request.url === '/feed') giveFeed(response, host);
    else if (report === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(host, report));
  };
  return { ...site, feeds: hosts.map((host) => `http://${host}/feed`) };
}

function giveFeed(response: ServerResponse, host: Host): void {
  const isEvil = host === 'evil.example';
  const items = reports[host].map(
    ({ path, title, at }) =>
      `<item><title>${inXml(title)}</title><link>http://${host}${path}</link><guid>${path}</guid><description>${inXml(isEvil ? harm : title)}</description><pubDate>${new Date(at).toUTCString()}</pubDate></item>`,
  );
  response
    .writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' })
    .end(
      `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${inXml(isEvil ? `Evil ${harm} ${megabyte}` : 'The Calm Courier')}</title><link>http://${host}/</link><description>News</description>${items.join('')}</channel></rss>`,
    );
}

/** Once as text and once as the markup itself: what runs in a reader of pages, and what runs in a reader of ours. */
function pageOf(host: Host, { title, paragraphs, at }: Report): string {
  const isEvil = host === 'evil.example';
  const name = isEvil ? '<img src=x onerror=window.ran=1>\u202elivE' : 'The Calm Courier';
  return `<!doctype html><html lang="en"><head><title>${asText(title)}</title><meta property="og:site_name" content="${asText(name)}">
<meta name="author" content="${isEvil ? asText(`Eve ${harm}`) : 'Ada Lund'}"><meta property="article:published_time" content="${at}"></head>
<body onload="window.ran = 1"><article><h1>${asText(title)}</h1>${paragraphs.map((text) => `<p>${asText(text)}${isEvil ? '<img src="x" onerror="window.ran = 1"><script>window.ran = 1</script>' : ''}</p>`).join('\n')}</article></body></html>`;
}
