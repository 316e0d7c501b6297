import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout: the folder that holds turbo.json. */
export const root = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Where the labelled data and the seed articles lie: beside the checkout, never in it. */
export const sharedFolder = join(root, '..', 'shared');

/** True if `../shared/<part>` is there; tests that need it are skipped by name where it is not. */
export function hasShared(part = ''): boolean {
  return existsSync(join(sharedFolder, part));
}

/** Reads `../shared/<part>` as text. Throws one clear sentence where it is missing. */
export function readShared(part: string): string {
  if (!hasShared(part))
    throw new Error(`../shared/${part} is missing: put the shared folder beside the checkout.`);
  return readFileSync(join(sharedFolder, part), 'utf8');
}

/** Reads a JSONL file of `../shared` as one object a line. */
export function readSharedLines<T>(part: string): T[] {
  return readShared(part)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

function findRoot(from: string): string {
  if (existsSync(join(from, 'turbo.json'))) return from;
  const up = dirname(from);
  if (up === from) throw new Error('turbo.json was not found above the test folder');
  return findRoot(up);
}
