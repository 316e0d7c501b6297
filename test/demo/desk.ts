import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AlertBody } from '@hearsay/text/alert';

/** An alert as it came over the wire. */
export interface Received {
  id: string;
  at: Date;
  text: string;
  data: AlertBody;
}

/** The receiver of a newsroom: a web server that alerts are posted to. */
export interface Desk {
  address: string;
  /** Alerts in the order in which they came, each once. */
  received: Received[];
  /** How often one came again. */
  readonly repeats: number;
  close(): Promise<void>;
}

/** Largest body that is read; alerts have a few kilobytes. */
const largestBody = 1_048_576;

export async function openDesk(): Promise<Desk> {
  const received: Received[] = [];
  let repeats = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= largestBody) chunks.push(chunk);
    });
    request.on('end', () => {
      const { id, data } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      if (received.some((each) => each.id === id)) repeats += 1;
      else received.push({ id, at: new Date(), text: data.text, data });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    get repeats() {
      return repeats;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
