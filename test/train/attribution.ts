import { packWeights } from '@hearsay/text/attribution/tagger';
import { readPolnear } from '../eval/attribution/polnear.js';
import type { Task } from '../support/run-task.js';
import { CrfTrainer, type Example, shuffled, type Training } from './attribution/crf.js';
import { cueExamples, type Marked, mark, spanExamples } from './attribution/examples.js';
import type { Made } from './learn/made.js';
import { trainedOn } from './learn/sets.js';

const abouts = {
  cue: 'Where cues stand in a sentence: conditional random field, 8-bit weights of hashed features (tagger/cue-input.ts). Made by test/train/attribution.ts.',
  span: 'Where the source and content of a cue stand: conditional random field, 8-bit weights of hashed features (tagger/span-input.ts). Made by test/train/attribution.ts.',
};

/**
 * Passes and `l1` of the cues were chosen on a tenth of the training articles kept back (characters, F1): .647 after two passes with an
 * `l1` of 2, .655 after three, .659 after four with 4. Spans: a third pass loses on articles kept back. `l1` trades size for accuracy.
 */
const shared = { labels: 3, stateSize: 2 ** 20, stepSize: 2 ** 16, rate: 0.1, epochs: 2, l2: 1 };
const cueTraining: Training = { ...shared, epochs: 4, l1: 4 };
const spanTraining: Training = { ...shared, l1: 2.5 };

export const task: Task<Made[]> = {
  about: 'fits shared/text/attribution/{cue,span}-weights.json on polnear-train',
  async run() {
    const articles = readPolnear('train').map(mark);
    return [
      train('cue', articles, cueExamples, cueTraining),
      train('span', articles, spanExamples, spanTraining),
    ];
  },
};

function train(
  name: 'cue' | 'span',
  articles: Marked[],
  examplesOf: (marked: Marked) => Example[],
  training: Training,
): Made {
  const trainer = new CrfTrainer(training);
  for (let epoch = 1; epoch <= training.epochs; epoch += 1) {
    let loss = 0;
    let tokens = 0;
    for (const index of shuffled(articles.length, epoch))
      for (const example of examplesOf(articles[index]!)) {
        loss += trainer.learn(example);
        tokens += example.input.length;
      }
    process.stdout.write(`${name} pass ${epoch}: loss ${(loss / tokens).toFixed(4)} a token\n`);
  }
  const head = { about: abouts[name], trainedOn: trainedOn('data/attribution/polnear-train.jsonl') };
  const text = `${JSON.stringify({ ...head, ...packWeights(trainer.weights) })}\n`;
  return { part: `attribution/${name}-weights.json`, text };
}
