import { compareQuantities, readQuantities } from '@hearsay/text/quantity';
import { describe, expect, test } from 'vitest';
import pairs from '../../fixtures/text/quantity/compare.json' with { type: 'json' };
import cases from '../../fixtures/text/quantity/read.json' with { type: 'json' };

describe('readQuantities', () => {
  test.each(cases)('$text', ({ text, expected }) => {
    const found = readQuantities(text);
    expect(found.map(({ start, end, ...rest }) => rest)).toEqual(
      expected.map((each) => ({ ...each, value: expect.closeTo(each.value, 10) })),
    );
    for (const { start, end, text: words } of found) expect(text.slice(start, end)).toBe(words);
  });
});

describe('compareQuantities', () => {
  test.each(pairs as [string, string, string][])('%s | %s: %s', (one, other, expected) => {
    const [a, b] = [readQuantities(one)[0]!, readQuantities(other)[0]!];
    expect(compareQuantities(a, b)).toBe(expected);
    expect(compareQuantities(b, a)).toBe(expected);
  });
});
