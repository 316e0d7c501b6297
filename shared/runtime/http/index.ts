import { isUrl } from '@hearsay/text/url';
import type { Agent, Dispatcher } from 'undici';
import { addressCheck } from './address.js';
import { type BodyLimits, readBody } from './body.js';
import { guardedAgent, type Lookup, systemLookup } from './connect.js';
import { asHttpError, HttpError, shown } from './error.js';
import {
  ALLOWED_PORTS,
  type HostOverride,
  overrideMap,
  parseTargetUrl,
  type TargetRules,
  targetOf,
} from './target.js';

export { type Lookup, lookupAt } from './connect.js';
export { HttpError, type HttpErrorCode, isRefusal } from './error.js';
export { ALLOWED_PORTS, type HostOverride } from './target.js';

export interface HttpOptions {
  /** HEARSAY_RESOLVE, read. Overrides of bare host names win over everything, and are allowed by being named. */
  resolve: HostOverride[];
  /** HEARSAY_ALLOW_NETWORKS: address ranges (CIDR) that may be reached although private. */
  allowNetworks: string[];
  userAgent: string;
  limits?: Partial<HttpLimits>;
  /** Replaces the system's name resolution, in tests. */
  lookup?: Lookup;
}

export interface HttpLimits {
  /** Bytes of a body after decompression. */
  maxBytes: number;
  /** For one call, over all its redirects, from the first packet to the last. */
  timeoutMs: number;
  connectTimeoutMs: number;
  /** Longest silence of a server that we wait for: before its headers, and between two pieces of its body. */
  stallTimeoutMs: number;
  maxRedirects: number;
  maxHeaderBytes: number;
  /** Decompressed against received bytes, past the first megabyte. */
  maxRatio: number;
  ports: readonly number[] | 'any';
}

export const DEFAULT_LIMITS: HttpLimits = {
  // The longest news pages with inlined images reach 10 MB; feeds stay far below.
  maxBytes: 16 * 1024 * 1024,
  // Slow newspapers answer within ten seconds; a slow drip must not hold a worker longer than this.
  timeoutMs: 30_000,
  connectTimeoutMs: 10_000,
  // A server that is silent for so long has forgotten us; the slowest newspapers take ten seconds to begin.
  stallTimeoutMs: 15_000,
  // Real answers stay below 16 kB of headers; a few consent-ridden sites need more.
  maxHeaderBytes: 32 * 1024,
  // Long enough for http → https → www → consent → article; more is a loop.
  maxRedirects: 5,
  // Markup compresses 5 to 30 times; zip bombs start at several hundred.
  maxRatio: 100,
  ports: ALLOWED_PORTS,
};

export interface GetOptions {
  headers?: Record<string, string>;
  maxBytes?: number;
  timeoutMs?: number;
  /** What is longer than `maxBytes` is cut there, and is no error. */
  cut?: boolean;
  /** Of other content types than these, a 2xx answer's body is not read. */
  only?: RegExp;
  /** Called with each address that a redirect leads to, before it is asked; what it rejects with ends the call. */
  onHop?: (url: string) => Promise<void>;
}

export interface HttpResult {
  /** The address that answered, after redirects. */
  url: string;
  status: number;
  /** Names in lower case; repeated headers joined by a comma. */
  headers: Record<string, string>;
  /** Decompressed. */
  body: Uint8Array;
  /** The hops taken, in order. `permanent` for 301 and 308. */
  redirects: { from: string; to: string; status: number; permanent: boolean }[];
}

/** The one client that opens connections to the outside: feeds, pages, robots.txt, hubs, webhooks. */
export interface Http {
  /** Throws the HttpError with which a request would be refused before any connection. */
  check(url: string): void;
  /** Follows redirects, each hop checked. Rejects with an HttpError; any status that arrives is a result. */
  get(url: string, options?: GetOptions): Promise<HttpResult>;
  /** Never follows a redirect: what was meant for one receiver goes to no other. */
  post(
    url: string,
    body: string | Uint8Array,
    headers?: Record<string, string>,
    options?: Omit<GetOptions, 'headers'>,
  ): Promise<HttpResult>;
  close(): Promise<void>;
}

