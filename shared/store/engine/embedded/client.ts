import { EventEmitter } from 'node:events';
import type { PoolClientLike } from '../database.js';
import { TransactionTimedOutError } from '../errors.js';
import type { PglitePool } from './pool.js';
import { type Exchange, encodeStatement, type PgResult, resultOf } from './protocol.js';
import { type Meaning, meaningOf } from './statement.js';

const rollback = encodeStatement('ROLLBACK', undefined);

/**
 * What the pool gives out as a connection. Between its BEGIN and its COMMIT or ROLLBACK it has the session alone. A
 * transaction that outlives its time is rolled back, and every further statement of it refused until its ROLLBACK:
 * they would commit one by one otherwise, half of the work without the other.
 */
export class PgliteClient extends EventEmitter implements PoolClientLike {
  readonly channels = new Set<string>();
  /** Milliseconds from BEGIN until the watchdog ends the transaction. */
  transactionTimeoutMs: number;
  private readonly pool: PglitePool;
  private previous: Promise<unknown> = Promise.resolve();
  private watchdog: NodeJS.Timeout | undefined;
  private timedOut = false;
  private released = false;

  constructor(pool: PglitePool, transactionTimeoutMs: number) {
    super();
    this.pool = pool;
    this.transactionTimeoutMs = transactionTimeoutMs;
  }

  /** One statement after the other, as on a connection of node-postgres. */
  async query(text: string, params?: readonly unknown[]) {
    if (this.released) throw new Error('This connection has been given back to the pool.');
    const bytes = encodeStatement(text, params);
    const meaning = meaningOf(text);
    const result = this.previous.then(() => this.run(bytes, meaning));
    this.previous = result.catch(() => {});
    return result;
  }

  release(): void {
    if (this.released) return;
    this.released = true;
    this.previous.then(() => this.end());
  }

  hear(channel: string, payload: string): void {
    if (this.channels.has(channel)) this.emit('notification', { channel, payload, processId: 0 });
  }

  private async run(bytes: Uint8Array, meaning: Meaning): Promise<PgResult & { rowCount: number }> {
    if (this.timedOut) return this.refuse(meaning);
    if (meaning.kind === 'unlisten' && this.unlisten(meaning.channel)) return nothing('UNLISTEN');
    const result = resultOf(await this.inTurn(() => this.pool.send(bytes, false)));
    if (meaning.kind === 'listen' && meaning.channel !== null) this.channels.add(meaning.channel);
    return result;
  }

  private inTurn(send: () => Promise<Exchange>): Promise<Exchange> {
    return new Promise((resolve, reject) => {
      const go = () =>
        send().then(
          (exchange) => {
            this.settle(exchange.status);
            resolve(exchange);
          },
          (error) => {
            this.settle('I');
            reject(error);
          },
        );
      if (this.pool.gate.isHeldBy(this)) go();
      else this.pool.gate.enter(this, go);
    });
  }

  /** Keeps the session while a transaction is open, with the watchdog running since it was. */
  private settle(status: string | undefined): void {
    if (this.timedOut) return; // the watchdog's ROLLBACK is on its way, and leaves
    if (status === 'T' || status === 'E')
      this.watchdog ??= setTimeout(() => void this.timeOut(), this.transactionTimeoutMs);
    else this.leave();
  }

  private async timeOut(): Promise<void> {
    this.timedOut = true;
    await this.pool.send(rollback, false).catch(() => {});
    this.leave();
  }

  private leave(): void {
    clearTimeout(this.watchdog);
    this.watchdog = undefined;
    this.pool.gate.leave(this);
  }

  private refuse(meaning: Meaning): PgResult & { rowCount: number } {
    if (meaning.kind !== 'rollback')
      throw new TransactionTimedOutError(
        `The transaction was rolled back after ${this.transactionTimeoutMs / 1000} s: every other statement waits for it, so it must not wait for the network.`,
      );
    this.timedOut = false;
    return nothing('ROLLBACK');
  }

  /** True if another connection still listens, so that the session must not stop. */
  private unlisten(channel: string | null): boolean {
    const dropped = channel === null ? [...this.channels] : [channel];
    for (const each of dropped) this.channels.delete(each);
    return channel === null || this.pool.isHeard(channel, this);
  }

  private async end(): Promise<void> {
    if (this.pool.gate.isHeldBy(this) && !this.timedOut) {
      await this.pool.send(rollback, false).catch(() => {});
      this.leave();
    }
    this.pool.forget(this);
  }
}

function nothing(command: string): PgResult & { rowCount: number } {
  return { command, rowCount: 0, rows: [], fields: [] };
}
