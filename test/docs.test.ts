import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '@hearsay/runtime';
import { expect, test } from 'vitest';
import { wrongImports } from './support/check-imports.js';
import { root } from './support/shared-data.js';
import { deriveReadme, readReadme } from './support/write-docs.js';

test('the README shows the pipeline and the settings as the code has them (npm run docs writes them)', () => {
  expect(readReadme()).toBe(deriveReadme(readReadme()));
});

test('every file that the documents link to exists', () => {
  for (const document of ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md']) {
    const text = readFileSync(join(root, document), 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      expect(existsSync(join(root, target)), `${document} links to ${target}`).toBe(true);
    }
  }
});

test('every folder that ARCHITECTURE.md names exists', () => {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const named = [...text.matchAll(/`((?:shared|services|test)\/[\w./-]*\w)`/g)].map(
    (match) => match[1] as string,
  );
  expect(named.length).toBeGreaterThan(20);
  for (const path of new Set(named)) expect(existsSync(join(root, path)), path).toBe(true);
});

test('the program says the version of its package', () => {
  const { version: packaged } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  expect(version).toBe(packaged);
});

test('imports go the right way', () => {
  expect(wrongImports()).toEqual([]);
});
