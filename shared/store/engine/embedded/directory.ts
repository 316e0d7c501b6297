import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataDirectoryUnusableError } from '../errors.js';

/** The PostgreSQL inside PGlite 0.5; it reads no directory of another major version. */
const postgresMajor = '18';

/**
 * An empty database made by initdb once, when the program is built: opening it takes a third of the time and memory
 * that initdb takes. Null where the build left none; initdb then runs.
 */
export const templateFile = fileURLToPath(new URL('./template-0.5.16.tar.gz', import.meta.url));

export function existingTemplate(): string | null {
  return existsSync(templateFile) ? templateFile : null;
}

/** `new` if nothing is there (or an empty directory), `ours` if a database is. @throws if it is neither. */
export function inspectDirectory(dir: string): 'new' | 'ours' {
  if (!existsSync(dir) || readdirSync(dir).length === 0) return 'new';
  const version = join(dir, 'PG_VERSION');
  if (!existsSync(version))
    throw new DataDirectoryUnusableError(
      `The directory ${dir} is not empty and holds no database: choose another, or empty it.`,
    );
  const major = readFileSync(version, 'utf8').trim();
  if (major !== postgresMajor)
    throw new DataDirectoryUnusableError(
      `The data directory ${dir} was made by PostgreSQL ${major || '(unreadable version)'}, and this version reads ${postgresMajor}: open it with the version that made it, or use another directory.`,
    );
  return 'ours';
}

/** Makes a folder and those above it. One at a time: under /proc, Node's `recursive` tries for ever (seen on 20 to 24). */
export function makeFolders(dir: string): void {
  if (existsSync(dir)) return;
  makeFolders(dirname(dir));
  try {
    mkdirSync(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Where a new database is made, to be renamed once it is whole: killed half-way, it would never open. */
export function prepareAside(dir: string): string {
  makeFolders(dirname(dir));
  const aside = `${dir}.new`;
  rmSync(aside, { recursive: true, force: true });
  return aside;
}

export function moveIntoPlace(aside: string, dir: string): void {
  if (existsSync(dir)) rmdirSync(dir);
  renameSync(aside, dir);
}

/** Dumps of a folder, newest first. Their names sort by time. */
export function listDumps(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tar.gz'))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}

export function dumpName(folder: string, dir: string, at: Date): string {
  return join(folder, `${basename(dir)}-${at.toISOString().replaceAll(':', '-')}.tar.gz`);
}
