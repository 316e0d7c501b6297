import { type CalibrationModel, oddsOf } from '@hearsay/text/claim';
import { fitLogistic } from '../learn/logistic.js';
import type { Judged } from './judged.js';

/** Few varying and disputing mentions were judged: their shifts are held back; the slope keeps the order of the rules. */
const penalties = [0.1, 0.5, 0.5];

/** Platt scaling (Platt 1999) with a shift for each relation, fitted by logistic regression. */
export function fitCalibration(judged: readonly Judged[]): CalibrationModel {
  const rows = judged.map(({ raw, relation }) => ({
    at: [0, 1, 2],
    value: [oddsOf(raw), relation === 'varies' ? 1 : 0, relation === 'disputes' ? 1 : 0],
  }));
  const labels = judged.map(({ right }) => (right ? 1 : 0));
  const { weights } = fitLogistic(rows, labels, {
    classes: 2,
    features: 3,
    penalty: (at) => penalties[at]!,
  });
  const [slope, varies, disputes, bias] = [0, 1, 2, 3].map((at) =>
    digits(weights[1]![at]! - weights[0]![at]!),
  );
  return { bias: bias!, slope: slope!, shifts: { varies: varies!, disputes: disputes! } };
}

const digits = (value: number): number => Math.round(value * 1000) / 1000;
