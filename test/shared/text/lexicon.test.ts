import { areAntonyms, areSynonyms, lemmaOf, readWords, weightOf } from '@hearsay/text/lexicon';
import { describe, expect, test } from 'vitest';
import lemmas from '../../fixtures/text/lexicon/lemma.json' with { type: 'json' };

describe('lemmaOf', () => {
  test.each(lemmas as [string, string][])('%s → %s', (norm, lemma) => {
    expect(lemmaOf(norm)).toBe(lemma);
  });
});

describe('readWords', () => {
  test('offsets point into the text; hyphens part, points and apostrophes do not', () => {
    const text = "The U.S. Navy’s dual-use ship cost $1,200.50; it isn't new.";
    const words = readWords(text);
    for (const word of words) expect(text.slice(word.start, word.end)).toBe(word.text);
    expect(words.map((word) => word.norm)).toEqual([
      'the',
      'u.s.',
      'navy',
      'dual',
      'use',
      'ship',
      'cost',
      '1,200.50',
      'it',
      "isn't",
      'new',
    ]);
  });

  test('grammar words weigh least, rare and unknown ones most', () => {
    expect(weightOf('the')).toBeLessThan(0.1);
    expect(weightOf('police')).toBeLessThan(weightOf('harbour'));
    expect(weightOf('velmont')).toBe(1);
  });
});

test('opposites and near words, either way round', () => {
  expect(areAntonyms('accept', 'reject')).toBe(true);
  expect(areAntonyms('reject', 'accept')).toBe(true);
  expect(areAntonyms('accept', 'take')).toBe(false);
  expect(areSynonyms('arrival', 'arrive')).toBe(true);
  expect(areSynonyms('arrival', 'bridge')).toBe(false);
});
