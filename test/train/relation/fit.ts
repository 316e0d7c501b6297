import { type Features, featuresOf, readPair } from '@hearsay/text/relation';
import { fitLogistic, type Logistic, predictLogistic } from '../learn/logistic.js';
import { type FeatureIndex, indexFeatures } from '../learn/sparse.js';
import { type StanceRow, stances } from './stance.js';

export interface StanceFit {
  index: FeatureIndex;
  model: Logistic;
}

/** A feature must occur this often: rarer words are accidents of a few headlines. */
const leastCount = 3;
/** L2 penalty 1/C; chosen by cross-validation grouped by claim among 1, 2, 3, 5, 10. */
const densePenalty = 3;

/** Feature families the model may use; words and pairs of words of the text are read but not used. */
const used = /^(?:shape|cue|overlap|polarity|is):/;

export function stanceFeatures(row: StanceRow): Features {
  const all = featuresOf(readPair(row.claim, row.text));
  return Object.fromEntries(Object.entries(all).filter(([name]) => used.test(name)));
}

export function fitStance(features: readonly Features[], rows: readonly StanceRow[]): StanceFit {
  const index = indexFeatures(features, leastCount);
  const model = fitLogistic(
    features.map((each) => index.row(each)),
    rows.map((row) => stances.indexOf(row.label)),
    { classes: stances.length, features: index.names.length, penalty: () => densePenalty },
  );
  return { index, model };
}

export function predictStance({ index, model }: StanceFit, features: Features): Float64Array {
  return predictLogistic(model, index.row(features));
}
