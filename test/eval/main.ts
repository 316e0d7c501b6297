import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTasks } from '../support/run-task.js';
import type { Figure } from './table/figure.js';
import { printFigures } from './table/print.js';

const begun = performance.now();
const results = await runTasks(dirname(fileURLToPath(import.meta.url)), process.argv.slice(2));
if (results.size > 1) {
  printFigures([...results].map(([task, figures]) => ({ task, figures: figures as Figure[] })));
  process.stdout.write(`${((performance.now() - begun) / 60_000).toFixed(1)} minutes in all.\n`);
}
