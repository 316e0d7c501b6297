import { EventEmitter } from 'node:events';
import type { PoolClientLike, PoolLike } from '../database.js';
import { assertOutsideTransaction } from '../transaction.js';
import { PgliteClient } from './client.js';
import { Gate } from './gate.js';
import type { Host } from './host.js';
import { decodeAnswer, type Exchange, encodeStatement, resultOf } from './protocol.js';

/**
 * pg.Pool's connect, query and end over the one session of an embedded database. Any number of clients may be out at
 * once; they take turns at the gate, and each hears the channels it LISTENs to itself.
 */
export class PglitePool extends EventEmitter implements PoolLike {
  /** BullMQ lifts its 10 s cap on waiting where the LISTEN connection cannot drop silently; this one cannot. */
  readonly options = { keepAlive: true };
  readonly gate = new Gate();
  /** Statements sent so far: what the maintenance timer goes by. */
  statements = 0;
  private readonly host: Host;
  private readonly transactionTimeoutMs: number;
  private readonly clients = new Set<PgliteClient>();
  private ending: Promise<void> | undefined;

  constructor(host: Host, transactionTimeoutMs: number) {
    super();
    this.setMaxListeners(0); // every queue and worker adds one
    this.host = host;
    this.transactionTimeoutMs = transactionTimeoutMs;
  }

  get ended(): boolean {
    return this.ending !== undefined;
  }

  /** Sends one statement outside any transaction. */
  async query(text: string, params?: readonly unknown[]) {
    this.refuseIfEnded();
    assertOutsideTransaction(this);
    const bytes = encodeStatement(text, params);
    const exchange = await new Promise<Exchange>((resolve, reject) => {
      this.gate.enter(undefined, () => this.send(bytes, true).then(resolve, reject));
    });
    return resultOf(exchange);
  }

  async connect(): Promise<PoolClientLike> {
    this.refuseIfEnded();
    assertOutsideTransaction(this);
    const client = new PgliteClient(this, this.transactionTimeoutMs);
    this.clients.add(client);
    return client;
  }

  /** Waits for the transaction that is open, then closes the database and its thread. */
  end(): Promise<void> {
    this.ending ??= this.whileAlone(async () => {
      await this.host.ask({ do: 'close' });
      await this.host.terminate();
    });
    return this.ending;
  }

  /** Writes a dump while no transaction is open. */
  dump(file: string): Promise<void> {
    this.refuseIfEnded();
    return this.whileAlone(async () => {
      await this.host.ask({ do: 'dump', file });
    });
  }

  /** Sends bytes in the caller's turn at the gate, and passes on what was notified meanwhile. */
  async send(bytes: Uint8Array, alone: boolean): Promise<Exchange> {
    this.statements++;
    const answer = await this.host.ask({ do: 'run', bytes, alone });
    const exchange = decodeAnswer(answer.bytes!);
    for (const message of exchange.notifications)
      for (const client of this.clients) client.hear(message.channel, message.payload);
    if (exchange.status === undefined)
      exchange.error ??= new Error('The embedded database broke off a statement: restart to recover it.');
    return exchange;
  }

  isHeard(channel: string, except: PgliteClient): boolean {
    return [...this.clients].some((client) => client !== except && client.channels.has(channel));
  }

  forget(client: PgliteClient): void {
    this.clients.delete(client);
    for (const channel of client.channels) {
      if (this.ended || this.isHeard(channel, client)) continue;
      this.query(`UNLISTEN "${channel.replaceAll('"', '""')}"`).catch(() => {});
    }
  }

  private async whileAlone<T>(work: () => Promise<T>): Promise<T> {
    const holder = {};
    await new Promise<void>((go) => this.gate.enter(holder, go));
    try {
      return await work();
    } finally {
      this.gate.leave(holder);
    }
  }

  private refuseIfEnded(): void {
    // BullMQ knows this sentence of node-postgres and takes it for an orderly end.
    if (this.ended) throw new Error('Cannot use a pool after calling end on the pool');
  }
}
