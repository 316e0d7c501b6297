import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/shared-data.js';

const folder = join(root, 'test', 'fixtures', 'world');

/** Reads one file of test/fixtures/world. */
export function readWorldFile(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

/** The names of a folder's files with this ending, without it, in alphabetical order. */
export function listWorldFiles(part: string, ending: string): string[] {
  return readdirSync(join(folder, part))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}
