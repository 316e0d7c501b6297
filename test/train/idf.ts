import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newsCounts, toTable } from '../eval/stories/counts.js';
import type { Task } from '../support/run-task.js';
import { root } from '../support/shared-data.js';

export const task: Task = {
  about: 'counts the general document frequencies and writes shared/text/story/idf.json',
  async run() {
    const table = toTable(newsCounts(() => true));
    writeFileSync(join(root, 'shared/text/story/idf.json'), `${JSON.stringify(table, null, 1)}\n`);
    const stems = Object.values(table.stems).join(' ').split(' ').length;
    process.stdout.write(`${stems} stems of ${table.documents} documents\n`);
  },
};
