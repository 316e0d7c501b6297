import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import bridge from '../../fixtures/text/claim/bridge.json' with { type: 'json' };

/** What an address answers now. */
export interface Served {
  status: number;
  body: string;
  location?: string;
}

/** A small site whose pages can be edited, taken down and put back while it is read. */
export interface Site {
  port: number;
  /** Every answer given: host, path and status. */
  answers: { at: string; status: number }[];
  /** Sets what `host/path` answers from now on. */
  serve(at: string, served: Served): void;
  close(): Promise<void>;
}

/** Serves pages with validators from one loopback port, told apart by the Host header. */
export async function startSite(): Promise<Site> {
  const pages = new Map<string, Served>();
  const answers: Site['answers'] = [];
  const server = createServer((request, response) => {
    const at = `${(request.headers.host ?? '').replace(/:\d+$/, '')}${request.url}`;
    const { status, body, location } = pages.get(at) ?? { status: 404, body: 'nothing here' };
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
    const fresh = status === 200 && request.headers['if-none-match'] === etag;
    answers.push({ at, status: fresh ? 304 : status });
    const type = at.endsWith('.xml') ? 'application/rss+xml' : 'text/html; charset=utf-8';
    const headers = { etag, 'content-type': type, ...(location === undefined ? {} : { location }) };
    response.writeHead(fresh ? 304 : status, headers).end(fresh ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    answers,
    serve: (at, served) => void pages.set(at, served),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export interface Told {
  outlet: string;
  title: string;
  published: string;
  text: string;
}

/** Two outlets that tell of one bridge. */
export const [tribune, courier] = bridge.articles.map(
  (each): Told => ({
    outlet: each.outletName,
    title: each.title ?? '',
    published: each.published as string,
    text: each.text,
  }),
) as [Told, Told];

/** A news page: the article between what changes by itself. */
export function newsPage({ outlet, title, published, text }: Told, around = ''): string {
  const paragraphs = text.split(/\n\s*\n/).map((each) => `<p>${each}</p>`);
  return `<!doctype html><html lang="en"><head><title>${title} | ${outlet}</title>
<meta property="og:site_name" content="${outlet}"><meta property="article:published_time" content="${published}"></head>
<body><header><a href="/">${outlet}</a></header><article><h1>${title}</h1>
${around}${paragraphs.join('\n')}</article></body></html>`;
}

/** A feed of one entry. */
export function newsFeed({ outlet, title, published }: Told, link: string): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${outlet}</title><link>${new URL(link).origin}</link>
<item><title>${title}</title><link>${link}</link><guid>${link}</guid>
<pubDate>${new Date(published).toUTCString()}</pubDate></item></channel></rss>`;
}
