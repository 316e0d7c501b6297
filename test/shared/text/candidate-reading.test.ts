import { describe, expect, it } from 'vitest';
import { extract } from './candidate/extract.js';

const said = (text: string, title: string | null = null) =>
  extract(text, title).map((each) => `${each.text} | ${each.speaker ?? '-'}`);

describe('a reader finds sentences, each with who says it', () => {
  it.each([
    [
      'The funds had been moved abroad since 2029, Orm Crown Court heard.',
      ['The funds had been moved abroad since 2029 | Orm Crown Court'],
    ],
    ['No jobs are at risk at the yard, she assured them.', ['No jobs are at risk at the yard | -']],
    [
      'Norvik Foods said on Thursday it was recalling 90,000 jars of plums.',
      ['it was recalling 90,000 jars of plums | Norvik Foods'],
    ],
    [
      'Erik Lund told the Orm Gazette he had learned of the sale from a driver.',
      ['he had learned of the sale from a driver | Erik Lund'],
    ],
    [
      'The panel said the pump, built in 2019, had failed twice.',
      ['the pump, built in 2019, had failed twice | The panel'],
    ],
    [
      'Mira Osei, a hydrographer at Orm University who took no part in the work, noted that measurements before 2025 were sparse.',
      ['measurements before 2025 were sparse | Mira Osei'],
    ],
  ])('cuts out the frame: %s', (text, expected) => expect(said(text)).toEqual(expected));

  it.each([
    [
      'Captain Joe Tandy said the players "have to look in the mirror".',
      'the players "have to look in the mirror" | Joe Tandy',
    ],
    [
      'The report says that inspectors found "broken glass beneath the belt" at the yard.',
      'inspectors found "broken glass beneath the belt" at the yard | inspectors',
    ],
    [
      '"Two hundred pots, and not one alive," said Aksel Ruud.',
      'Two hundred pots, and not one alive | Aksel Ruud',
    ],
    [
      'But Farrow, 51, who left Orm in December, laughed, insisting: "I\'m happy on the golf course."',
      "I'm happy on the golf course | Farrow",
    ],
  ])('leaves no stump around quoted words: %s', (text, expected) => expect(said(text)).toContain(expected));

  it('keeps what is said of reports as a whole', () => {
    const [first] = extract('Reports that the yard received a warning in 2022 are incorrect.');
    expect(first?.text).toBe('Reports that the yard received a warning in 2022 are incorrect');
    expect(first?.refutes).toEqual({ target: 'claim', cue: 'incorrect' });
    const [other] = extract('Reports that a child had been hurt were denied by Orm Hospital on Saturday.');
    expect([other?.speaker, other?.refutes?.target]).toEqual(['Orm Hospital', 'claim']);
  });

  it('does not set a denial against what is said beside it', () => {
    expect(
      said(
        'Derek Moss dismissed reports that Lund had been kept in the dark, saying he had tried to phone him.',
      ),
    ).toContain('Derek Moss dismissed reports that Lund had been kept in the dark | Derek Moss');
  });

  it.each([
    'It was not immediately clear how many jars had been sold.',
    'Whether the points were among those reports he would not say.',
    'Mayor Derek Moss would neither confirm nor deny the result of the vote.',
    'We are closing our live coverage of the vote in Orm now.',
    'This article was first published on May 4 by the Orm Gazette.',
  ])('leaves housekeeping alone: %s', (text) => expect(said(text)).toEqual([]));

  it('leaves the whole of a correction alone', () => {
    const text =
      'The tram hit a bakery in Orm.\n\nSix people were hurt in Mill Street.\n\nCorrection: An earlier version of this article said the tram was line 4. It was line 14.';
    expect(said(text)).toEqual([
      'The tram hit a bakery in Orm | -',
      'Six people were hurt in Mill Street | -',
    ]);
  });

  it('takes labels and times of day off', () => {
    expect(said('Nothing.', 'LIVE: Parliament debates the closure of Orm harbour')[0]).toMatch(
      /^Parliament debates/,
    );
    expect(said('16:02 Karl Dahl says his ministry received the study on 11 February.')).toEqual([
      'his ministry received the study on 11 February | Karl Dahl',
    ]);
  });

  it('takes no headline of a statement and no nickname in a title for a claim', () => {
    expect(said('Nothing.', 'Statement on the sentencing of Neil Carrow')).toEqual([]);
    expect(
      extract('Nothing.', "Crews fear for their living as 'dead zone' grows").map(({ host }) => host),
    ).toEqual([null]);
  });
});
