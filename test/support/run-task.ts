import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What each file in test/eval and test/bench exports: one task, printing its own table. */
export interface Task {
  about: string;
  run(args: string[]): Promise<void>;
}

/**
 * Runs the tasks named on the command line, or all of a folder, in alphabetical order.
 * An unknown name is answered with the list of known ones and exit code 2.
 */
export async function runTasks(folder: string, argv: string[]): Promise<void> {
  const known = readdirSync(folder)
    .filter((file) => file.endsWith('.js') && file !== 'main.js')
    .map((file) => file.slice(0, -3))
    .sort();
  const [name, ...args] = argv;
  if (name !== undefined && !known.includes(name)) {
    process.stderr.write(`Unknown task "${name}". Known: ${known.join(', ')}.\n`);
    process.exitCode = 2;
    return;
  }
  for (const each of name === undefined ? known : [name]) {
    const { task } = (await import(pathToFileURL(join(folder, `${each}.js`)).href)) as { task: Task };
    process.stdout.write(`\n== ${each}: ${task.about}\n`);
    await task.run(args);
  }
}
