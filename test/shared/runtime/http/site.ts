import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttp, type Http, type HttpErrorCode, type HttpOptions } from '@hearsay/runtime/http/index';
import { afterAll, afterEach, beforeAll } from 'vitest';

/** A server of the test's own, and clients for which tribune.example is that server. */
export interface Site {
  /** What it answers; set by each test. */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  readonly port: number;
  /** Connections it has had. */
  readonly sockets: number;
  /** Closed after the test. */
  client(options?: Partial<HttpOptions>): Http;
}

/** Starts a site before the tests of a file and ends it after them. */
export function useSite(): Site {
  let port = 0;
  let sockets = 0;
  const open: Http[] = [];
  const site: Site = {
    answer: (_request, response) => response.end(),
    get port() {
      return port;
    },
    get sockets() {
      return sockets;
    },
    client: (options = {}) => {
      const resolve = [{ host: 'tribune.example', address: '127.0.0.1', port }];
      const http = createHttp({ resolve, allowNetworks: [], userAgent: 'hearsay-test', ...options });
      open.push(http);
      return http;
    },
  };
  const server = createServer((request, response) => site.answer(request, response));
  server.on('connection', () => sockets++);
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((http) => http.close()));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return site;
}

/** The code and sentence of the error a call ends in. */
export async function failure(call: Promise<unknown>): Promise<{ code: HttpErrorCode; message: string }> {
  try {
    await call;
  } catch (error) {
    return error as { code: HttpErrorCode; message: string };
  }
  throw new Error('the call did not fail');
}
