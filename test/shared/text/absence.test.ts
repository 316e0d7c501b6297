import { type AnswerFacts, readAbsence } from '@hearsay/text/absence';
import { describe, expect, it } from 'vitest';
import answers from '../../fixtures/text/absence/answers.json' with { type: 'json' };
import { processorMs } from '../../support/processor-time.js';

const cases = answers as (AnswerFacts & { absent: string | null })[];

describe('readAbsence', () => {
  it.each(cases.map((each) => [`${each.status} ${each.answered} ${each.head}`, each] as const))(
    '%s',
    (_, each) => {
      expect(readAbsence(each)).toBe(each.absent);
    },
  );

  it('is quick on titles made to be slow', () => {
    const started = process.cpuUsage();
    for (const part of ['page ', 'not ', 'is not ', '404 ', '- '])
      readAbsence({
        ...(cases[6] as AnswerFacts),
        head: `<title>${part.repeat(30)}x</title><h1>${part.repeat(80)}</h1>`,
      });
    expect(processorMs(started)).toBeLessThan(2_000);
  });
});
