/** Errors a person can act on: each message is one sentence that says what is wrong and what to do. */
export class DatabaseError extends Error {
  override name = this.constructor.name;
}

/** The server does not answer, or refuses this user or database. */
export class DatabaseUnreachableError extends DatabaseError {}

/** The server is older than what the SQL needs. */
export class DatabaseTooOldError extends DatabaseError {}

/** The database was written by a newer version of this program. */
export class DatabaseNewerError extends DatabaseError {}

/** Another process holds the data directory. */
export class DataDirectoryLockedError extends DatabaseError {}

/** The data directory did not open: damaged, or not one of ours. */
export class DataDirectoryUnusableError extends DatabaseError {}

/** The transaction was rolled back by its time limit and takes no more statements. */
export class TransactionTimedOutError extends DatabaseError {}

/** COMMIT found a transaction that an earlier, swallowed error had already undone. */
export class TransactionAbortedError extends DatabaseError {}

/** The work of a transaction has found that it did not hold all it has to: PostgreSQL's own code for "run it again". */
export class RunAgainError extends DatabaseError {
  readonly code = '40001';
}
