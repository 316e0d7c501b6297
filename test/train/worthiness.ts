import type { Task } from '../support/run-task.js';
import { groupFolds } from './learn/folds.js';
import type { Made } from './learn/made.js';
import { trainedOn } from './learn/sets.js';
import { calibrate, claimBusterFolds, fitWorthiness, tabulate } from './worthiness/fit.js';
import { readWorthiness } from './worthiness/sentences.js';

/** How many features ship: the heaviest 5,000 lose nothing on held-out sentences against all 25,000. */
const shipped = 5000;

const digits = (value: number): number => Math.round(value * 1000) / 1000;

export const task: Task<Made[]> = {
  about: 'fits the model of shared/text/worthiness on ClaimBuster and CheckThat! 2019 (training parts)',
  async run() {
    const table = tabulate(readWorthiness());
    const claimbuster = table.sentences.filter((row) => row.set === 'claimbuster').length;
    const folds = groupFolds(table.keys.slice(0, claimbuster), 4, 1);
    const { scale, shift } = calibrate(
      claimBusterFolds(table, folds),
      table.sentences.slice(0, claimbuster).map((row) => row.label),
    );
    const all = table.sentences.map((_, i) => i);
    const { weights, bias } = fitWorthiness(table, all, []);
    const kept = table.names
      .map((name, j) => [name, digits(weights[j]! * scale)] as const)
      .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]) || (a[0] < b[0] ? -1 : 1))
      .slice(0, shipped)
      .filter(([, weight]) => weight !== 0)
      .sort((a, b) => (a[0] < b[0] ? -1 : 1));
    const text = modelText(digits(bias * scale + shift), kept);
    return [{ part: 'worthiness/model.json', text }];
  },
};

function modelText(bias: number, weights: (readonly [string, number])[]): string {
  const model = {
    about:
      'Worth checking or not: logistic regression over shape, word classes, words and pairs of words, Platt-scaled.',
    trainedOn: trainedOn(
      'data/worthiness/claimbuster-train.jsonl',
      'data/worthiness/checkthat2019-train.jsonl',
    ),
    bias,
    weights: Object.fromEntries(weights),
  };
  return `${JSON.stringify(model).replaceAll(/(?<=\d),"/g, ',\n"')}\n`;
}
