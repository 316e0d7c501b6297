import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTasks } from '../support/run-task.js';
import { type Made, settle } from './learn/made.js';

const given = process.argv.slice(2);
const check = given.includes('--check');
const args = given.filter((each) => each !== '--check');
const total = { same: 0, changed: 0 };
await runTasks(dirname(fileURLToPath(import.meta.url)), args, (made) => {
  const { same, changed } = settle(made as Made[], check);
  total.same += same;
  total.changed += changed;
});
if (total.same + total.changed > 0)
  process.stdout.write(
    `\n${total.same} weights files made again to the last digit, ${total.changed} ${check ? 'differ' : 'changed: build, and train again what reads them'}\n`,
  );
if (check && total.changed > 0) process.exitCode = 1;
