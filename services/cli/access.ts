import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Runtime } from '@hearsay/runtime';
import type { Settings } from '@hearsay/runtime/settings';
import { UsageError } from '@hearsay/runtime/stop';

/** How long a daemon may take to say that it is there. */
const probeMs = 2_000;

/** The API, of a running daemon or in this process. */
export interface Access {
  /** True where a running daemon answers. */
  daemon: boolean;
  /** What was opened in this process; null where a daemon runs. */
  runtime: Runtime | null;
  /** Calls the API; an answer that is no 2xx becomes a UsageError with its sentence. */
  // biome-ignore lint/suspicious/noExplicitAny: each command knows what it asked for
  call(method: string, path: string, body?: unknown): Promise<any>;
  close(): Promise<void>;
}

/** Finds the running daemon, or opens the record in this process (which then holds it until it is closed). */
export async function openAccess(settings: Settings): Promise<Access> {
  const url = await findDaemon(settings);
  return url === null ? inProcess(settings) : overHttp(url, settings);
}

/** Opens, uses and closes the API. */
export async function withAccess<T>(settings: Settings, use: (access: Access) => Promise<T>): Promise<T> {
  const access = await openAccess(settings);
  try {
    return await use(access);
  } finally {
    await access.close();
  }
}

/** Opens a stream of the running daemon. Throws UsageError where none runs. */
export async function openStream(settings: Settings, path: string): Promise<Response> {
  const url = await findDaemon(settings);
  if (url === null) throw new UsageError('No daemon is running here: start one with `hearsay start`.');
  return fetch(`${url}${path}`, { headers: authorised(settings) });
}

/** Leaves word of where the daemon of this data directory listens. Returns what takes it back. */
export function announceDaemon(settings: Settings, url: string): () => void {
  if (settings.DATABASE_URL !== null) return () => undefined;
  const file = wordOf(settings);
  writeFileSync(file, JSON.stringify({ url, pid: process.pid }));
  return () => rmSync(file, { force: true });
}

function wordOf(settings: Settings): string {
  return `${resolve(settings.HEARSAY_DATA)}.daemon.json`;
}

async function findDaemon(settings: Settings): Promise<string | null> {
  const url =
    settings.DATABASE_URL === null
      ? announced(settings)
      : `http://${settings.HEARSAY_HOST}:${settings.HEARSAY_PORT}`;
  return url !== null && (await isHearsay(url)) ? url : null;
}

function announced(settings: Settings): string | null {
  try {
    return (JSON.parse(readFileSync(wordOf(settings), 'utf8')) as { url: string }).url;
  } catch {
    return null;
  }
}

async function isHearsay(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(probeMs) });
    return response.ok && ((await response.json()) as { name?: string }).name === 'hearsay';
  } catch {
    return false;
  }
}

function overHttp(url: string, settings: Settings): Access {
  const request = (path: string, init: Init = { headers: {} }) =>
    fetch(`${url}${path}`, { ...init, headers: { ...authorised(settings), ...init.headers } });
  return {
    daemon: true,
    runtime: null,
    call: (method, path, body) => answerOf(request(path, initOf(method, body))),
    close: async () => undefined,
  };
}

async function inProcess(settings: Settings): Promise<Access> {
  // Loaded where it is needed: what goes through a daemon starts at once.
  const { openLog, openRuntime } = await import('@hearsay/runtime');
  const { createApi } = await import('@hearsay/api');
  const runtime = await openRuntime(settings, openLog('silent'));
  const app = createApi(runtime, { trusted: true });
  const headers = authorised(settings);
  return {
    daemon: false,
    runtime,
    call: (method, path, body) => {
      const init = initOf(method, body);
      return answerOf(
        Promise.resolve(app.request(path, { ...init, headers: { ...headers, ...init.headers } })),
      );
    },
    close: () => runtime.close(),
  };
}

/** What a request is made of, with its headers in their plainest form. */
type Init = { method?: string; body?: string; headers: Record<string, string> };

function authorised(settings: Settings): Record<string, string> {
  return settings.HEARSAY_TOKEN === null ? {} : { authorization: `Bearer ${settings.HEARSAY_TOKEN}` };
}

function initOf(method: string, body: unknown): Init {
  if (body === undefined) return { method, headers: {} };
  return { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

async function answerOf(answer: Promise<Response>): Promise<unknown> {
  const response = await answer;
  if (response.ok) return response.json();
  const problem = (await response.json().catch(() => ({}))) as { detail?: string };
  const sentence = problem.detail ?? `The API answered ${response.status}.`;
  throw response.status < 500 ? new UsageError(sentence) : new Error(sentence);
}
