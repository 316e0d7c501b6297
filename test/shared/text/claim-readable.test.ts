import { expect, test } from 'vitest';
import { match, toArticle } from './claim/story.js';

/** Texts of the claims of one article with this text. */
function claimTexts(text: string): string[] {
  const article = toArticle({
    id: 'a',
    outlet: 'quay.example',
    outletName: 'Quay News',
    published: '2031-05-01T08:00:00Z',
    title: null,
    text,
  } as never);
  return match([article]).claims.map((claim) => claim.text);
}

test.each([
  [
    'The Harbour Board allowed more than 900 lifeboats with faulty valves to be sent to ports after its own engineers had warned that the part might fail, according to four officials.',
    'The Harbour Board allowed more than 900 lifeboats with faulty valves to be sent to ports',
  ],
  [
    'Mara Voss told the Quay News at the scene that 18 others were taken to hospital with burns.',
    '18 others were taken to hospital with burns',
  ],
  [
    'The board filed the report of its own engineers under “routine follow-up,” two officials said.',
    'The board filed the report of its own engineers under “routine follow-up”',
  ],
  [
    'Some 40 boats sank on Monday off Quay, the port that its captains come from.',
    'Some 40 boats sank on Monday off Quay, the port that its captains come from',
  ],
])('%s', (sentence, expected) => {
  expect(claimTexts(`${sentence}\n\nThe ferry left the port at noon on Monday.`)).toContain(expected);
});

test.each([
  'The Harbour Board allowed more than 900 lifeboats with faulty valves to be sent to ports after its own engineers had warned that the part might fail, according to four officials.',
  'Engineers said the valves failed before the boats were tested and that 12 of them sank because the pumps stopped.',
  'The board, which owns the port, paid 40 million crowns for the boats while the pilots warned that they were too slow.',
  'At least 12 boats sank when the mole broke although the wind was weak, the harbour master said.',
])('no claim ends in the air: %s', (sentence) => {
  const texts = claimTexts(sentence);
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts)
    expect(text).not.toMatch(
      /\s(?:after|before|because|while|although|and|but|that|which|when|where|as|of|the|with)\.?$/i,
    );
});

test('words that only say when something was, before a clause that is cut off, go with it', () => {
  const texts = claimTexts(
    'Mara Voss ordered the recall of all 40 boats of the Quay line, reversing her position three days after the Tribune reported that more than 12 of them had sunk.',
  );
  expect(texts.join(' ')).toContain('reversing her position');
  expect(texts.join(' ')).not.toMatch(/position three(?! days)/);
});
