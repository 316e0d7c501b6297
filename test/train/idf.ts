import { newsCounts, toTable } from '../eval/stories/counts.js';
import type { Task } from '../support/run-task.js';
import type { Made } from './learn/made.js';
import { trainedOn } from './learn/sets.js';

export const task: Task<Made[]> = {
  about: 'counts the general document frequencies, shared/text/story/idf.json',
  async run() {
    const { about, ...table } = toTable(newsCounts(() => true));
    const sources = trainedOn(
      'data/stories/ecbplus-train.jsonl',
      'data/stories/roundups-dev.jsonl',
      'data/attribution/polnear-train.jsonl',
      'data/stance/emergent-train.jsonl',
      'data/pairs/claimdiff-train.jsonl',
      'data/pairs/msrp-train.jsonl',
    );
    const stems = Object.values(table.stems).join(' ').split(' ').length;
    process.stdout.write(`${stems} stems of ${table.documents} documents\n`);
    const text = `${JSON.stringify({ about, trainedOn: sources, ...table }, null, 1)}\n`;
    return [{ part: 'story/idf.json', text }];
  },
};
