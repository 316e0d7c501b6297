import { compareWordings, type Wording } from '@hearsay/text/revision';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import comparisons from '../../fixtures/text/revision/comparisons.json' with { type: 'json' };
import { processorMs } from '../../support/processor-time.js';

interface Case {
  case: string;
  before: Wording;
  after: Wording;
  verdict: string;
  changed?: number;
  added?: number;
  removed?: number;
  titleChanged?: boolean;
  notes?: string[];
}

describe('compareWordings', () => {
  it.each((comparisons as Case[]).map((each) => [each.case, each] as const))('%s', (_, each) => {
    const found = compareWordings(each.before, each.after);
    const count = (kind: string) => found.sentences.filter((change) => change.kind === kind).length;
    expect({
      verdict: found.verdict,
      changed: count('changed'),
      added: count('added'),
      removed: count('removed'),
      titleChanged: found.title !== null,
      notes: found.notes.map(({ kind }) => kind),
    }).toEqual({
      verdict: each.verdict,
      changed: each.changed ?? 0,
      added: each.added ?? 0,
      removed: each.removed ?? 0,
      titleChanged: each.titleChanged ?? false,
      notes: each.notes ?? [],
    });
  });

  it('tells the words of a changed sentence so that both wordings can be read from them', () => {
    const [change] = compareWordings(
      { title: null, text: 'Rescuers took 40 people off the ferry.' },
      { title: null, text: 'Rescuers took 46 people and a dog off the ferry.' },
    ).sentences;
    if (change?.kind !== 'changed') throw new Error('not one changed sentence');
    const say = (without: string) =>
      change.words
        .filter(({ kind }) => kind !== without)
        .map(({ text }) => text)
        .join('');
    expect(say('added').replace(/\s+/g, ' ')).toBe(change.before);
    expect(say('removed').replace(/\s+/g, ' ')).toBe(change.after);
  });

  it('finds nothing between a text and itself, and in any order of its paragraphs', () => {
    const paragraph = fc.constantFrom(
      'The tide turned at noon.',
      'Forty people were taken off.',
      '“We are safe,” Ida Brandt said.',
      'Updated 5 minutes ago',
      'The Lady Anne was built in 1974.',
    );
    fc.assert(
      fc.property(fc.array(paragraph, { maxLength: 8 }), fc.integer(), (paragraphs, seed) => {
        const moved = [...paragraphs].sort((a, b) => ((a.length * seed) % 7) - ((b.length * seed) % 7));
        const before = { title: 'Ferry', text: paragraphs.join('\n\n') };
        expect(compareWordings(before, { title: 'Ferry', text: moved.join('\n\n') }).verdict).toBe('same');
      }),
    );
  });

  it('is quick on texts made to be slow', () => {
    const started = process.cpuUsage();
    const lines = (word: string, count: number) =>
      Array.from({ length: count }, (_, at) => `The ${word} number ${at} is ${at * 7} metres long.`).join(
        ' ',
      );
    compareWordings({ title: null, text: lines('pier', 3_000) }, { title: null, text: lines('mole', 3_000) });
    for (const part of ['1-1-', '10.10.', 'on at ', '11 ', '– '])
      compareWordings(
        { title: null, text: 'x' },
        { title: null, text: `${part.repeat(20_000)}\n\n${part.repeat(40)}x` },
      );
    expect(processorMs(started)).toBeLessThan(10_000);
  });
});