interface Guard {
  agent: Agent;
  rules: TargetRules;
  limits: HttpLimits;
  userAgent: string;
}

/** A redirect's body is read up to here, so that its connection can be used again; a longer one is not. */
const REDIRECT_BYTES = 16 * 1024;

/** Headers that must not travel to another origin when a redirect leads there. */
const PRIVATE_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** Makes the guarded client. Throws an HttpError (`bad-setting`) for overrides or ranges that are none. */
export function createHttp(options: HttpOptions): Http {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const allowed = addressCheck(options.allowNetworks);
  const rules = { overrides: overrideMap(options.resolve), ports: limits.ports, allowed };
  const agent = guardedAgent(allowed, options.lookup ?? systemLookup, limits);
  const guard: Guard = { agent, rules, limits, userAgent: options.userAgent };
  return {
    check: (url) => void targetOf(parseTargetUrl(url), rules),
    get: (url, get = {}) =>
      withClock(url, get.timeoutMs ?? limits.timeoutMs, (signal) => follow(guard, url, get, signal)),
    post: (url, body, headers = {}, post = {}) =>
      withClock(url, post.timeoutMs ?? limits.timeoutMs, (signal) =>
        exchange(
          guard,
          parseTargetUrl(url),
          { method: 'POST', body, headers, maxBytes: post.maxBytes },
          signal,
        ),
      ),
    close: () => agent.destroy(),
  };
}

/** One clock over the whole call, so that neither many hops nor a slow drip can add up. */
async function withClock<T>(
  url: string,
  timeoutMs: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  // Made when it is needed: an error costs more than a request's headers.
  let late: HttpError | null = null;
  const timer = setTimeout(() => {
    late = new HttpError('timeout', `Cannot read ${shown(url)}: no complete answer within ${timeoutMs} ms.`);
    controller.abort(late);
  }, timeoutMs);
  try {
    return await run(controller.signal);
  } catch (failure) {
    if (failure instanceof StoppedAtHop) throw failure.cause;
    throw late ?? asHttpError(url, failure);
  } finally {
    clearTimeout(timer);
  }
}

/** `onHop` did not want the next hop: its reason goes to the caller as it is. */
class StoppedAtHop extends Error {
  constructor(override readonly cause: unknown) {
    super();
  }
}

async function follow(
  guard: Guard,
  start: string,
  options: GetOptions,
  signal: AbortSignal,
): Promise<HttpResult> {
  const redirects: HttpResult['redirects'] = [];
  let url = parseTargetUrl(start);
  let headers = options.headers ?? {};
  for (;;) {
    const { result, next } = await step(guard, url, { method: 'GET', ...options, headers }, signal).catch(
      (failure: unknown) => {
        throw Object.assign(asHttpError(url.href, failure), { hop: redirects.length });
      },
    );
    if (next === null) return { ...result, redirects };
    redirects.push({
      from: url.href,
      to: next.href,
      status: result.status,
      permanent: result.status === 301 || result.status === 308,
    });
    if (redirects.length > guard.limits.maxRedirects)
      throw new HttpError(
        'too-many-redirects',
        `${shown(start)} redirects more than ${guard.limits.maxRedirects} times.`,
      );
    if (next.origin !== url.origin) headers = withoutPrivate(headers);
    url = next;
    await options.onHop?.(url.href).catch((reason: unknown) => {
      throw new StoppedAtHop(reason);
    });
  }
}

async function step(guard: Guard, url: URL, request: Exchange, signal: AbortSignal) {
  const result = await exchange(guard, url, request, signal);
  return { result, next: redirectOf(result, url) };
}

