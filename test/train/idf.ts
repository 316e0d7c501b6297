import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newsCounts, toTable } from '../eval/stories/counts.js';
import { root } from '../support/shared-data.js';

/** Writes shared/text/story/idf.json from the public sets: `node test/dist/train/idf.js`. */
const table = toTable(newsCounts(() => true));
writeFileSync(join(root, 'shared/text/story/idf.json'), `${JSON.stringify(table, null, 1)}\n`);
process.stdout.write(
  `${Object.values(table.stems).join(' ').split(' ').length} stems of ${table.documents} documents\n`,
);
