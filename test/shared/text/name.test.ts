import { findNames } from '@hearsay/text/name';
import { expect, test } from 'vitest';
import cases from '../../fixtures/text/name/find.json' with { type: 'json' };

test.each(cases)('findNames: $text', ({ text, expected }) => {
  const names = findNames(text);
  expect(names.map((name) => [name.text, name.key])).toEqual(expected);
  for (const { start, end, text: words } of names) expect(text.slice(start, end)).toBe(words);
});
