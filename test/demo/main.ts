import { OptionError, readOptions, usage } from './options.js';
import { runDemo } from './run.js';

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) process.stdout.write(`${usage}\n`);
  else process.exitCode = await runDemo(options);
} catch (error) {
  const mistake = error instanceof OptionError;
  process.stderr.write(`${(error as Error).message}${mistake ? `\n\n${usage}` : ''}\n`);
  process.exitCode = mistake ? 2 : 1;
}
