import { spawn } from 'node:child_process';
import { plainEnvironment, program } from './child-daemon.js';
import { quickStart } from './quick-start.js';

/** What a command gave back. */
export interface Gave {
  code: number | null;
  out: string;
  err: string;
}

/** Runs `hearsay` with these arguments, standard input and settings (and none of ours) to its end. */
export function hearsay(
  args: string[],
  options: { input?: string | Iterable<string>; env?: Record<string, string>; cwd?: string } = {},
): Promise<Gave> {
  const child = spawn(process.execPath, [...quickStart, program, ...args], {
    env: plainEnvironment({ NO_COLOR: '1', ...options.env }),
    cwd: options.cwd,
    stdio: 'pipe',
  });
  const gave: Gave = { code: null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    gave.out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    gave.err += chunk;
  });
  child.stdin.on('error', () => undefined); // it may end before it has read everything
  child.stdin.end(typeof options.input === 'string' ? options.input : [...(options.input ?? [])].join(''));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...gave, code }));
  });
}
