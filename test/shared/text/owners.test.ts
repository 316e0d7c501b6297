import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '@hearsay/runtime';
import { matchStory } from '@hearsay/text/claim';
import { isSameOrigin } from '@hearsay/text/origin';
import { OwnersError, readOwners } from '@hearsay/text/outlet';
import { describe, expect, test } from 'vitest';
import { toArticle } from './claim/story.js';

describe('a list of owners', () => {
  test('names outlets by domain or by the name they go by', () => {
    const owners = readOwners(
      '\uFEFF# Who owns what\n\nNorthern Media: courier.example, The Inland Post # bought in 2030\r\nNorthern Media: WWW.Herald.example\nRoe Group: herald.test\n',
    );
    expect(owners.size).toBe(4);
    expect(owners.of('courier.example')).toBe('Northern Media');
    expect(owners.of('inland post')).toBe('Northern Media');
    expect(owners.of('herald.example')).toBe('Northern Media');
    expect(owners.of('herald.test')).toBe('Roe Group');
    expect(owners.of('courier.test')).toBeNull();
    expect(owners.of('The Courier')).toBeNull();
  });

  test.each([
    ['Northern Media courier.example', 'does not have "Owner: outlet, outlet" in line 1'],
    ['\nNorthern Media: courier.example,', 'does not have "Owner: outlet, outlet" in line 2'],
    [': courier.example', 'does not have "Owner: outlet, outlet" in line 1'],
    [
      'A: https://courier.example/',
      'has the address "https://courier.example/" in line 1: name its domain alone',
    ],
    ['A: one.example\nB: One.example', 'gives "One.example" to B in line 2 and to A in line 1'],
    [`A: ${'x'.repeat(201)}`, 'has a name of more than 200 letters in line 1'],
  ])('%j is refused', (text, sentence) => {
    expect(() => readOwners(text)).toThrow(new OwnersError(sentence));
  });

  test('makes outlets of one owner one voice, and nobody else', () => {
    const of = (name: string, owner?: string) => ({
      kind: 'outlet' as const,
      name,
      ...(owner === undefined ? {} : { owner }),
    });
    expect(isSameOrigin(of('Courier', 'Northern'), of('Inland Post', 'Northern'))).toBe(true);
    expect(isSameOrigin(of('Courier', 'Northern'), of('Inland Post', 'Roe'))).toBe(false);
    expect(isSameOrigin(of('Courier'), of('Inland Post'))).toBe(false);
  });
});

test('two sister titles that each asked their own officials are one independent voice', () => {
  const articles = [
    ['a', 'courier.example', 'The Courier', '2031-03-01T08:00:00Z', 'two officials told the Courier'],
    [
      'b',
      'inland.example',
      'The Inland Post',
      '2031-03-01T09:00:00Z',
      'three engineers told the Inland Post',
    ],
  ].map(([id = '', outlet = '', outletName = '', published = '', who]) =>
    toArticle({
      ...{ id, outlet, outletName, published, title: null },
      text: `The harbour authority has closed 14 cranes in the port of Osmark, ${who}.`,
    }),
  );
  const countsWith = (list: string) =>
    matchStory({ story: 's', articles, known: { claims: {} }, owners: readOwners(list) }).claims.map(
      ({ counts, origins }) => [counts.outlets, counts.independent, origins.map((each) => each.owner)],
    );
  expect(countsWith('')).toEqual([[2, 2, [undefined, undefined]]]);
  expect(countsWith('Northern Media: courier.example, The Inland Post')).toEqual([
    [2, 1, ['Northern Media']],
  ]);
});

test('the setting names the file, what is wrong with it, and the line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-owners-'));
  const file = join(folder, 'owners');
  writeFileSync(file, 'Northern Media: courier.example\n');
  expect(readSettings({ HEARSAY_OWNERS: file }).HEARSAY_OWNERS?.owners.of('courier.example')).toBe(
    'Northern Media',
  );
  writeFileSync(file, 'Northern Media\n');
  expect(() => readSettings({ HEARSAY_OWNERS: file })).toThrow(
    `HEARSAY_OWNERS names a file that does not have "Owner: outlet, outlet" in line 1 (it is "${file}").`,
  );
  rmSync(folder, { recursive: true });
  expect(() => readSettings({ HEARSAY_OWNERS: file })).toThrow(
    `HEARSAY_OWNERS names a file that cannot be read (ENOENT) (it is "${file}").`,
  );
});
