import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/shared-data.js';

const fixtures = join(root, 'test', 'fixtures');

/** Where a world's texts and truth lie, under test/fixtures. */
export type Shelf = 'world' | 'held-out-world';

/** Reads one file of a world. */
export function readWorldFile(shelf: Shelf, path: string): string {
  return readFileSync(join(fixtures, shelf, path), 'utf8');
}

/** The names of a folder's files with this ending, without it, in alphabetical order. */
export function listWorldFiles(shelf: Shelf, part: string, ending: string): string[] {
  return readdirSync(join(fixtures, shelf, part))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}
