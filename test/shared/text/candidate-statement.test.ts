import { describe, expect, it } from 'vitest';
import { extract } from './candidate/extract.js';

const clauses = (text: string, title: string | null = null) => extract(text, title).map((each) => each.text);

describe('what is a statement', () => {
  it.each([
    [
      'The three crews that slept there, the harbour said, left for Velmar on Monday.',
      /^The three crews that slept there$/,
    ],
    ['All burned on Monday: ledgers they had kept for the ferry line.', /^ledgers they had kept/],
    ['It proves that the oil- and gas-rich island can meet the standards of others.', /^gas-rich/],
    [
      'In an earlier report, the Tribune said that the agent, Mira Osei, was working to get the port involved again.',
      /^In an earlier report$/,
    ],
  ])('is no stump that a cut left: %s', (text, stump) => {
    expect(clauses(text).filter((clause) => stump.test(clause))).toEqual([]);
  });

  it.each([
    'Last year it cost the town of Orm 12 million crowns',
    'Both boats that were hired in Velmar sank in the harbour',
    'The council plans to close the bridge that joins the two islands',
    'The crews who slept there have left the harbour of Velmar',
  ])('is what has a verb of its own: %s', (text) => {
    expect(clauses(`${text}.`)).toEqual([text]);
  });

  it('begins behind "that" and keeps "that" before what it points at', () => {
    expect(
      clauses('The Orm Gazette said that the ferry was late and that 12 lorries had missed it.'),
    ).toContain('12 lorries had missed it');
    expect(clauses('That ferry was sold to a firm in Velmar for 12 crowns.')).toEqual([
      'That ferry was sold to a firm in Velmar for 12 crowns',
    ]);
  });

  it('takes a question with the words that ask it', () => {
    expect(clauses('It was not known whether 12 lorries had been on board.')).toEqual([
      'It was not known whether 12 lorries had been on board',
    ]);
  });

  it('keeps a relative clause whose subject stands before it', () => {
    expect(clauses('The harbour lost 12 cranes in the flood, which leaves it without a single one.')).toEqual(
      ['The harbour lost 12 cranes in the flood, which leaves it without a single one'],
    );
  });

  it('parts neither "he or she" nor two that share a verb', () => {
    expect(clauses('A pilot may sail alone only if he or she has passed the test in Velmar.')).toEqual([
      'A pilot may sail alone only if he or she has passed the test in Velmar',
    ]);
    expect(clauses('Two barges and a tug were raised from the harbour on Monday.')).toEqual([
      'Two barges and a tug were raised from the harbour on Monday',
    ]);
  });

  it.each([
    'The harbour of Velmar declined to comment on the 12 cranes.',
    'The ferry line did not immediately respond to a request for comment.',
    'The Orm Gazette could not independently verify the figures.',
    'Correction: the ferry has 12 cabins and not 21.',
    'An earlier version of this article gave the wrong name of the ferry.',
  ])('is no housekeeping: %s', (text) => {
    expect(clauses(text)).toEqual([]);
  });

  it('is what was not denied, and what is said of somebody else’s comment', () => {
    expect(clauses('The ministry did not deny the figures of the harbour.')).not.toEqual([]);
    expect(clauses('The mayor did not respond to three letters about the 12 cranes.')).toEqual([]);
  });

  it('is no label before what a title says', () => {
    expect(clauses('', 'Harbour strike live: Mayor says 12 cranes stand still')).toEqual([
      '12 cranes stand still',
    ]);
  });
});
