import type { ArticleObject, ClaimObject } from '@hearsay/api';
import { grid } from '@hearsay/cli/grid';
import { expect, test } from 'vitest';

const outlets = ['pier', 'quay', 'dock'];
const articles = outlets.map((name) => ({
  id: name,
  outlet: `${name}.example`,
  outletName: `The ${name}`,
})) as ArticleObject[];

const claim = (at: number) =>
  ({
    id: `c_${at}`,
    text: `Claim number ${at}`,
    origins: [{ kind: 'outlet', name: 'The pier' }],
    mentions: outlets.map((name) => ({
      outlet: `${name}.example`,
      article: name,
      relation: 'disputes',
      change: null,
      hedged: false,
      speaker: 'the harbour board',
      sentence: 'No.',
    })),
  }) as unknown as ClaimObject;

test('claims are lettered as the columns of a sheet are, however many there are', () => {
  const claims = Array.from({ length: 710 }, (_, at) => claim(at));
  const rows = grid(claims, articles).slice(1, 711);
  const letters = rows.map((row) => /^ {2}(\S+)/.exec(row)?.[1] ?? '');
  expect(letters.slice(24, 29)).toEqual(['y', 'z', 'aa', 'ab', 'ac']);
  expect(letters.slice(700, 703)).toEqual(['zy', 'zz', 'aaa']);
  expect(new Set(letters).size).toBe(710);
  expect(letters.every((letter) => /^[a-z]+$/.test(letter))).toBe(true);
  expect(new Set(rows.map((row) => row.indexOf('Claim number'))).size).toBe(1);
});

test('who disputes it begins the note, and several outlets are listed as people list them', () => {
  const note = grid([claim(0)], articles).find((line) => line.includes('✗ The harbour'));
  expect(note).toContain('The harbour board, in The pier, The quay and The dock: “No.”');
});
