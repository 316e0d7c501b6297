import { compareSentences, scoreRelation } from '@hearsay/text/relation';
import { describe, expect, test } from 'vitest';
import pairs from '../../fixtures/text/relation/compare.json' with { type: 'json' };
import cases from '../../fixtures/text/relation/score.json' with { type: 'json' };
import { processorMs } from '../../support/processor-time.js';

describe('scoreRelation', () => {
  test.each(cases)('$claim | $text: $relation', ({ claim, text, relation, hedged, why }) => {
    const score = scoreRelation(claim, text);
    expect(score.relation).toBe(relation);
    if (hedged !== null) expect(score.hedged).toBe(hedged);
    expect(score.why.toLowerCase()).toContain(why.toLowerCase());
    expect(score.confidence).toBeGreaterThanOrEqual(0);
    expect(score.confidence).toBeLessThanOrEqual(1);
  });

  test('a cue word of the claim itself is no sign of a dispute', () => {
    const claim = 'The minister denied that the ferry was unsafe';
    expect(scoreRelation(claim, claim).relation).toBe('repeats');
  });

  test('names of Object members in a text are words like others', () => {
    expect(scoreRelation('constructor toString closed', 'the constructor valueOf closed').relation).toBe(
      'repeats',
    );
  });

  test('a hostile text is read in bounded time', () => {
    const started = process.cpuUsage();
    scoreRelation('not '.repeat(50_000), '"a '.repeat(50_000));
    expect(processorMs(started)).toBeLessThan(5000);
  });
});

describe('compareSentences', () => {
  test.each(pairs)('$a | $b', ({ a, b, kinds, opposes }) => {
    const found = compareSentences(a, b);
    expect(found.changes.map((change) => change.kind)).toEqual(kinds);
    expect(found.polarity === 'opposes').toBe(opposes);
    expect(found.sameClaim).toBeGreaterThan(0.5);
  });

  test('sentences of different matters are two claims', () => {
    const found = compareSentences(
      'The ferry carried 212 passengers to Sandholm on Friday.',
      'Nurses at the clinic voted to strike over pay.',
    );
    expect(found.sameClaim).toBeLessThan(0.1);
  });
});
