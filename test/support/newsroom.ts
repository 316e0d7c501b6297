import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An article as the newsroom publishes it. */
export interface Dispatch {
  path: string;
  title: string;
  paragraphs: string[];
  at: Date;
}

/**
 * An outlet on loopback with an Atom feed that names its hub. Under any other host name the same paths give the
 * reports that the outlet's own repeat.
 */
export interface Newsroom {
  port: number;
  host: string;
  feedUrl: string;
  /** Requests for the feed so far. */
  readonly polls: number;
  /** The hub the feed names; null for none. */
  hub: string | null;
  /** What the feed calls itself. */
  topic: string;
  /** Puts an article on the site and into its feed; gives the feed as it is then. */
  publish(dispatch: Dispatch): string;
  close(): Promise<void>;
}

/** Starts an outlet of this name. */
export async function startNewsroom(host: string, hub: string | null): Promise<Newsroom> {
  const articles: Dispatch[] = [];
  let polls = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const article = articles.find((each) => each.path === path);
    const asked = request.headers.host ?? host;
    if (path === '/feed') {
      polls += 1;
      response.writeHead(200, { 'content-type': 'application/atom+xml' }).end(feedOf(newsroom, articles));
    } else if (article !== undefined && asked !== host) {
      const first = { ...article, ...firstReport(article), at: new Date(article.at.getTime() - 60_000) };
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(asked, first));
    } else if (article !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(host, article));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const feedUrl = `http://${host}/feed`;
  const newsroom: Newsroom = {
    port: (server.address() as AddressInfo).port,
    host,
    feedUrl,
    get polls() {
      return polls;
    },
    hub,
    topic: feedUrl,
    publish: (dispatch) => {
      articles.unshift(dispatch);
      return feedOf(newsroom, articles);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return newsroom;
}

const towns = ['Wexcombe', 'Aldermoor', 'Fernhithe', 'Kestrel Bay', 'Port Sorrel', 'Dunmallow'];

/** A report of something that others have told before: who said what of a harbour, by number. */
export function dispatch(number: number, at: Date): Dispatch {
  const [town, cranes] = [towns[number % towns.length], number + 3];
  return {
    path: `/news/${number}`,
    title: `Cracks found in ${cranes} cranes at ${town} harbour`,
    paragraphs: [
      `An inspection found cracks in ${cranes} harbour cranes at ${town}, harbour master Ines Okafor said on Monday, and all of them have been taken out of service.`,
      `Okafor said that repairs would cost ${number + 2} million crowns. Some ${(number + 2) * 40} dockers have been sent home.`,
      `Ships that were due in ${town} this week have turned to other ports. A spokesman for the dockers called the decision right and said it had come late.`,
    ],
    at,
  };
}

/** The report that came before it, in other words. */
function firstReport({ path }: Dispatch): Pick<Dispatch, 'title' | 'paragraphs'> {
  const number = Number(path.split('/').at(-1));
  const [town, cranes] = [towns[number % towns.length], number + 3];
  return {
    title: `${town} council shuts ${cranes} harbour cranes after inspection`,
    paragraphs: [
      `The council of ${town} has shut down ${cranes} harbour cranes after an inspection found cracks in their beams, the harbour master Ines Okafor said on Monday.`,
      `"We found cracks in ${cranes} cranes and we will not run them until each has been repaired," Okafor told reporters at the quay of ${town}.`,
      `Repairs will cost ${number + 2} million crowns and are expected to last ${number + 4} weeks, according to the council. About ${(number + 2) * 40} dockers have been told to stay at home.`,
      `The cranes were built in 1988 and were last inspected ${number + 2} years ago. Ships bound for ${town} are being sent to other harbours along the coast until the work is done.`,
    ],
  };
}

function feedOf({ host, hub, topic }: Newsroom, articles: Dispatch[]): string {
  const entries = articles.map(
    ({ path, title, at }) =>
      `<entry><id>tag:${host}:${path}</id><title>${title}</title><link href="http://${host}${path}"/><updated>${at.toISOString()}</updated><published>${at.toISOString()}</published></entry>`,
  );
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News of ${host}</title>
${hub === null ? '' : `<link rel="hub" href="${hub}"/>`}<link rel="self" href="${topic}"/>
<id>tag:${host}</id><updated>2031-03-03T00:00:00Z</updated>${entries.join('\n')}</feed>`;
}

function pageOf(host: string, { title, paragraphs, at }: Dispatch): string {
  return `<!doctype html><html lang="en"><head><title>${title}</title><meta property="og:site_name" content="${host}">
<meta property="article:published_time" content="${at.toISOString()}"></head>
<body><article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`;
}
