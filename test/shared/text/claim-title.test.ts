import { type Mention, matchStory } from '@hearsay/text/claim';
import { mayDeny, readDenial, readSide } from '@hearsay/text/relation';
import { describe, expect, test } from 'vitest';
import { toArticle } from './claim/story.js';

const article = (at: number, title: string | null, text = '') =>
  toArticle({
    id: `a${at}`,
    outlet: `outlet${at}.example`,
    outletName: `Outlet ${at}`,
    title,
    text,
    published: `2031-05-04T0${at}:00:00.000Z`,
  });

/** What the title of a second article is to the claim that a first one makes. */
function titleBeside(claim: string, title: string): Mention | undefined {
  const articles = [article(1, null, claim), article(2, title)];
  const { claims } = matchStory({ story: 's', articles, known: { claims: {} } });
  return claims
    .find(({ text }) => claim.startsWith(text.slice(0, 12)))
    ?.mentions.find((each) => each.in === 'title');
}

describe('a title that denies what others tell', () => {
  test.each([
    ['The singer Ola Brandt was arrested in Halden.', "No, Ola Brandt Hasn't Been Arrested In Halden"],
    ['The singer Ola Brandt was arrested in Halden.', 'Ola Brandt Arrest Is A Hoax'],
    ['A whale was seen in the canal at Norvik.', 'Canal Whale Photo Is Fake, Norvik Police Say'],
    [
      'Norvik Foods will stop selling its lemon biscuits.',
      'Norvik Foods Debunks Rumour That It Will Stop Selling Lemon Biscuits',
    ],
    [
      'Norvik Foods will stop selling its lemon biscuits.',
      'Lemon Biscuits Are Not Going Away: Norvik Foods Story Is False',
    ],
  ])('%s | %s', (claim, title) => {
    const mention = titleBeside(claim, title);
    expect(mention).toMatchObject({ relation: 'disputes', target: 'claim' });
    expect(mention!.why).toMatch(/^(?:The title denies it: |“)/);
  });

  test.each([
    ['The singer Ola Brandt was arrested in Halden.', 'Singer Ola Brandt arrested in Halden'],
    ['The singer Ola Brandt was arrested in Halden.', 'Report: Ola Brandt arrested in Halden'],
    ['The court dismissed the case against the ferry line.', 'Judge dismisses ferry line case'],
    ['A drone crashed near the harbour at Norvik.', 'Navy shot down drone near Norvik harbour'],
    [
      'The minister ordered a recall of the heaters.',
      'Minister orders recall of heaters after week of denials',
    ],
  ])('is none: %s | %s', (claim, title) => {
    expect(titleBeside(claim, title)?.relation).not.toBe('disputes');
  });

  test('is not read from names alone', () => {
    const mention = titleBeside(
      'Ola Brandt sang in Halden on Monday.',
      'The defence of Ola Brandt is nonsense',
    );
    expect(mention).toBeUndefined();
  });

  test('goes by the model that it is given', () => {
    const articles = [
      article(1, null, 'The singer Ola Brandt was arrested in Halden.'),
      article(2, "No, Ola Brandt Hasn't Been Arrested In Halden"),
    ];
    const asked: string[] = [];
    matchStory({ story: 's', articles, known: { claims: {} } }, (pair) => {
      asked.push(pair.text.text);
      return {
        stance: 'for',
        probability: 1,
        probabilities: { for: 1, observing: 0, against: 0 },
        features: {},
      };
    });
    expect(asked).toContain("No, Ola Brandt Hasn't Been Arrested In Halden");
  });
});

describe('readDenial', () => {
  test('asks for a word of denial', () => {
    expect(mayDeny(readSide('Singer arrested in Halden'))).toBe(false);
    expect(mayDeny(readSide('Singer not arrested'))).toBe(true);
    expect(mayDeny(readSide('Jet shot down over Halden'))).toBe(false);
    expect(mayDeny(readSide('Mayor shoots down report of a deal'))).toBe(true);
  });

  test('denies no denial', () => {
    const denial = readSide('The singer was not arrested');
    expect(readDenial(denial, readSide('Singer not arrested, police say'))).toBeNull();
  });

  test('says what it rests on', () => {
    const found = readDenial(
      readSide('A whale was seen in the canal'),
      readSide('Whale in the canal is a hoax'),
    );
    expect(found!.probability).toBeGreaterThan(0.8);
    expect(found!.why).toContain('hoax');
  });
});
