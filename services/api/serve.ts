import type { AddressInfo } from 'node:net';
import { isIP } from 'node:net';
import { type Runtime, UsageError } from '@hearsay/runtime';
import { serve } from '@hono/node-server';
import { isLoopback } from './access/index.js';
import { createApi } from './app.js';

/** How long open requests may take to end when the API is told to stop; streams are cut then. */
const graceMs = 2_000;

/** A listening API. */
export interface ServedApi {
  /** Where it listens. */
  url: string;
  close(): Promise<void>;
}

/** Serves the API where the settings say. Throws UsageError where it cannot or must not listen there. */
export async function serveApi(runtime: Runtime): Promise<ServedApi> {
  const { HEARSAY_HOST: hostname, HEARSAY_PORT: port, HEARSAY_TOKEN: token } = runtime.settings;
  if (!isLoopback(hostname) && token === null && !(await hasToken(runtime))) {
    throw new UsageError(
      `HEARSAY_HOST is ${hostname}: make a token first (hearsay tokens add NAME --scope admin) or set HEARSAY_TOKEN, as others can reach that address.`,
    );
  }
  const app = createApi(runtime);
  const server = serve({ fetch: app.fetch, hostname, port });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) => reject(asUsageError(error, hostname, port)));
  });
  const listening = server.address() as AddressInfo;
  return {
    url: `http://${isIP(hostname) === 6 ? `[${hostname}]` : hostname}:${listening.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        setTimeout(
          () => (server as { closeAllConnections?: () => void }).closeAllConnections?.(),
          graceMs,
        ).unref();
      }),
  };
}

async function hasToken({ deps }: Runtime): Promise<boolean> {
  return (await deps.store.tokens.usable(null, deps.clock.now())) > 0;
}

function asUsageError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new UsageError(`Port ${port} on ${host} is in use: stop what listens there or set HEARSAY_PORT.`);
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EACCES') {
    return new UsageError(
      `The API cannot listen on ${host}:${port} (${error.code}): correct HEARSAY_HOST or HEARSAY_PORT.`,
    );
  }
  return error;
}
