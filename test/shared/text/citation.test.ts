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

const watched = [
  { outlet: 'lakehillcourier.example', outletName: 'The Lake Hill Courier' },
  { outlet: 'outspoken.example', outletName: 'Outspoken' },
  { outlet: 'vista.example', outletName: 'Vista TV' },
  { outlet: 'northstar.example', outletName: 'North Star' },
  { outlet: 'southstar.example', outletName: 'South Star' },
];

test.each([
  ['The pier broke, Lake Hill Courier reported. Osei told the Courier so.', ['lakehillcourier.example', 2]],
  ['Osei told Outspoken that the pier broke.', ['outspoken.example', 1]],
  ['Osei told Vista that the pier broke.', ['vista.example', 1]],
  ['Osei told the Star that the pier broke.', [null, 0]],
  ['Outspoken as ever, Osei said the vista pleased him.', [null, 0]],
])('watched outlets are known by any form of name that is theirs alone: %s', (text, [outlet, count]) => {
  const citations = findCitations(text, self, watched);
  expect(citations).toHaveLength(count as number);
  for (const citation of citations) expect(citation.outlet).toBe(outlet);
});

test('a short name in a dateline is the agency of the byline', () => {
  const text = 'PORTSIDE, May 4 (Halcyon) - The pier broke on Monday, police said.';
  const [cite] = findCitations(text, self, undefined, ['Halcyon News Agency']);
  expect([cite?.outletName, cite?.how]).toEqual(['Halcyon News Agency', 'wire-credit']);
});
