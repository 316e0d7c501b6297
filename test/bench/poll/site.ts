import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// A process that serves feeds: `/N` is feed N of a host of its own. Every answer is "not modified", but for `share` of
// them, which list one new entry. It says its ports, and then how often it was asked, whenever its parent wants to know.

/** Servers in this process: a client keeps connections to each. */
const servers = 4;

let asked = 0;
let share = 0;
let entries = 0;
/** How often each feed had something new. */
const versions = new Map<string, number>();

process.on('message', (message: { share?: number }) => {
  share = message.share ?? share;
  process.send?.({ asked, entries });
});
process.on('disconnect', () => process.exit());

const ports = await Promise.all(Array.from({ length: servers }, listen));
process.send?.({ ports });

function listen(): Promise<number> {
  const server = createServer((request, response) => {
    asked += 1;
    const host = request.headers.host ?? '';
    if (share > 0 && asked % Math.round(1 / share) === 0) {
      const version = (versions.get(host) ?? 0) + 1;
      versions.set(host, version);
      entries += 1;
      response.writeHead(200, { 'content-type': 'application/rss+xml', etag: `"${version}"` });
      response.end(feed(host, version));
      return;
    }
    response.writeHead(304, { etag: '"1"' }).end();
  });
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
}

/** The newest entries of a feed, of which one is new in each version. */
function feed(host: string, version: number): string {
  const newest = Date.UTC(2026, 0, 1) + version * 60_000;
  const items = Array.from({ length: 20 }, (_, at) => version - at)
    .filter((each) => each > 0)
    .map(
      (each, at) =>
        `<item><title>Report ${each} of ${host}</title><link>http://${host}/report-${each}</link><guid>${each}</guid>` +
        `<pubDate>${new Date(newest - at * 60_000).toUTCString()}</pubDate><description>The council met on day ${each}.</description></item>`,
    );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${host}</title><link>http://${host}/</link>${items.join('')}</channel></rss>`;
}
