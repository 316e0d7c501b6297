import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What each file in test/eval, test/bench and test/train exports: one task, printing its own table. */
export interface Task<Result = unknown> {
  about: string;
  run(args: string[]): Promise<Result>;
}

/**
 * Runs the task named on the command line, or all of a folder, in alphabetical order.
 * An unknown name is answered with the list of known ones and exit code 2.
 * @param after is given what each task returned, before the next begins
 * @returns what each task returned, by name
 */
export async function runTasks(
  folder: string,
  argv: string[],
  after: (result: unknown) => void = () => {},
): Promise<Map<string, unknown>> {
  const known = readdirSync(folder)
    .filter((file) => file.endsWith('.js') && file !== 'main.js' && !file.endsWith('.test.js'))
    .map((file) => file.slice(0, -3))
    .sort();
  const results = new Map<string, unknown>();
  const [name, ...args] = argv;
  if (name !== undefined && !known.includes(name)) {
    process.stderr.write(`Unknown task "${name}". Known: ${known.join(', ')}.\n`);
    process.exitCode = 2;
    return results;
  }
  for (const each of name === undefined ? known : [name]) {
    const { task } = (await import(pathToFileURL(join(folder, `${each}.js`)).href)) as { task: Task };
    process.stdout.write(`\n== ${each}: ${task.about}\n`);
    const result = await task.run(args);
    results.set(each, result);
    after(result);
  }
  return results;
}
