import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { quickStart } from './quick-start.js';

/** The command as users have it. */
export const program = fileURLToPath(new URL('../bin/hearsay.js', import.meta.resolve('@hearsay/cli')));

/** How a process ended. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** `hearsay start` as a process of its own: what can be killed. */
export interface ChildDaemon {
  pid: number;
  url: string;
  /** Settles when it has ended, whoever ended it. */
  ended: Promise<Ended>;
  /** What it wrote to standard error so far. */
  said(): string;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ended>;
  /** Calls the API; rejects with the answer's text unless it is a 2xx. */
  // biome-ignore lint/suspicious/noExplicitAny: callers look into many shapes
  call(method: string, path: string, body?: unknown): Promise<any>;
}

/** Starts the daemon with these settings and no others of ours (and flags of Node), and waits until it says where its API is. */
export async function startChildDaemon(
  settings: Record<string, string>,
  flags = quickStart,
): Promise<ChildDaemon> {
  const child = spawn(process.execPath, [...flags, program, 'start'], {
    env: plainEnvironment({ HEARSAY_PORT: '0', HEARSAY_LOG: 'warn', ...settings }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  endWithUs(child);
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }) as Ended);
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-100_000);
  });
  const url = await Promise.race([
    greetingOf(child, () => text),
    ended.then(({ code, signal }) => {
      throw new Error(`The daemon ended at its start (${signal ?? code}): ${text}`);
    }),
  ]);
  return {
    pid: child.pid as number,
    url,
    ended,
    said: () => text,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
    call: (method, path, body) => callApi(url, method, path, body),
  };
}

/** The environment without the settings of a Hearsay that runs beside, and with these. */
export function plainEnvironment(settings: Record<string, string> = {}): NodeJS.ProcessEnv {
  const foreign = (name: string) => /^(HEARSAY_.*|REDIS_URL|DATABASE_URL)$/.test(name);
  const own = Object.entries(process.env).filter(([name]) => !foreign(name));
  return { ...Object.fromEntries(own), ...settings };
}

/** Waits until `condition` of another process holds: it is asked for, since nothing of it can be heard from here. */
export async function eventually(
  condition: () => Promise<boolean>,
  what: string | (() => string),
  timeoutMs = 120_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline)
      throw new Error(`Gave up waiting until ${typeof what === 'string' ? what : what()}.`);
    await pause(50);
  }
}

function greetingOf(child: ChildProcess, text: () => string): Promise<string> {
  return new Promise((resolve) => {
    child.stderr?.on('data', () => {
      const url = /is running .*API on (\S+)\. Stop/.exec(text())?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}

/** Ends the daemon when this process is gone, even by a signal that nobody can catch: the pipe from us then closes. */
function endWithUs(child: ChildProcess): void {
  const watcher = spawn('sh', ['-c', 'cat >/dev/null; kill -KILL "$1"', 'watch', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watcher.unref();
  (watcher.stdin as unknown as { unref(): void }).unref();
  child.once('exit', () => watcher.kill('SIGKILL'));
}

/** Calls the API of a daemon; an answer that is no 2xx is an error with its text. */
export async function callApi(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${url}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
