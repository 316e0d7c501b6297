import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';

/** A real name server on loopback (RFC 1035), that knows one kind of record and tells lies about it. */
export interface NameServer {
  /** For HEARSAY_NAME_SERVER. */
  address: string;
  /** Names asked for, with their type (1 is A, 28 is AAAA). */
  asked: string[];
  close(): Promise<void>;
}

/** `addressOf` gives the address of a name at the nth time it is asked for (from 1); null where there is none. */
export async function startNameServer(
  addressOf: (name: string, time: number) => string | null,
): Promise<NameServer> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  const times = new Map<string, number>();
  socket.on('message', (query, from) => {
    const { name, type, end } = question(query);
    asked.push(`${name} ${type}`);
    let address: string | null = null;
    if (type === 1) {
      const time = (times.get(name) ?? 0) + 1;
      times.set(name, time);
      address = addressOf(name, time);
    }
    socket.send(reply(query, end, address), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(socket.address() as AddressInfo).port}`,
    asked,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function question(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('ascii', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** The question again with one A record that is good for no second; without an address, no record. */
function reply(query: Buffer, end: number, address: string | null): Buffer {
  const head = Buffer.from(query.subarray(0, end));
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(address === null ? 0 : 1, 6);
  head.writeUInt32BE(0, 8);
  if (address === null) return head;
  const record = Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]);
  return Buffer.concat([head, record]);
}
