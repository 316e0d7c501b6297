import { scoreWorthiness } from '@hearsay/text/worthiness';
import { describe, expect, test } from 'vitest';
import cases from '../../fixtures/text/worthiness/order.json' with { type: 'json' };
import { processorMs } from '../../support/processor-time.js';

describe('scoreWorthiness', () => {
  test.each(cases)('$text', ({ text, worth }) => {
    const score = scoreWorthiness(text);
    if (worth) expect(score).toBeGreaterThan(0.5);
    else expect(score).toBeLessThan(0.2);
  });

  test('a text without words scores 0', () => {
    expect(scoreWorthiness('')).toBe(0);
    expect(scoreWorthiness(' — … ')).toBe(0);
  });

  test('a long text without a space is read in bounded time', () => {
    const started = process.cpuUsage();
    const score = scoreWorthiness('a'.repeat(1_000_000));
    expect(score).toBeLessThan(1);
    expect(processorMs(started)).toBeLessThan(2000);
  });
});
