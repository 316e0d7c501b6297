import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real web server on loopback whose answers a test sets, with what it was asked for. */
export interface Site {
  port: number;
  /** `host path` of each request, oldest first. */
  asked: string[];
  /** How it answers; 404 until set. */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  /** The value for HEARSAY_RESOLVE that leads these hosts here. */
  resolve(...hosts: string[]): string;
  close(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const server = createServer((request, response) => {
    site.asked.push(`${request.headers.host} ${request.url}`);
    site.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const site: Site = {
    port,
    asked: [],
    answer: (_, response) => response.writeHead(404).end(),
    resolve: (...hosts) => hosts.map((host) => `${host}=127.0.0.1:${port}`).join(','),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return site;
}
