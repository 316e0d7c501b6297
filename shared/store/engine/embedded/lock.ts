import { linkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { DataDirectoryLockedError } from '../errors.js';
import { describeSelf, type Holder, hasEnded, isComparable, readHolder } from './lock-holder.js';

/**
 * One process for one data directory: PGlite has no lock of its own, and what a second process writes is lost without
 * an error. The lock is a file beside the directory that names its holder; it is made with O_EXCL, never taken from a
 * process that lives, and taken over from one that does not.
 */
export interface DirectoryLock {
  release(): void;
}

const attempts = 20;
const pauseMs = 50;
/** How often the holder touches its lock, and for how long another machine or container believes in one not touched. */
const touchMs = 5_000;
const believedMs = 20_000;

/** @throws DataDirectoryLockedError naming the directory and the process that holds it. */
export function lockDirectory(dir: string): DirectoryLock {
  const file = `${dir}.lock`;
  const own = describeSelf();
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (!failsWith('EEXIST', () => writeFileSync(file, JSON.stringify(own), { flag: 'wx' })))
      return hold(file, own);
    const holder = readHolder(file);
    if (holder !== undefined) {
      if (isAlive(file, holder)) throw lockedBy(dir, file, holder);
      if (takeOver(file, holder, own)) return hold(file, own);
    } else if (isLeftHalfWritten(file)) rmSync(file, { force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
  }
  throw new DataDirectoryLockedError(
    `The data directory ${dir} is being opened by another process: try again, or remove ${file} and ${file}.* if none is running.`,
  );
}

function hold(file: string, own: Holder): DirectoryLock {
  const isOwn = () => readHolder(file)?.token === own.token;
  const touch = setInterval(() => {
    const now = new Date();
    failsWith('ENOENT', () => utimesSync(file, now, now));
  }, touchMs).unref();
  const release = () => {
    clearInterval(touch);
    process.removeListener('exit', release);
    if (isOwn()) rmSync(file, { force: true });
  };
  process.on('exit', release);
  return { release };
}

/**
 * The right to replace the lock of a dead holder is a hard link named after that holder's token: of several processes
 * that found it dead only one gets it, and whoever comes late links the new holder's lock, sees so, and stands back.
 */
function takeOver(file: string, dead: Holder, own: Holder): boolean {
  const claim = `${file}.${dead.token}`;
  if (failsWith('EEXIST', () => linkSync(file, claim))) return false;
  try {
    if (readHolder(claim)?.token !== dead.token) return false;
    const aside = `${file}.${own.token}`;
    writeFileSync(aside, JSON.stringify(own));
    renameSync(aside, file);
    return true;
  } finally {
    rmSync(claim, { force: true });
  }
}

function isAlive(file: string, holder: Holder): boolean {
  if (isComparable(holder)) return !hasEnded(holder);
  return ageMs(file) < believedMs;
}

/** Its writer was killed between making the file and writing into it, which takes microseconds. */
function isLeftHalfWritten(file: string): boolean {
  const age = ageMs(file);
  return age > 10_000 && age < Number.POSITIVE_INFINITY;
}

function ageMs(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? Number.POSITIVE_INFINITY : Date.now() - stat.mtimeMs;
}

function lockedBy(dir: string, file: string, holder: Holder): DataDirectoryLockedError {
  const where = isComparable(holder)
    ? `process ${holder.pid}`
    : `process ${holder.pid} on ${holder.host}, which was there ${Math.round(ageMs(file) / 1000)} s ago`;
  return new DataDirectoryLockedError(
    `The data directory ${dir} is in use by ${where} (${file}): stop that process, or use another directory.`,
  );
}

/** Runs `act`; true if it failed with this code. Anything else is thrown. */
function failsWith(code: string, act: () => void): boolean {
  try {
    act();
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return true;
    // The file a link or touch was for has gone meanwhile: to the caller the same as having lost the race.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}
