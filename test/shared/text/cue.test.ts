import { findCues } from '@hearsay/text/cue';
import { readWords } from '@hearsay/text/lexicon';
import { describe, expect, test } from 'vitest';
import cases from '../../fixtures/text/cue/find.json' with { type: 'json' };

const cuesOf = (text: string) => findCues(text, readWords(text));

describe('findCues', () => {
  test.each(cases)('$text', ({ text, cues }) => {
    const found = cuesOf(text).map((cue) => `${cue.kind} ${cue.phrase}${cue.turned ? ' (turned)' : ''}`);
    for (const cue of cues) expect(found).toContain(cue);
  });

  test('a negation rules the rest of its clause and no further', () => {
    const text = 'The dam is not cracked, but the gate is broken';
    const words = readWords(text);
    const negation = cuesOf(text).find((cue) => cue.kind === 'negation')!;
    const ruled = words.slice(negation.scope.first, negation.scope.end).map((word) => word.norm);
    expect(ruled).toEqual(['cracked']);
  });
});
