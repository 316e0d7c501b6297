import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packWeights } from '@hearsay/text/attribution/tagger';
import { readPolnear } from '../eval/attribution/polnear.js';
import type { Task } from '../support/run-task.js';
import { root } from '../support/shared-data.js';
import { CrfTrainer, type Example, shuffled, type Training } from './attribution/crf.js';
import { cueExamples, type Marked, mark, spanExamples } from './attribution/examples.js';

const terms =
  'Trained on PolNeAR (Newell, Margolin, Ruths 2018), training part only; no terms stated with the set. Made by test/train/attribution.ts.';

/**
 * Two passes: a third fits the training set and loses on articles kept back. `l1` trades size for accuracy; twice the values
 * here halve both files (800 to 400 kB) and cost .015 F1 of sources and .007 of contents on polnear-dev.
 */
const shared = { labels: 3, stateSize: 2 ** 20, stepSize: 2 ** 16, rate: 0.1, epochs: 2, l2: 1 };
const cueTraining: Training = { ...shared, l1: 2 };
const spanTraining: Training = { ...shared, l1: 2.5 };

export const task: Task = {
  about:
    'writes shared/text/attribution/{cue,span}-weights.json from polnear-train; argument: a folder to write to instead',
  async run([folder = join(root, 'shared/text/attribution')]) {
    const articles = readPolnear('train').map(mark);
    train('cue', articles, cueExamples, cueTraining, folder);
    train('span', articles, spanExamples, spanTraining, folder);
  },
};

function train(
  name: string,
  articles: Marked[],
  examplesOf: (marked: Marked) => Example[],
  training: Training,
  folder: string,
): void {
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
  const stored = `${JSON.stringify({ terms, ...packWeights(trainer.weights) })}\n`;
  writeFileSync(join(folder, `${name}-weights.json`), stored);
  process.stdout.write(`${name}-weights.json: ${(stored.length / 1000).toFixed(0)} kB\n`);
}
