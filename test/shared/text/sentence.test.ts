import { datelineLength, splitSentences } from '@hearsay/text/sentence';
import { describe, expect, test } from 'vitest';
import cases from '../../fixtures/text/sentence/split.json' with { type: 'json' };
import { processorMs } from '../../support/processor-time.js';

describe('splitSentences', () => {
  test.each(cases)('$why', ({ text, expected }) => {
    const sentences = splitSentences(text);
    expect(sentences.map((sentence) => sentence.text)).toEqual(expected);
    for (const { start, end, text: words } of sentences) expect(text.slice(start, end)).toBe(words);
  });

  test('numbers paragraphs by blank lines', () => {
    const numbers = splitSentences('One is here. Two is here.\n\n\nThree is here.').map(
      (each) => each.paragraph,
    );
    expect(numbers).toEqual([0, 0, 1]);
  });

  test('has nothing to split in an empty text', () => {
    expect(splitSentences(' \n\n ')).toEqual([]);
  });

  test.each([
    ['LONDON (AP) —Five left', 'LONDON (AP) —'],
    ['ST. MARY’S, N.Y. — “We left', 'ST. MARY’S, N.Y. — '],
    ['PARIS/OSLO, 3 Mar (Halcyon) -- The', 'PARIS/OSLO, 3 Mar (Halcyon) -- '],
    ['NATO — the alliance — left', ''],
    ['The plan — Lund said', ''],
    ['WATCH — The pier breaks', ''],
    ['MARCH 4 - The pier', ''],
    ['', ''],
  ])('datelineLength: %s', (paragraph, dateline) => {
    expect(paragraph.slice(0, datelineLength(paragraph))).toBe(dateline);
  });

  test('stays quick on hostile text', () => {
    const begun = process.cpuUsage();
    splitSentences('("(“'.repeat(50_000));
    splitSentences('a. '.repeat(50_000));
    expect(processorMs(begun)).toBeLessThan(5_000);
  });
});
