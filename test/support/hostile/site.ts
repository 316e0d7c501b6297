import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { articleHtml, type Case, cases, type Surroundings } from './cases.js';

/** Feeds that misbehave themselves: what the nth request for one is answered (from 1; the first checks the address). */
type FeedAnswer = (response: ServerResponse, time: number, feed: (...paths: string[]) => string) => void;

const rss = { 'content-type': 'application/rss+xml' };

/** Each host serves its good articles, `/good` and, later, `/second`, whatever its feed does meanwhile. */
export const feedCases: Record<string, FeedAnswer> = {
  // The same ETag for another body: only the body tells that there is news.
  sametag: (response, time, feed) =>
    void response
      .writeHead(200, { ...rss, etag: '"one"' })
      .end(time < 3 ? feed('/good') : feed('/good', '/second')),
  // Another ETag each time for the same body: nothing may be doubled.
  newtag: (response, time, feed) =>
    void response
      .writeHead(200, { ...rss, etag: `"${time}"` })
      .end(time < 5 ? feed('/good') : feed('/good', '/second')),
  // An error page as 200 where the feed was.
  errorpage: (response, time, feed) => {
    if (time < 3 || time > 6)
      return void response.writeHead(200, rss).end(feed('/good', ...(time > 6 ? ['/second'] : [])));
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<html><body><h1>Something went wrong</h1></body></html>');
  },
  // A feed that is retired.
  retired: (response, time, feed) => {
    if (time < 3) return void response.writeHead(200, rss).end(feed('/good'));
    response.writeHead(410).end();
  },
  // A feed whose hub takes our subscription and forgets it: polling finds what the hub does not push.
  forgotten: (response, time, feed) => {
    const link = '<http://hub.example/>; rel="hub", <http://forgotten.example/feed.xml>; rel="self"';
    response.writeHead(200, { ...rss, link }).end(time < 5 ? feed('/good') : feed('/good', '/second'));
  },
  // A feed cut in the middle, then whole.
  cut: (response, time, feed) => {
    const whole = feed('/good', '/second');
    if (time !== 3) return void response.writeHead(200, rss).end(time < 3 ? feed('/good') : whole);
    response.writeHead(200, { ...rss, 'content-length': String(Buffer.byteLength(whole)) });
    response.write(whole.slice(0, 200), () => response.socket?.resetAndDestroy());
  },
};

/** What was asked for, by whom it was meant. */
export interface Asked {
  host: string;
  path: string;
  at: number;
  userAgent: string;
}

/** A site of many hosts that misbehaves in every way, on loopback. */
export interface HostileSite {
  around: Surroundings;
  feeds: string[];
  /** For HEARSAY_RESOLVE. */
  resolve: string;
  asked: Asked[];
  /** What reached addresses that nobody may reach. */
  intruded: string[];
  close(): Promise<void>;
}

/** 127.0.0.2 stands for a public address, which a name may lead to; 127.0.0.3 and the forbidden port for private ones. */
export const publicAddress = '127.0.0.2';
export const privateAddress = '127.0.0.3';

export async function startHostileSite(): Promise<HostileSite> {
  const asked: Asked[] = [];
  const intruded: string[] = [];
  const times = new Map<string, number>();
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const path = request.url ?? '';
    asked.push({ host, path, at: Date.now(), userAgent: request.headers['user-agent'] ?? '' });
    const time = (times.get(host + path) ?? 0) + 1;
    times.set(host + path, time);
    response.on('error', () => {});
    answer(response, { host, path, time }, around);
  };
  const server = createServer(listener);
  const port = await listening(server, '127.0.0.1', 0);
  const second = createServer(listener);
  await listening(second, publicAddress, port);
  const intruder = (request: IncomingMessage, response: ServerResponse): void => {
    intruded.push(`${request.headers.host}${request.url}`);
    response.end('secret');
  };
  const [third, fourth] = [createServer(intruder), createServer(intruder)];
  await listening(third, privateAddress, port);
  const around = { port, forbidden: await listening(fourth, '127.0.0.1', 0) };
  const servers = [server, second, third, fourth];
  const hosts = [...cases.map(({ name }) => name), ...Object.keys(feedCases)].map(
    (name) => `${name}.example`,
  );
  return {
    around,
    feeds: hosts.map((host) => `http://${host}/feed.xml`),
    resolve: hosts.map((host) => `${host}=127.0.0.1:${port}`).join(','),
    asked,
    intruded,
    close: async () => {
      await Promise.all(servers.map(closed));
    },
  };
}

function answer(
  response: ServerResponse,
  { host, path, time }: { host: string; path: string; time: number },
  around: Surroundings,
): void {
  const name = host.replace(/\.example$/, '');
  const bad = cases.find((each) => each.name === name);
  // A kept connection would spare the name server its second question.
  if (name === 'turncoat') response.setHeader('connection', 'close');
  if (path === '/robots.txt') answerRobots(response, bad);
  else if (path === '/good' || path === '/second') sendArticle(response, host, path);
  else if (path === '/feed.xml') answerFeed(response, name, time, bad, around);
  else if (path.startsWith('/page') && bad !== undefined) bad.answer(response, time, around);
  else response.writeHead(404).end();
}

function answerRobots(response: ServerResponse, bad: Case | undefined): void {
  if (bad?.robots === undefined) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': 'text/plain' }).end(bad.robots);
}

function sendArticle(response: ServerResponse, host: string, path: string): void {
  const title =
    path === '/good' ? `Ferry pier of ${host} waits again` : `Second delay at the pier of ${host}`;
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(articleHtml(`${path.slice(1)}-${host}`, title));
}

function answerFeed(
  response: ServerResponse,
  name: string,
  time: number,
  bad: Case | undefined,
  around: Surroundings,
): void {
  const host = `http://${name}.example`;
  const feed = (...links: string[]) =>
    writeFeed(links.map((link) => (link.startsWith('/') ? host + link : link)));
  if (bad !== undefined)
    return void response.writeHead(200, rss).end(feed(bad.link?.(around) ?? '/page', '/good'));
  feedCases[name]?.(response, time, feed);
}

function writeFeed(links: string[]): string {
  const items = links.map((link) => `<item><title>News at ${link}</title><link>${link}</link></item>`);
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Pier news</title>${items.join('')}</channel></rss>`;
}

async function listening(server: Server, address: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
  return (server.address() as AddressInfo).port;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
