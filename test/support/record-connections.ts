import { type createSocket, Socket as UdpSocket } from 'node:dgram';
import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';

/*
 * Loaded before anything else in every thread of a process (NODE_OPTIONS=--import): writes a line for each connection
 * that is tried, whoever tries it, into the file CONNECTIONS names. Threads made from a file have it too, as all of ours are. Pipes and files of the machine are `local`.
 */
const file = process.env.CONNECTIONS;
const note = (line: string) => {
  if (file !== undefined) appendFileSync(file, `${isMainThread ? 'main' : 'thread'} ${line}\n`);
};

type Connect = (this: Socket, ...args: unknown[]) => Socket;
const connect = Socket.prototype.connect as unknown as Connect;
const watched = new WeakSet<Socket>();

Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
  if (!watched.has(this)) {
    watched.add(this);
    this.on('connectionAttempt', (address: string, port: number) => note(`tcp ${address}:${port}`));
    const [first] = args.flat() as [{ path?: string } | string | number | undefined];
    if (typeof first === 'object' && first?.path !== undefined) note(`local ${first.path}`);
  }
  return connect.apply(this, args);
} as typeof Socket.prototype.connect;

const send = UdpSocket.prototype.send as (...args: unknown[]) => void;
UdpSocket.prototype.send = function (this: ReturnType<typeof createSocket>, ...args: unknown[]) {
  note(`udp ${args.slice(1).join(' ').slice(0, 100)}`);
  return send.apply(this, args);
} as typeof UdpSocket.prototype.send;
