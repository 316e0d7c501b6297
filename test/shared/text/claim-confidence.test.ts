import { calibrationOf } from '@hearsay/text/claim';
import { describe, expect, it } from 'vitest';

const calibration = calibrationOf({ bias: 1.5, slope: 0.4, shifts: { varies: -1.5, disputes: 2 } });

describe('how sure match is', () => {
  it('keeps the order of the rules, and rounds down', () => {
    const sure = [0.5, 0.6, 0.7, 0.8, 0.9].map((raw) => calibration(raw, 'repeats'));
    expect([...sure].sort()).toEqual(sure);
    // 1 / (1 + exp(-1.5)) = .8176
    expect(sure[0]).toBe(0.81);
  });

  it('never makes a suggestion more than one, nor a dispute or a variation surer than the rules are', () => {
    expect(calibration(0.45, 'repeats')).toBe(0.45);
    expect(calibration(0.4, 'disputes')).toBe(0.4);
    expect(calibration(0.7, 'disputes')).toBe(0.7);
    expect(calibration(0.9, 'varies')).toBeLessThan(0.75);
  });

  it('leaves what is seen first, and certainty, in their bounds', () => {
    expect(calibration(0.77, 'originates')).toBe(0.77);
    expect(calibration(1, 'repeats')).toBeLessThan(1);
    expect(calibration(0, 'repeats')).toBe(0);
  });
});
