/** What a statement gives back. `rowCount` is the number of rows read or changed; 0 where neither applies. */
export interface QueryResult<T> {
  rows: T[];
  rowCount: number;
}

/**
 * One place to send statements to. Values come back as node-postgres gives them on both engines: int8 and numeric as
 * strings, timestamptz as Date, json and jsonb parsed, arrays as arrays. Parameters as node-postgres takes them: an
 * object becomes JSON, an array a PostgreSQL array (so give a JSON array as `JSON.stringify(list)`).
 */
export interface Sql {
  // biome-ignore lint/suspicious/noExplicitAny: a row is what the statement says; callers name its type.
  query<T = any>(text: string, params?: readonly unknown[]): Promise<QueryResult<T>>;
}

// biome-ignore lint/suspicious/noExplicitAny: as EventEmitter's; what comes depends on the event.
type Listener = (...args: any[]) => void;

/** A connection taken from the pool, and the part of pg.PoolClient that BullMQ uses. */
export interface PoolClientLike extends Sql {
  release(destroy?: boolean | Error): void;
  on(event: string, listener: Listener): this;
  removeListener(event: string, listener: Listener): this;
  removeAllListeners(event?: string): this;
}

/** The part of pg.Pool that BullMQ's PostgreSQL backend uses; both engines have one. */
export interface PoolLike extends Sql {
  connect(): Promise<PoolClientLike>;
  end(): Promise<void>;
  on(event: string, listener: Listener): this;
  removeAllListeners(event?: string): this;
  readonly options: { keepAlive?: boolean };
}

export interface TransactionOptions {
  /**
   * Embedded engine: milliseconds from BEGIN after which the transaction is rolled back and refuses further
   * statements, as every other statement waits for it. PostgreSQL: the same when it sits idle for so long.
   */
  timeoutMs?: number;
}

export interface Database extends Sql {
  readonly kind: 'pglite' | 'postgres';
  /** Given to BullMQ's PostgreSQL backend; everything else uses query and transaction. */
  readonly pool: PoolLike;
  /**
   * Runs `work` between BEGIN and COMMIT. Any error rolls back before it is rethrown. On PostgreSQL, `work` is run
   * again (3 times at most) after a serialisation failure or a deadlock, so it must do nothing but SQL. Inside `work`
   * use `tx` alone: a statement sent to the database itself is refused, since on one session it would wait for itself.
   */
  transaction<T>(work: (tx: Sql) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Calls `heard` with the payload of each NOTIFY on `channel`, until the returned function is called. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  /** Ends every connection; statements sent afterwards are refused. Safe to call twice. */
  close(): Promise<void>;
}
