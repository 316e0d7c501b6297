import { compareSentences, scoreRelation } from '@hearsay/text/relation';
import { groupFolds } from '../../train/learn/folds.js';
import { predictLogistic } from '../../train/learn/logistic.js';
import { printTable, share } from '../../train/learn/report.js';
import { fitSame, readSentencePairs, type SentencePair, samenessOf } from '../../train/relation/same.js';
import { changeKinds, changeOne, type Supply, supplyFrom } from './generate.js';

/** Every so many paraphrases are measured, so that the whole takes seconds. */
const every = 2;

/** Pairs of news sentences: is it one claim (held-out folds), are changes seen, are paraphrases left alone. */
export function evaluateComparison(): void {
  const pairs = readSentencePairs();
  evaluateSame(pairs);
  const paraphrases = pairs.filter((pair, i) => pair.from === 'paraphrase' && i % every === 0);
  const supply = supplyFrom(paraphrases.map((pair) => pair.a));
  process.stdout.write(`\nOne thing changed, made from ${paraphrases.length} MSRP pairs; target .95 seen\n`);
  printTable(
    ['changed', 'pairs', 'in the same words: seen', 'in a paraphrase: seen', 'relation not "repeats"'],
    changeKinds.map((kind) => changesSeen(kind, paraphrases, supply)),
  );
  paraphrasesLeftAlone(paraphrases);
}

function evaluateSame(pairs: SentencePair[]): void {
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
}

function changesSeen(kind: (typeof changeKinds)[number], pairs: SentencePair[], supply: Supply): string[] {
  const [copied, retold, related]: boolean[][] = [[], [], []];
  pairs.forEach((pair, i) => {
    const fromSame = changeOne(kind, pair.a, pair.a, supply, 1000 + i);
    if (fromSame !== null) copied!.push(isChanged(pair.a, fromSame));
    const fromRetold = changeOne(kind, pair.b, pair.a, supply, 2000 + i);
    if (fromRetold === null) return;
    retold!.push(isChanged(pair.a, fromRetold));
    const { relation } = scoreRelation(pair.a, fromRetold);
    related!.push(relation === 'varies' || relation === 'disputes');
  });
  const seen = (list: boolean[]) => share(list.filter(Boolean).length / Math.max(1, list.length));
  return [kind, `${copied!.length}/${retold!.length}`, seen(copied!), seen(retold!), seen(related!)];
}

function isChanged(a: string, b: string): boolean {
  const { changes, polarity } = compareSentences(a, b);
  return changes.length > 0 || polarity === 'opposes';
}

function paraphrasesLeftAlone(pairs: SentencePair[]): void {
  const changed = pairs.filter((pair) => isChanged(pair.a, pair.b)).length;
  const relations = pairs.map((pair) => scoreRelation(pair.a, pair.b).relation);
  process.stdout.write('\nHuman paraphrases (MSRP) called changed; target at most .10\n');
  printTable(
    ['', 'share'],
    [
      ['compareSentences: changed or opposed', share(changed / pairs.length)],
      ['scoreRelation: varies', share(relations.filter((each) => each === 'varies').length / pairs.length)],
      [
        'scoreRelation: disputes',
        share(relations.filter((each) => each === 'disputes').length / pairs.length),
      ],
      [
        'scoreRelation: unrelated',
        share(relations.filter((each) => each === 'unrelated').length / pairs.length),
      ],
    ],
  );
}
