import { groupFolds } from '../../train/learn/folds.js';
import { predictLogistic } from '../../train/learn/logistic.js';
import { printTable, share } from '../../train/learn/report.js';
import { fitSame, readSentencePairs, type SentencePair, samenessOf } from '../../train/relation/same.js';
import { classFigure, type Figure } from '../table/figure.js';

/** Pairs of news sentences: is it one claim (held-out folds). */
export function evaluateComparison(): Figure[] {
  return evaluateSame(readSentencePairs());
}

function evaluateSame(pairs: SentencePair[]): Figure[] {
  const features = pairs.map(samenessOf);
  const folds = groupFolds(
    pairs.map((pair) => pair.group),
    5,
    1,
  );
  const probability = new Array<number>(pairs.length);
  for (let fold = 0; fold < 5; fold += 1) {
    const train = pairs.flatMap((_, i) => (folds[i] === fold ? [] : [i]));
    const { index, model } = fitSame(
      train.map((i) => features[i]!),
      train.map((i) => pairs[i]!),
    );
    folds.forEach((each, i) => {
      if (each === fold) probability[i] = predictLogistic(model, index.row(features[i]!))[1]!;
    });
  }
  process.stdout.write('\nOne claim or two (5 folds): share called one claim\n');
  const kinds = ['paraphrase', 'near miss', 'one event', 'another story'] as const;
  printTable(
    ['pairs', 'count', 'called one claim'],
    kinds.map((kind) => {
      const at = pairs.flatMap((pair, i) => (pair.from === kind ? [i] : []));
      return [kind, String(at.length), share(at.filter((i) => probability[i]! >= 0.5).length / at.length)];
    }),
  );
  const judged = pairs.flatMap((pair, i) => (pair.from === 'near miss' ? [] : [i]));
  return [
    classFigure(
      'one claim or two, MSRP and ClaimDiff, 5 folds',
      {
        truth: judged.map((i) => pairs[i]!.same),
        guess: judged.map((i) => (probability[i]! >= 0.5 ? 1 : 0)),
        positive: 1,
      },
      judged.map((i) => pairs[i]!.group),
      { by: 'pair', published: null },
    ),
  ];
}