/** Where an answer sends us, or null if it is final. The fragment asked for stays (RFC 9110, 10.2.2). */
function redirectOf(result: HttpResult, from: URL): URL | null {
  const location = result.headers.location;
  if (![301, 302, 303, 307, 308].includes(result.status) || location === undefined) return null;
  if (!isUrl(location, from.href))
    throw new HttpError(
      'bad-redirect',
      `${shown(from.href)} redirects to "${shown(location)}", which is no URL.`,
    );
  const to = new URL(location, from.href);
  if (to.hash === '') to.hash = from.hash;
  return parseTargetUrl(to.href);
}

interface Exchange {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string | Uint8Array;
  maxBytes?: number | undefined;
  cut?: boolean | undefined;
  only?: RegExp | undefined;
}

/** One request to one checked place, and its whole answer. */
async function exchange(guard: Guard, url: URL, request: Exchange, signal: AbortSignal): Promise<HttpResult> {
  const target = targetOf(url, guard.rules);
  const send = () =>
    guard.agent.request({
      origin: target.origin,
      path: target.path,
      method: request.method,
      headers: requestHeaders(guard.userAgent, request.headers, target.host),
      body: request.body ?? null,
      signal,
    });
  const response = await (request.method === 'GET' ? again(send) : send());
  const headers = plainHeaders(response.headers);
  const limits: BodyLimits = {
    maxBytes: request.maxBytes ?? guard.limits.maxBytes,
    maxRatio: guard.limits.maxRatio,
    cut: request.cut ?? false,
  };
  const body = await bodyOf(response, headers, limits, url.href, request.only ?? null);
  return { url: url.href, status: response.statusCode, headers, body, redirects: [] };
}

/**
 * True where a kept connection was closed before anything came: servers close idle ones at the very moment of their next
 * use. What changes nothing there may then be sent again (RFC 9110, 9.2.2); after two, this is how the server is.
 */
function closedUnused(failure: unknown): boolean {
  const { code, message } = failure as { code?: unknown; message?: unknown };
  return (
    code === 'ECONNRESET' ||
    code === 'EPIPE' ||
    (code === 'UND_ERR_SOCKET' && message === 'other side closed')
  );
}

async function again<T>(send: () => Promise<T>): Promise<T> {
  for (let time = 1; ; time++) {
    try {
      return await send();
    } catch (failure) {
      if (time > 2 || !closedUnused(failure)) throw failure;
    }
  }
}

async function bodyOf(
  response: Dispatcher.ResponseData,
  headers: Record<string, string>,
  limits: BodyLimits,
  url: string,
  only: RegExp | null,
): Promise<Uint8Array> {
  const about = { encoding: headers['content-encoding'] ?? null, length: headers['content-length'] ?? null };
  try {
    // A 304 has no body but may tell its length (RFC 9110, 8.6), which undici takes for a cut answer.
    if (response.statusCode === 304) return await response.body.dump().then(noBytes, noBytes);
    if (isOther(response.statusCode, headers['content-type'], only)) return noBytes();
    // Of a redirect only the headers count.
    if (response.statusCode >= 300 && response.statusCode < 400 && headers.location !== undefined) {
      return await readBody(response.body, about, { ...limits, maxBytes: REDIRECT_BYTES, cut: true }, url);
    }
    return await readBody(response.body, about, limits, url);
  } finally {
    // After a refusal the rest of the body must not be read, and its socket not be used again.
    response.body.on('error', () => {});
    response.body.destroy();
  }
}

/** True for a 2xx answer that says it is of none of the wanted content types. */
function isOther(status: number, contentType: string | undefined, only: RegExp | null): boolean {
  return (
    only !== null && contentType !== undefined && status >= 200 && status < 300 && !only.test(contentType)
  );
}

function noBytes(): Uint8Array {
  return new Uint8Array(0);
}

function requestHeaders(
  userAgent: string,
  given: Record<string, string>,
  host: string | null,
): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': userAgent,
    accept: '*/*',
    'accept-encoding': 'gzip, br, deflate',
  };
  for (const [name, value] of Object.entries(given)) headers[name.toLowerCase()] = value;
  if (host !== null) headers.host = host;
  return headers;
}

function plainHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  return plain;
}

function withoutPrivate(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !PRIVATE_HEADERS.has(name.toLowerCase())),
  );
}
