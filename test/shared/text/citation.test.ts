import { findCitations } from '@hearsay/text/citation';
import { expect, test } from 'vitest';
import cases from '../../fixtures/text/citation/find.json' with { type: 'json' };

const self = { outlet: 'harbourpost.example', outletName: 'Harbour Post' };

test.each(cases)('findCitations: $text', ({ text, expected }) => {
  const citations = findCitations(text, self);
  expect(citations.map(({ outletName, outlet, how }) => [outletName, outlet, how])).toEqual(expected);
  for (const { sentence, span } of citations) expect(sentence).toContain(text.slice(span.start, span.end));
});

test('an outlet never cites itself under an alias', () => {
  const text = 'Osei told NBC that it was NBC News’ report.';
  expect(findCitations(text, { outlet: 'nbc.example', outletName: 'NBC News' })).toEqual([]);
});
