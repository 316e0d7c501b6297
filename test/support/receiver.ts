import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a webhook was sent. */
export interface Received {
  id: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into the body
  body: any;
  /** The body as it came. */
  raw: string;
  headers: IncomingHttpHeaders;
}

/** A real receiver of webhooks on loopback; `answer` gives the status of each call (200 unless told). */
export async function startReceiver(answer: (call: number) => number = () => 200): Promise<{
  address: string;
  port: number;
  received: Received[];
  close(): Promise<void>;
}> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const { headers } = request;
      received.push({ id: String(headers['webhook-id']), body: JSON.parse(raw), raw, headers });
      response.writeHead(answer(received.length)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    port,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
