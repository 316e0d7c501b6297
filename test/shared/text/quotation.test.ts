import { findQuotations, quoted } from '@hearsay/text/quotation';
import { describe, expect, test } from 'vitest';
import cases from '../../fixtures/text/quotation/find.json' with { type: 'json' };
import { processorMs } from '../../support/processor-time.js';

describe('findQuotations', () => {
  test.each(cases)('$text', ({ text, expected }) => {
    const quotations = findQuotations(text);
    expect(quotations.map((quotation) => quotation.text)).toEqual(expected);
    for (const { inner, text: words } of quotations) expect(text.slice(inner.start, inner.end)).toBe(words);
  });

  test('includes the marks in the outer span', () => {
    const text = 'She said “no” twice.';
    const [quotation] = findQuotations(text);
    expect(text.slice(quotation!.start, quotation!.end)).toBe('“no”');
  });

  test('stays quick where marks never close', () => {
    const begun = process.cpuUsage();
    findQuotations('“a ‘b '.repeat(50_000));
    expect(processorMs(begun)).toBeLessThan(5_000);
  });
});

describe('quoted', () => {
  test.each([
    ['Forty boats sank.', '“Forty boats sank.”'],
    ['“Forty boats sank.”', '“Forty boats sank.”'],
    ['“Forty boats sank,” Mara Voss said.', '“‘Forty boats sank,’ Mara Voss said.”'],
    ['She said "forty boats"\n sank.', '“She said ‘forty boats’ sank.”'],
  ])('%s', (sentence, expected) => expect(quoted(sentence)).toBe(expected));
});
