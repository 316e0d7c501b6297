import { citeKnown, findCitations, namedIn, withDomains } from '@hearsay/text/citation';
import { describe, expect, it, test } from 'vitest';

const self = { outlet: 'harbourpost.example', outletName: 'Harbour Post' };
const story = [
  self,
  { outlet: 'copper.example', outletName: 'Copper' },
  { outlet: 'metalmould.example', outletName: 'Metal & Mould' },
  { outlet: 'dawn.example', outletName: 'The Lantern' },
  { outlet: 'quay.example', outletName: 'Quay TV' },
  { outlet: 'inlandcourier.example', outletName: 'Inland Courier' },
];
const citedIn = (text: string): string[] =>
  citeKnown(findCitations(text, self), text, self, story).map(({ outletName }) => outletName);

describe('an outlet of the story is cited by a name that is a word', () => {
  it.each([
    ['Copper reported that the yard was closed.', ['Copper']],
    ['The yard was closed, Metal & Mould reported.', ['Metal & Mould']],
    ['Two engineers told Metal & Mould that the yard was closed.', ['Metal & Mould']],
    ['The yard is shut, according to Copper. The yard sold copper for scrap.', ['Copper']],
    ['“It is shut,” Osei told Copper on Monday.', ['Copper']],
    ['As Copper first reported, the yard is shut.', ['Copper']],
    ['The yard was closed in May, the newspaper Copper wrote.', ['Copper']],
    ['The yard is shut, a story in Copper said. The yard sold copper for scrap.', ['Copper']],
    ['Copper’s reporters saw the locked gate.', ['Copper']],
    ['The Lantern said the yard was closed.', ['The Lantern']],
    ['Website Copper reported that the yard was closed.', ['Copper']],
    ['Although Copper said on Monday that the yard was closed, a crane moved.', ['Copper']],
    ['Osei told Quay that the yard was closed.', ['Quay TV']],
    ['Copper reported that the yard was closed. Osei told the newspaper so.', ['Copper', 'Copper']],
  ])('%s', (text, expected) => {
    expect(citedIn(text)).toEqual(expected);
  });
});

describe('the word alone is no outlet', () => {
  it.each([
    'Copper reported prices of nine crowns a kilo. Thieves had cut copper from the roof.',
    'Traders in copper reported prices of nine crowns a kilo.',
    'Copper found in the yard was sold as scrap. The copper had been stripped.',
    'Copper prices were last reported at nine crowns.',
    'Ada Copper, who audits the yard, sent a letter. Copper said the yard was closed.',
    'Mr Copper keeps the books. Copper reported that the yard was closed.',
    'Copper Holdings owns the yard. Copper said it would be sold.',
    'Roads in Copper are closed. Copper said a sale of the yard would help the town.',
    'The lantern reported stolen in May was found.',
    'The Lantern Street depot said it had no boats.',
    'The yard lies beside the Quay. The quay noted a rise of the river.',
    'Copper, tin and lead were kept in the yard.',
  ])('%s', (text) => {
    expect(citedIn(text)).toEqual([]);
  });
});

test('an outlet does not cite itself, and a name of two outlets is neither', () => {
  const text = 'Copper reported that the yard was closed.';
  const copper = { outlet: 'copper.example', outletName: 'Copper' };
  expect(citeKnown([], text, copper, [copper, self])).toEqual([]);
  const other = { outlet: 'copper-weekly.example', outletName: 'Copper' };
  expect(citeKnown([], text, self, [self, copper, other])).toEqual([]);
});

test('nothing is added, moved or lost where the list tells nothing new, and its order is nothing', () => {
  const text =
    'The Inland Courier reported that the yard was closed. Osei told Metal & Mould so. Copper agreed.';
  const plain = findCitations(text, self);
  expect(plain.map(({ outletName }) => outletName)).toEqual(['Inland Courier']);
  expect(citeKnown(plain, text, self, [self])).toBe(plain);
  const known = citeKnown(plain, text, self, story);
  expect(citeKnown(plain, text, self, story.toReversed())).toEqual(known);
  expect(known[0]).toEqual(plain[0]);
  expect(known.map(({ span }) => text.slice(span.start, span.end))).toEqual([
    'The Inland Courier',
    'Metal & Mould',
  ]);
  expect(withDomains(known, story).map(({ outlet }) => outlet)).toEqual([
    'inlandcourier.example',
    'metalmould.example',
  ]);
});

test('a text of one word without end is read in time', () => {
  const started = process.cpuUsage();
  for (const text of ['Copper '.repeat(4000), 'in Copper. Copper said. copper '.repeat(1500)])
    expect(namedIn(text, story).length).toBeGreaterThanOrEqual(0);
  expect(process.cpuUsage(started).user / 1e6).toBeLessThan(5);
});
