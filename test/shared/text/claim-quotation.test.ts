import type { Mention } from '@hearsay/text/claim';
import { describe, expect, it } from 'vitest';
import { match, mentionOf, toArticle } from './claim/story.js';

const outlets = ['Harbour Tribune', 'Coast Times', 'Inland Post'];

/** What is made of a piece of the last text; each text is an outlet's, an hour after the one before. */
function told(texts: string[], piece: string): Mention | null {
  const articles = texts.map((text, at) =>
    toArticle({
      id: `a${at}`,
      outlet: `${outlets[at]!.toLowerCase().replace(' ', '-')}.example`,
      outletName: outlets[at]!,
      published: `2031-05-04T0${at + 6}:00:00.000Z`,
      title: null,
      text,
    }),
  );
  return mentionOf(match(articles), articles, `a${texts.length - 1}`, piece);
}

const first =
  'The pit at Norvik loses money, its owners said on Monday.\n\n“We will close the pit before the winter if the bank insists on its money,” said Mira Osei, who runs Norvik Coal.';

describe('a quotation told again', () => {
  it('is a repeat with the same words, or fewer where nothing turns', () => {
    const same =
      'Norvik’s pit may go.\n\n“We will close the pit before the winter if the bank insists on its money,” Mira Osei said.';
    expect(told([first, same], '“We will close')).toMatchObject({ relation: 'repeats' });
    const fewer =
      'Norvik’s pit may go.\n\n“We will close the pit before the winter if the bank insists,” Mira Osei said.';
    expect(told([first, fewer], '“We will close')).toMatchObject({ relation: 'repeats' });
  });

  it('varies where a condition is cut off', () => {
    const cut = 'Norvik’s pit is to go.\n\n“We will close the pit before the winter,” Mira Osei said.';
    const mention = told([first, cut], '“We will close');
    expect(mention).toMatchObject({ relation: 'varies', change: 'quotation' });
    expect(mention?.why).toContain(
      '“if the bank insists on its money” is left out here, which turns the sense',
    );
  });

  it('varies where the earlier article cut it', () => {
    const cut = 'Norvik’s pit is to go.\n\n“We will close the pit before the winter,” Mira Osei said.';
    const mention = told([cut, first], '“We will close');
    expect(mention).toMatchObject({ relation: 'varies', change: 'quotation' });
    expect(mention?.why).toContain('is left out by Harbour Tribune');
  });

  it('varies where a denial before the words is cut off', () => {
    const whole =
      'An inquiry opened.\n\n“I do not believe that the northern dam was ever safe to walk on,” said Ivo Brandt, an engineer.';
    const cut = 'An engineer spoke.\n\n“The northern dam was ever safe to walk on,” said Ivo Brandt.';
    expect(told([whole, cut], '“The northern dam')).toMatchObject({
      relation: 'varies',
      change: 'quotation',
    });
  });

  it('varies where it is given to another person', () => {
    const moved =
      'Norvik’s pit may go.\n\n“We will close the pit before the winter if the bank insists on its money,” said Lena Farrow, the mayor.';
    const mention = told([first, moved], '“We will close');
    expect(mention).toMatchObject({ relation: 'varies', change: 'quotation' });
    expect(mention?.why).toContain('given to Lena Farrow, not to Mira Osei');
  });

  it('is no other speaker’s where only the name is shorter or a body speaks', () => {
    for (const speaker of ['Osei', 'the company', 'Norvik Coal', 'a spokeswoman']) {
      const again = `Norvik’s pit may go.\n\n“We will close the pit before the winter if the bank insists on its money,” ${speaker} said.`;
      expect(told([first, again], '“We will close'), speaker).toMatchObject({ relation: 'repeats' });
    }
  });
});

describe('unnamed sources told again', () => {
  const one =
    'The ministry lost 300 files in the move to Halden, an aide to the minister told the Harbour Tribune.';

  it('that grow in number on the way are a changed detail', () => {
    const more =
      'The ministry lost 300 files in the move to Halden, several aides to the minister told the Harbour Tribune.';
    const mention = told([one, more], 'The ministry lost 300 files');
    expect(mention).toMatchObject({ relation: 'varies', change: 'detail' });
    expect(mention?.why).toContain('The sources grew in number');
  });

  it('of one’s own are others', () => {
    const own = 'The ministry lost 300 files in the move to Halden, several aides to the minister said.';
    expect(told([one, own], 'The ministry lost 300 files')).toMatchObject({ relation: 'repeats' });
  });
});

describe('outlets that cite one another', () => {
  it('in a circle of three are one origin, and it is said', () => {
    const claim = 'The ministry lost 300 files in the move to Halden';
    const articles = outlets.map((outletName, at) =>
      toArticle({
        id: `a${at}`,
        outlet: `${outletName.toLowerCase().replace(' ', '-')}.example`,
        outletName,
        published: `2031-05-04T0${at + 6}:00:00.000Z`,
        title: null,
        text: `${claim}, the ${outlets[(at + 1) % 3]} reported on Monday.`,
      }),
    );
    const { claims } = match(articles);
    const found = claims.find(({ text }) => text.includes('300 files'));
    expect(found?.mentions).toHaveLength(3);
    expect(found?.counts.independent).toBe(1);
    expect(found?.origins).toEqual([{ kind: 'outlet', name: 'Harbour Tribune' }]);
    expect(found?.mentions[0]?.why).toContain(
      'Harbour Tribune, Coast Times and Inland Post cite one another in a circle',
    );
  });
});

describe('a document that a sentence names', () => {
  it.each([
    'That the dam was cracked in two places is written in an inspection log the Tribune has seen.',
    'An inspection log, dated May 4 and marked “secret”, shows that the dam was cracked in two places.',
    'An internal memo seen by the Tribune says the dam was cracked in two places.',
  ])('is an origin of its own: %s', (sentence) => {
    const mention = told(
      ['The dam was cracked in two places, two engineers told the Harbour Tribune.', sentence],
      'the dam was cracked',
    );
    expect(mention?.origin.kind).toBe('document');
  });

  it('is none where an outlet’s report is meant, or somebody wrote it', () => {
    const mention = told(
      [
        'The dam was cracked in two places, two engineers told the Harbour Tribune.',
        'The dam was cracked in two places, a report says.',
      ],
      'The dam was cracked',
    );
    expect(mention?.origin.kind).not.toBe('document');
  });
});
