import model from './confidence.json' with { type: 'json' };
import type { Relation } from './types.js';

/** What a raw confidence of the rules means: the share of such judgements in which claim and relation were right. */
export type Calibration = (raw: number, relation: Relation) => number;

/** Weights of a Platt scaling: `odds = bias + slope × raw odds + shift of the relation`. */
export interface CalibrationModel {
  bias: number;
  slope: number;
  shifts: { varies: number; disputes: number };
}

/** Rules are never quite sure, and a certainty has no odds. */
const surest = 0.99;

/**
 * Nothing below was judged by a reader, and few disputes and variations were: there scaling may make a mention less sure, never surer, so
 * that what the rules only suggest stays a suggestion.
 */
const leastJudged = 0.5;

/** The calibration of a model. That a claim is seen first is not matched with anything, and stays as it is. */
export function calibrationOf({ bias, slope, shifts }: CalibrationModel): Calibration {
  return (raw, relation) => {
    if (relation === 'originates') return raw;
    const shift = relation === 'repeats' ? 0 : shifts[relation];
    const scaled = roundedDown(1 / (1 + Math.exp(-(bias + slope * oddsOf(raw) + shift))));
    return relation === 'repeats' && raw >= leastJudged ? scaled : Math.min(raw, scaled);
  };
}

/** The logarithm of the odds of a probability. */
export function oddsOf(probability: number): number {
  const bounded = Math.min(surest, Math.max(1 - surest, probability));
  return Math.log(bounded / (1 - bounded));
}

/** What is said to be .50 sure is at least that. */
function roundedDown(value: number): number {
  return Math.min(surest, Math.floor(value * 100 + 1e-9) / 100);
}

/** The calibration that ships, made by test/train/confidence.ts. */
export const calibrated: Calibration = calibrationOf(model);
