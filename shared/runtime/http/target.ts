import { isUrl } from '@hearsay/text/url';
import { type AddressCheck, literalAddress } from './address.js';
import { HttpError, shown } from './error.js';

/** `HEARSAY_RESOLVE`'s entries: requests for `host` go to `address:port` over plain HTTP. */
export interface HostOverride {
  host: string;
  address: string;
  port: number;
}

/** Where a request is sent: the origin to connect to, and the Host header where it differs. */
export interface Target {
  origin: string;
  path: string;
  host: string | null;
}

/** The web's own ports and their usual stand-ins; others (mail, databases) are no place to look for news. */
export const ALLOWED_PORTS: readonly number[] = [80, 443, 8080, 8443];

/** Longer addresses are refused by most servers. */
const MAX_URL_LENGTH = 8192;

export interface TargetRules {
  overrides: ReadonlyMap<string, HostOverride>;
  ports: readonly number[] | 'any';
  allowed: AddressCheck;
}

/** Parses an address for a request. Throws an HttpError for what is no http(s) URL or carries credentials. */
export function parseTargetUrl(text: string): URL {
  if (text.length > MAX_URL_LENGTH || !isUrl(text))
    throw new HttpError('bad-url', `"${shown(text)}" is not a URL that can be fetched.`);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new HttpError('scheme-refused', `${shown(text)} is refused: only http and https are fetched.`);
  if (url.username !== '' || url.password !== '')
    throw new HttpError(
      'credentials-refused',
      `${shown(text)} is refused: it carries a user name or password.`,
    );
  return url;
}

/**
 * Decides where a request goes. A named host goes to its override; any other must use an allowed port, and if its
 * host is an address, that must be an allowed one (names are checked when they are resolved, see connect.ts).
 */
export function targetOf(url: URL, rules: TargetRules): Target {
  const path = `${url.pathname}${url.search}`;
  const override = rules.overrides.get(url.hostname.toLowerCase().replace(/\.$/, ''));
  if (override !== undefined) return { origin: originOf(override), path, host: url.host };
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  if (rules.ports !== 'any' && !rules.ports.includes(port))
    throw new HttpError(
      'port-refused',
      `${shown(url.href)} is refused: port ${port} is not one of the web's; HEARSAY_ALLOW_PORTS can allow it.`,
    );
  const literal = literalAddress(url.hostname);
  if (literal !== null && !rules.allowed(literal)) throw addressRefused(url.hostname, [literal]);
  return { origin: url.origin, path, host: null };
}

export function addressRefused(hostname: string, addresses: readonly string[]): HttpError {
  const where = addresses.includes(hostname) ? hostname : `${hostname} (${addresses.slice(0, 3).join(', ')})`;
  return new HttpError(
    'address-refused',
    `${where} is refused: it is not a public address; HEARSAY_ALLOW_NETWORKS or HEARSAY_RESOLVE can allow it.`,
  );
}

export function overrideMap(overrides: readonly HostOverride[]): Map<string, HostOverride> {
  const map = new Map<string, HostOverride>();
  for (const each of overrides) {
    if (literalAddress(each.address) === null || !(each.port >= 1 && each.port <= 65535))
      throw new HttpError(
        'bad-setting',
        `${each.host}=${each.address}:${each.port} is not host=address:port.`,
      );
    map.set(each.host.toLowerCase(), each);
  }
  return map;
}

function originOf({ address, port }: HostOverride): string {
  return address.includes(':')
    ? `http://[${address.replace(/[[\]]/g, '')}]:${port}`
    : `http://${address}:${port}`;
}
