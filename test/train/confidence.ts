import type { Task } from '../support/run-task.js';
import { fitCalibration } from './confidence/fit.js';
import { readJudged } from './confidence/judged.js';
import type { Made } from './learn/made.js';
import { trainedOn } from './learn/sets.js';

export const task: Task<Made[]> = {
  about: 'calibrates what match says it is sure of, shared/text/claim/confidence.json',
  async run() {
    const about =
      'How sure match is: Platt scaling of what its rules say, by relation, on 325 pairs of test/eval/news/pairs.json and the mentions of the seeds. Made by test/train/confidence.ts.';
    const sources = trainedOn('data/stories/ecbplus-train.jsonl', 'data/stories/roundups-dev.jsonl');
    const model = { about, trainedOn: sources, ...fitCalibration(readJudged()) };
    return [{ part: 'claim/confidence.json', text: `${JSON.stringify(model, null, 1)}\n` }];
  },
};
