import { AsyncLocalStorage } from 'node:async_hooks';
import type { PoolClientLike, PoolLike, Sql, TransactionOptions } from './database.js';
import { DatabaseError, TransactionAbortedError, TransactionTimedOutError } from './errors.js';
import { lastResult } from './result.js';

const idleInTransaction = '25P03';

/** Which databases this call chain has an open transaction on. */
const open = new AsyncLocalStorage<{ pool: PoolLike; ended: boolean }>();

/**
 * Throws if the caller stands inside `transaction` of this pool: with one session (embedded) its statement would wait
 * for the transaction that waits for it, and with several it would silently not be part of the transaction.
 */
export function assertOutsideTransaction(pool: PoolLike): void {
  const scope = open.getStore();
  if (scope !== undefined && scope.pool === pool && !scope.ended)
    throw new DatabaseError(
      'Inside a transaction, send statements to its tx, and jobs after it: on one session they would wait for each other.',
    );
}

/** Sends one statement of ours on a connection, as its engine likes it best. */
export type Send = (client: PoolClientLike, text: string, params?: readonly unknown[]) => Promise<unknown>;

const plainly: Send = (client, text, params) => client.query(text, params);

/** BEGIN, `work`, COMMIT on one connection; ROLLBACK before any error goes on. */
export async function runTransaction<T>(
  pool: PoolLike,
  work: (tx: Sql) => Promise<T>,
  begin: (client: PoolClientLike, options: TransactionOptions) => Promise<void>,
  options: TransactionOptions,
  send: Send = plainly,
): Promise<T> {
  assertOutsideTransaction(pool);
  const client = await pool.connect();
  const scope = { pool, ended: false };
  let broken: Error | undefined;
  let lost: { code?: string } | undefined;
  const onError = (error: { code?: string }) => {
    lost ??= error;
  };
  client.on('error', onError);
  try {
    await begin(client, options);
    const result = await open.run(scope, () => work(guarded(client, scope, send)));
    scope.ended = true;
    await commit(client);
    return result;
  } catch (error) {
    scope.ended = true;
    // A connection that cannot even roll back is thrown away; the server then rolls back by itself.
    broken = await client.query('ROLLBACK').then(
      () => undefined,
      (failure: Error) => failure,
    );
    throw lost?.code === idleInTransaction ? timedOut(error) : error;
  } finally {
    client.removeListener('error', onError);
    client.release(broken);
  }
}

/** The server has ended the connection meanwhile; the driver only says that it is gone. */
function timedOut(cause: unknown): TransactionTimedOutError {
  return new TransactionTimedOutError(
    'The transaction was rolled back because it sat idle for too long: it must not wait for the network.',
    { cause },
  );
}

/** What `work` gets: a statement sent after the end of the transaction would otherwise run outside it. */
function guarded(client: PoolClientLike, scope: { ended: boolean }, send: Send): Sql {
  return {
    async query(text, params) {
      if (scope.ended) throw new DatabaseError('This transaction has already ended.');
      return lastResult(await send(client, text, params));
    },
  };
}

/** COMMIT of a transaction in which a statement failed answers ROLLBACK, without an error. */
async function commit(client: PoolClientLike): Promise<void> {
  const answer = (await client.query('COMMIT')) as { command?: string };
  if (answer.command === 'ROLLBACK')
    throw new TransactionAbortedError(
      'The transaction was rolled back: one of its statements had failed and its error was not passed on.',
    );
}
