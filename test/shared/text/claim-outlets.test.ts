import { type Mention, rememberStories, type StoryArticle } from '@hearsay/text/claim';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { match, mentionOf, toArticle } from './claim/story.js';

let hour = 0;
/** An article published an hour after the one before. */
const by = (outletName: string, text: string, title: string | null = null): StoryArticle => {
  const domain = outletName.toLowerCase().replace(/[^a-z]+/g, '-');
  hour += 1;
  const published = new Date(Date.UTC(2031, 4, 1, hour)).toISOString();
  return toArticle({ id: domain, outlet: `${domain}.example`, outletName, published, title, text });
};

const first = by(
  'Copper',
  'The Halden yard buried 40 drums of solvent under its slipway, two engineers told Copper.',
);
const retold = by(
  'Harbour Post',
  'Copper reported that the Halden yard buried 40 drums of solvent under its slipway.',
);
const cited = by(
  'Metal & Mould',
  'The Halden yard buried 40 drums of solvent under its slipway, Copper reported, citing two engineers.',
);
const third = by(
  'Inland Courier',
  'The Halden yard buried 40 drums of solvent under its slipway, Metal & Mould reported on Tuesday.',
);
const piece = 'Halden yard buried 40 drums of solvent under its slipway';
const clause = (articles: StoryArticle[], id: string): Mention | null =>
  mentionOf(match(articles), articles, id, piece);
const claimOf = (articles: StoryArticle[]) =>
  match(articles).claims.find(({ text }) => text.includes('40 drums'));

describe('an outlet of the story that is called by a word', () => {
  it('is the way and no speaker, and its claim has one origin', () => {
    const all = [first, retold, cited, third];
    const found = claimOf(all);
    expect(found?.origins).toEqual([{ kind: 'outlet', name: 'Copper' }]);
    expect(found?.counts).toMatchObject({ outlets: 4, independent: 1 });
    expect(clause(all, 'harbour-post')).toMatchObject({
      speaker: null,
      via: { outlet: 'copper.example', outletName: 'Copper' },
      origin: { kind: 'outlet', name: 'Copper' },
    });
    expect(clause(all, 'metal-mould')).toMatchObject({
      speaker: 'two engineers',
      speakerNamed: false,
      via: { outlet: 'copper.example', outletName: 'Copper' },
    });
    expect(clause(all, 'inland-courier')).toMatchObject({
      speaker: null,
      via: { outlet: 'metal-mould.example', outletName: 'Metal & Mould' },
      origin: { kind: 'outlet', name: 'Copper' },
    });
  });

  it('is whom somebody on the record spoke to', () => {
    const told = by(
      'Coast Times',
      'The Halden yard buried 40 drums of solvent under its slipway, Mira Osei told Copper.',
    );
    expect(clause([first, told], 'coast-times')).toMatchObject({
      speaker: 'Mira Osei',
      via: { outlet: 'copper.example', outletName: 'Copper' },
    });
  });

  it('is known where an article names it, whatever the order of the articles given', () => {
    const all = [first, retold, cited, third];
    const expected = match(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (articles) => {
        expect(match(articles)).toEqual(expected);
      }),
      { numRuns: 24 },
    );
  });

  it('is known to what was folded in before its own article came, and forgotten when that leaves', () => {
    const remember = rememberStories(100);
    const fold = (articles: StoryArticle[]) => remember({ story: 's', articles, known: { claims: {} } });
    const others = [retold, cited, third];
    for (const articles of [others, [first, ...others], others, [third, first], [first, ...others]])
      expect(fold(articles)).toEqual(match(articles));
    expect(mentionOf(fold(others), others, 'harbour-post', piece)).toMatchObject({
      speaker: 'Copper',
      via: null,
    });
  });

  it('speaks for itself where it denies', () => {
    const charge = by(
      'Inland Post',
      'Copper paid two engineers 900 crowns for the story, the Halden yard said.',
    );
    const denial = by(
      'Coast Times',
      `Copper reported that the ${piece}. Copper denied that it had paid two engineers 900 crowns for the story.`,
    );
    const disputes = match([first, charge, denial])
      .claims.flatMap(({ mentions }) => mentions)
      .filter(({ relation }) => relation === 'disputes');
    expect(disputes).toMatchObject([{ article: 'coast-times', speaker: 'Copper' }]);
  });

  it('keeps its clauses where they are', () => {
    const places = (articles: StoryArticle[]) =>
      match(articles)
        .claims.flatMap(({ mentions }) => mentions)
        .filter(({ article }) => article !== 'copper')
        .map(({ id }) => id)
        .sort();
    expect(places([first, retold, cited, third])).toEqual(places([retold, cited, third]));
  });
});

describe('the word is no outlet', () => {
  it.each([
    [
      'where it is a person’s name',
      'Ada Copper checks slipways. Copper said the Halden yard buried 40 drums of solvent under its slipway.',
      'Ada Copper',
    ],
    [
      'where it is a firm’s',
      'Copper Holdings owns the yard. Copper said the Halden yard buried 40 drums of solvent under its slipway.',
      'Copper',
    ],
  ])('%s', (_, text, speaker) => {
    const other = by('Coast Times', text);
    const found = clause([first, other], 'coast-times');
    expect(found?.via).toBeNull();
    expect(found?.speaker).toContain(speaker);
  });

  it('where the story has no article of the outlet', () => {
    expect(clause([retold, third], 'harbour-post')).toMatchObject({ speaker: 'Copper', via: null });
  });
});

describe('a document that only the outlet relied on cites', () => {
  it('is no second origin', () => {
    const relayed = by(
      'Coast Times',
      'The Halden yard buried 40 drums of solvent under its slipway, Copper reported, citing internal records.',
    );
    expect(claimOf([first, relayed])?.counts.independent).toBe(1);
  });
  it('is one where it was seen', () => {
    const seen = by(
      'Coast Times',
      'An internal memo seen by Copper says the Halden yard buried 40 drums of solvent under its slipway.',
    );
    expect(claimOf([first, seen])?.counts.independent).toBe(2);
  });
});
