/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
export function whenStopped(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = (): void => {
      if (asked) process.exit(1);
      asked = true;
      resolve();
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
}

/** Errors that a person can mend: their message is one sentence and all that is printed. */
const mendable = new Set([
  'SettingsError',
  'UsageError',
  'QueueUnreachableError',
  'DatabaseError',
  'DatabaseUnreachableError',
  'DatabaseTooOldError',
  'DatabaseNewerError',
  'DataDirectoryLockedError',
  'DataDirectoryUnusableError',
]);

/** Something the user can mend: its message says what is wrong and what to do. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** True if the message is meant for the user, and no stack trace is. */
export function isMendable(error: unknown): error is Error {
  return error instanceof Error && mendable.has(error.name);
}

/** Ends a main after an error: a user's mistake in one sentence with exit code 2, a mistake of ours with its trace and 1. */
export function reportAndExit(error: unknown): never {
  if (isMendable(error)) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
  process.stderr.write(
    `Hearsay failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
}
