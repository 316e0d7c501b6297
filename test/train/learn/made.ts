import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/shared-data.js';

/** A weights file as a training task makes it. */
export interface Made {
  /** Path under shared/text. */
  part: string;
  text: string;
}

/** The weights file as it ships; '' where there is none. */
export function shippedText(part: string): string {
  const file = pathOf(part);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Writes what was made to where it ships, or only compares (`check`); a line says which files are other than before. */
export function settle(made: readonly Made[], check: boolean): { same: number; changed: number } {
  let same = 0;
  for (const { part, text } of made) {
    const equal = text === shippedText(part);
    if (equal) same += 1;
    else if (!check) writeFileSync(pathOf(part), text);
    const word = equal ? 'the same to the last digit' : check ? 'DIFFERS from what ships' : 'changed';
    process.stdout.write(`${part}: ${(text.length / 1000).toFixed(0)} kB, ${word}\n`);
  }
  return { same, changed: made.length - same };
}

function pathOf(part: string): string {
  return join(root, 'shared/text', part);
}
