import { extractCandidates } from '@hearsay/text/candidate';
import { matchStory } from '@hearsay/text/claim';
import { describe, expect, it } from 'vitest';

/** A story of two articles, an hour apart, each of one text. */
function mentions(first: string, second: string) {
  const articles = [first, second].map((text, at) => {
    const article = {
      id: `a${at}`,
      revision: 1,
      outlet: `p${at}.example`,
      outletName: `Paper ${at}`,
      title: null,
      text,
      lang: 'en',
      published: `2031-03-03T0${at + 8}:00:00.000Z`,
    };
    const { candidates } = extractCandidates(article);
    return { ...article, copyOf: null, copyKind: null, cites: [], candidates };
  });
  return matchStory({ story: 's', articles, known: { claims: {} } }).claims.flatMap((claim) =>
    claim.mentions.map((mention) => ({ ...mention, claim: claim.text })),
  );
}

describe('figures that take the place of others', () => {
  it('reads the number that holds now, and tells an update', () => {
    const found = mentions(
      'Six people were injured when a tram left the rails in Calder on Tuesday, police said.',
      'Eight people are now known to have been injured when a tram left the rails in Calder on Tuesday, up from six.',
    );
    expect(found.map(({ relation, change }) => [relation, change])).toEqual([
      ['originates', null],
      ['varies', 'update'],
    ]);
  });

  it('does not join what shares but a count of other things', () => {
    const found = mentions(
      'Norvik Foods is recalling 90,000 jars of plums after bits of glass were found in two of them.',
      'Two supermarket chains have taken all Norvik goods off their shelves after glass was found in jars of plums.',
    );
    expect(new Set(found.map(({ claim }) => claim)).size).toBe(2);
  });
});
