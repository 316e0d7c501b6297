/** What went wrong, for tables and decisions; the message says it in one sentence for people. */
export type HttpErrorCode =
  | 'bad-url'
  | 'bad-setting'
  | 'scheme-refused'
  | 'credentials-refused'
  | 'port-refused'
  | 'address-refused'
  | 'name-not-found'
  | 'unreachable'
  | 'timeout'
  | 'too-large'
  | 'bomb'
  | 'bad-encoding'
  | 'too-many-redirects'
  | 'bad-redirect'
  | 'robots'
  | 'tls'
  | 'broken'
  | 'closed';

/** What we refuse ourselves, whatever the site does; it stays refused. */
const REFUSALS: ReadonlySet<HttpErrorCode> = new Set([
  'bad-url',
  'bad-setting',
  'scheme-refused',
  'credentials-refused',
  'port-refused',
  'address-refused',
]);

/** What the site does wrong in a way that another try does not mend. */
const LASTING: ReadonlySet<HttpErrorCode> = new Set([
  'too-large',
  'bomb',
  'bad-encoding',
  'too-many-redirects',
  'bad-redirect',
  'robots',
]);

/** True for an address that the guard lets nobody reach. */
export function isRefusal(code: HttpErrorCode): boolean {
  return REFUSALS.has(code);
}

export class HttpError extends Error {
  readonly code: HttpErrorCode;
  /** How many redirects had been followed. */
  hop = 0;

  constructor(code: HttpErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'HttpError';
    this.code = code;
  }

  /** True where another try would end the same way. */
  get final(): boolean {
    return isRefusal(this.code) || LASTING.has(this.code);
  }
}

const CODES: Readonly<Record<string, readonly [HttpErrorCode, string]>> = {
  ENOTFOUND: ['name-not-found', 'the host name does not resolve'],
  EAI_AGAIN: ['name-not-found', 'the name server did not answer'],
  EAI_NODATA: ['name-not-found', 'the host name has no address'],
  ENODATA: ['name-not-found', 'the host name has no address'],
  ESERVFAIL: ['name-not-found', 'the name server failed'],
  ETIMEOUT: ['name-not-found', 'the name server did not answer'],
  ECONNREFUSED: ['unreachable', 'the connection was refused'],
  EHOSTUNREACH: ['unreachable', 'the host cannot be reached'],
  ENETUNREACH: ['unreachable', 'the network cannot be reached'],
  EADDRNOTAVAIL: ['unreachable', 'the address cannot be reached from here'],
  ETIMEDOUT: ['timeout', 'the connection timed out'],
  UND_ERR_CONNECT_TIMEOUT: ['timeout', 'the connection timed out'],
  UND_ERR_HEADERS_TIMEOUT: ['timeout', 'the server did not answer in time'],
  UND_ERR_BODY_TIMEOUT: ['timeout', 'the server stopped sending'],
  UND_ERR_HEADERS_OVERFLOW: ['too-large', 'the headers are too long'],
  ECONNRESET: ['broken', 'the server broke the connection'],
  EPIPE: ['broken', 'the server broke the connection'],
  UND_ERR_SOCKET: ['broken', 'the server broke the connection'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['broken', 'the answer is not as long as it says'],
  UND_ERR_DESTROYED: ['closed', 'the client is closed'],
  UND_ERR_CLOSED: ['closed', 'the client is closed'],
};

/** Any failure of a request as an HttpError that names the address. */
export function asHttpError(url: string, failure: unknown): HttpError {
  if (failure instanceof HttpError) return failure;
  const nested = failure instanceof AggregateError ? failure.errors[0] : failure;
  const code = (nested as { code?: unknown } | null)?.code;
  const known = typeof code === 'string' ? (CODES[code] ?? byFamily(code)) : undefined;
  const [kind, why] = known ?? ['broken', 'the answer cannot be understood as HTTP'];
  return new HttpError(kind, `Cannot read ${shown(url)}: ${why}.`, failure);
}

function byFamily(code: string): readonly [HttpErrorCode, string] | undefined {
  if (code.startsWith('HPE_')) return ['broken', 'the answer is not HTTP'];
  if (/^(?:ERR_SSL|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code))
    return ['tls', `its certificate or TLS is not in order (${code})`];
  return undefined;
}

/** An address for people: without credentials, and not longer than a line or two. */
export function shown(url: string): string {
  const clean = url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1').replace(/[\s\u0000-\u001f]+/g, ' ');
  return clean.length > 200 ? `${clean.slice(0, 199)}…` : clean;
}
