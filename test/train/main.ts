import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTasks } from '../support/run-task.js';

await runTasks(dirname(fileURLToPath(import.meta.url)), process.argv.slice(2));
