import {
  copySketchOf,
  copyWords,
  estimateOverlap,
  fingerprint,
  KEYS,
  mayBeCopies,
  shinglesOf,
} from '@hearsay/text/fingerprint';
import { describe, expect, test } from 'vitest';
import { processorMs } from '../../support/processor-time.js';

/** A text of made-up words, the same for the same seed. */
function madeUp(seed: number, length: number): string[] {
  let state = seed;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return `w${(state >>> 8) % 5000}`;
  });
}

describe('fingerprint', () => {
  test('does not see case, punctuation, kinds of quotation marks or white space', () => {
    const plain = fingerprint('The U.S. said: "It\'s over." Nobody at the harbour believed a word of it.');
    expect(fingerprint('the US said   “It’s over”\n\nnobody at the Harbour believed a word of it')).toEqual(
      plain,
    );
  });

  test('is bounded, of int32 values, and survives JSON', () => {
    const print = fingerprint(madeUp(7, 30_000).join(' '));
    expect(print.bands.length).toBe(KEYS);
    expect(print.minhash.every((value) => Number.isInteger(value) && value === (value | 0))).toBe(true);
    expect(JSON.parse(JSON.stringify(print))).toEqual(print);
  });

  test('an empty text has no keys and is like nothing, a short one has its own', () => {
    expect(fingerprint(' — ')).toMatchObject({ minhash: [], bands: [], shingles: 0 });
    expect(estimateOverlap(fingerprint(''), fingerprint(''))).toBe(0);
    expect(fingerprint('two words').bands).toHaveLength(1);
  });

  test.each([0.3, 0.5, 0.7, 0.9])(
    'texts that share %f of their words share a key, and the estimate is near the overlap',
    (share) => {
      for (let seed = 1; seed <= 20; seed++) {
        const common = madeUp(seed, Math.round(600 * share));
        const a = [...common, ...madeUp(seed + 1000, 600 - common.length)];
        const b = [...common, ...madeUp(seed + 2000, 600 - common.length)];
        const [x, y] = [shinglesOf(a), shinglesOf(b)];
        const shared = [...x].filter((shingle) => y.has(shingle)).length;
        const [p, q] = [fingerprint(a.join(' ')), fingerprint(b.join(' '))];
        expect(p.bands.some((key) => q.bands.includes(key))).toBe(true);
        expect(Math.abs(estimateOverlap(p, q) - shared / (x.size + y.size - shared))).toBeLessThan(0.22);
      }
    },
  );

  test('texts with nothing in common share no key and need not be read', () => {
    const prints = Array.from({ length: 30 }, (_, seed) => fingerprint(madeUp(seed * 77 + 5, 500).join(' ')));
    prints.forEach((a, at) => {
      for (const b of prints.slice(0, at)) expect(mayBeCopies(copySketchOf(a), copySketchOf(b))).toBe(false);
    });
  });

  test('a quarter of a long text is found by its keys in most cases', () => {
    const found = Array.from({ length: 50 }, (_, seed) => {
      const whole = madeUp(seed + 31, 800);
      const [a, b] = [fingerprint(whole.join(' ')), fingerprint(whole.slice(100, 300).join(' '))];
      return a.bands.some((key) => b.bands.includes(key));
    }).filter(Boolean);
    expect(found.length).toBeGreaterThanOrEqual(48);
  });

  test('stays quick on hostile text', () => {
    const begun = process.cpuUsage();
    fingerprint("a.'".repeat(100_000));
    fingerprint('x'.repeat(1_000_000));
    expect(processorMs(begun)).toBeLessThan(2_000);
  });

  test('copyWords reads any script', () => {
    expect(copyWords('Ёлка, 3.5 % — “L’été”')).toEqual(['ёлка', '35', 'lété']);
  });
});
