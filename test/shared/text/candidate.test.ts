import { describe, expect, it } from 'vitest';
import { extract } from './candidate/extract.js';

const clauses = (text: string) => extract(text).map((each) => each.text);

describe('extractCandidates', () => {
  it('parts a sentence that makes two claims', () => {
    expect(
      clauses('The ministry has inspected over 90 ferries, and the owners of 12 are still in court.'),
    ).toEqual(['The ministry has inspected over 90 ferries', 'the owners of 12 are still in court']);
  });

  it('parts cause and contrast from the main clause and keeps two verbs of one subject together', () => {
    expect(
      clauses(
        'While over 90 of them were inspected, the rest sailed and were held at Orm because their papers were not on file.',
      ),
    ).toEqual([
      'While over 90 of them were inspected',
      'the rest sailed and were held at Orm',
      'because their papers were not on file',
    ]);
  });

  it('does not part a list of names or a clause of time', () => {
    expect(clauses('Police arrested six men in Orm, Velmar and Port Sellin when the ferry landed.')).toEqual([
      'Police arrested six men in Orm, Velmar and Port Sellin when the ferry landed',
    ]);
  });

  it('cuts the reporting frame and keeps the speaker', () => {
    const [first] = extract('The dam lost 12 percent of its water in March, Mira Osei said.');
    expect(first?.text).toBe('The dam lost 12 percent of its water in March');
    expect([first?.speaker, first?.speakerNamed]).toEqual(['Mira Osei', true]);
  });

  it('takes quoted statements whole and quoted phrases with their lead', () => {
    const found = extract(
      '“The gate was open and nobody came,” Mira Osei said. Two of the crews are “not worried” about the frost.',
    );
    expect(found.filter((each) => each.kind === 'quotation').map((each) => each.text)).toEqual([
      'The gate was open and nobody came',
      'Two of the crews are “not worried”',
    ]);
  });

  it.each([
    'There was nothing to suggest that the two fires were connected, Osei said.',
    'Osei did not say whether the three sailors reported missing were among the dead.',
    'The crews sailed on despite being told that the valves could jam without warning.',
    'No official has said that the ferry carried 900 passengers on Friday.',
  ])('leaves words that nobody vouches for in their sentence: %s', (text) => {
    const spoken = text.replace(/, Osei said\.$/, '').replace(/\.$/, '');
    expect(clauses(text)).toEqual([spoken]);
  });

  it('gives what somebody believes to who says so', () => {
    const [first] = extract('Divers believe the ferry struck a pier at Orm, harbour master Mira Osei said.');
    expect([first?.text, first?.speaker]).toEqual(['the ferry struck a pier at Orm', 'Mira Osei']);
  });

  it.each([
    ['Mira Osei told the Harbour Tribune at the scene that 20 others were hurt.', '20 others were hurt'],
    ['Mira Osei told a crowd in Orm on Friday that the gate was open.', 'the gate was open'],
    [
      'It is not even clear that the board will sell the ferry in May.',
      'It is not even clear that the board will sell the ferry in May',
    ],
  ])('leaves out when and to whom it was said, and nothing else: %s', (text, clause) => {
    expect(clauses(text)).toEqual([clause]);
  });

  it('takes no place or thing for the one who speaks', () => {
    const text =
      'Superintendent Anders Lund said five people had died.\n\nThe fire broke out before the end of the shift at the Vantage Goods depot in Las Palmas, he said.';
    expect(extract(text).at(-1)?.speaker).toBe('Anders Lund');
  });

  it('names a document as fully as the article does', () => {
    const text =
      'The board had counted 90 cracks, according to an internal memo seen by the Harbour Ledger.\n\nThe two-page memo, dated May 4, shows that engineers warned it in March.\n\nAn annex lists the tests. The failure rate is given as 24 per cent of 160 bolts.';
    expect(extract(text).map((each) => each.speaker)).toEqual([
      'an internal memo dated May 4',
      'an internal memo dated May 4',
      'An annex',
    ]);
  });

  it.each([
    ['Minister for Ports Mira Osei ordered the recall of every ferry built at Orm.', 'Mira Osei'],
    ['Police had earlier put the toll at five.', 'Police'],
    ['He put the toll of sleepless nights at five.', null],
  ])('knows who orders and who counts: %s', (text, speaker) => {
    expect(extract(text)[0]?.speaker ?? null).toBe(speaker);
  });

  it('reads two sentences of a title apart, but not at an abbreviation', () => {
    const text = 'Minister for Ports Mira Osei said on Monday that no ferry had sunk.';
    const titles = (title: string) =>
      extract(text, title)
        .filter((each) => each.in === 'title')
        .map((each) => [each.text, each.speaker]);
    expect(titles('Minister says no ferry has sunk. The crews we met are not so sure')).toEqual([
      ['no ferry has sunk', 'Mira Osei'],
      ['The crews we met are not so sure', null],
    ]);
    expect(titles('Ferry Brings 400 Crates to U.S. By Way of Port Sellin')).toHaveLength(1);
  });

  it.each([
    ['Mayor Mira Osei called the report “false.”', 'report'],
    ['That story is not true, Osei said, and the report should never have run.', 'report'],
    ['The mayor denied that the gate was open.', 'claim'],
    ['A spokesman said there was no truth in the report about the gate.', 'report'],
    ['The harbour board pushed back against claims that the gate had failed.', 'report'],
    ['The board’s figures are wide of the mark, the union said: the figure is invented.', 'report'],
    ['“That is complete nonsense,” said Mayor Mira Osei.', 'before'],
    ['“None of that happened,” said Mayor Mira Osei.', 'before'],
    ['“We did nothing of the kind,” said the lock keeper.', 'before'],
    ['It was wrong to say that the gate had failed, the harbour board said.', 'claim'],
    ['Contrary to reports, the gate was shut all night, the harbour board said.', 'claim'],
    ['Mayor Mira Osei denies a rift with the harbour board.', 'claim'],
  ])('sees that “%s” refutes a %s', (text, target) => {
    expect(extract(text).map((each) => each.refutes?.target ?? null)).toContain(target);
  });

  it.each([
    'The court was asked whether the report is false.',
    'The driver was denied bail on Monday in Velmar.',
    'The council denied tenants a vote on the gate.',
    'The council wants to deny the harbour board its licence.',
    'The union could not push back against the claims.',
    'The mayor did not deny the report about the gate.',
    'The ministry has no indication that the crews plan to strike.',
  ])('sees no refutation in “%s”', (text) => {
    expect(extract(text).every((each) => each.refutes === null)).toBe(true);
  });

  it('reads what is negated', () => {
    const [first] = extract('None of the six crews were rescued by the coastguard.');
    expect(first?.predicates).toEqual([{ lemma: 'rescue', negated: true }]);
  });

  it('gives exact places in text and title', () => {
    const title = 'Ferry held at Orm with 40 crew';
    const text = 'The ferry was held at Orm on Friday. It carried 40 people, the harbour master said.';
    for (const each of extract(text, title))
      expect((each.in === 'title' ? title : text).slice(each.start, each.end)).toBe(each.text);
  });

  it('leaves questions and lines that are no sentences', () => {
    const text =
      'One. \n\nThe ferry sank at Orm on Friday.\n\nTwo crews left.\n\nIt was late in Velmar.\n\nStorm closes 14 ports in Velmar\n\nWho opened the gate of the dam?';
    expect(clauses(text).some((each) => /Storm|Who opened/.test(each))).toBe(false);
  });
});
