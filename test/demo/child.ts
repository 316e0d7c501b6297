import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The command as users have it. */
const program = fileURLToPath(new URL('../bin/hearsay.js', import.meta.resolve('@hearsay/cli')));

/** How long the daemon may take to open an empty record on a loaded machine. */
const startMs = 60_000;

/** How long it may take to finish what is under way. */
const stopMs = 15_000;

/** Log lines kept to say why it died. */
const keptLines = 20;

/**
 * Ends the daemon and removes its folder when this process is gone, even by a signal that nobody can catch: its
 * standard input is a pipe from us, which then closes.
 */
const guard = `
cat >/dev/null
kill -s TERM "$1" 2>/dev/null
tries=0
while kill -0 "$1" 2>/dev/null && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries+1)); done
kill -s KILL "$1" 2>/dev/null
if [ -n "$2" ]; then rm -rf "$2"; fi
`;

/** `hearsay start` as a process of its own. */
export interface DaemonProcess {
  url: string;
  /** Rejects when the daemon ends without being told to, with what it last said. */
  died: Promise<never>;
  stop(): Promise<void>;
}

/** Starts the daemon and waits until its API is ready. `folder` goes with this process, null to keep what is there. */
export async function startChild(
  port: number,
  settings: Record<string, string>,
  folder: string | null,
): Promise<DaemonProcess> {
  const child = spawn(process.execPath, [program, 'start'], {
    env: { ...environment(), ...settings, HEARSAY_PORT: String(port), HEARSAY_LOG: 'warn' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true, // so that Ctrl-C reaches us alone, and we stop it in order
  });
  const said = keepLines(child);
  const watcher = spawn('sh', ['-c', guard, 'guard', String(child.pid), folder ?? ''], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  let stopping = false;
  const died = once(child, 'exit').then(([code, signal]) => {
    if (stopping) return new Promise<never>(() => undefined);
    throw new Error(`The daemon ended (${signal ?? `exit code ${code}`})${because(said)}`);
  });
  died.catch(() => undefined);
  const stop = async () => {
    stopping = true;
    await end(child, 'SIGTERM', stopMs);
    watcher.stdin?.end();
    await ended(watcher);
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await ready(url, died);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, died, stop };
}

/** Ours without the settings of a Hearsay that the user may run beside. */
function environment(): NodeJS.ProcessEnv {
  const foreign = (name: string) =>
    name.startsWith('HEARSAY_') || name === 'REDIS_URL' || name === 'DATABASE_URL';
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign(name)));
}

function keepLines(child: ChildProcess): string[] {
  const lines: string[] = [];
  let rest = '';
  child.stderr?.setEncoding('utf8');
  child.stderr?.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = (parts.pop() ?? '').slice(-10_000);
    lines.push(...parts.filter((line) => line.trim() !== ''));
    lines.splice(0, Math.max(0, lines.length - keptLines));
  });
  return lines;
}

/** The last thing it said that is no stack frame and not its greeting. */
function because(lines: string[]): string {
  const last = lines.findLast((line) => !/^\s+at |^Node\.js v|^Hearsay \S+ is running/.test(line));
  return last === undefined ? '.' : `: ${last.slice(0, 300)}`;
}

async function ready(url: string, died: Promise<never>): Promise<void> {
  const deadline = Date.now() + startMs;
  while (Date.now() < deadline) {
    const answer = await Promise.race([fetch(`${url}/readyz`).catch(() => null), died]);
    if (answer?.ok) return;
    await Promise.race([pause(100), died]);
  }
  throw new Error(`The daemon was not ready after ${startMs / 1_000} seconds.`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals, limitMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  await ended(child);
  clearTimeout(timer);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
