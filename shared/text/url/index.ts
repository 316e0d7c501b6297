import { getDomain } from 'tldts';
import { unwrapAmp, withoutAmp } from './amp.js';
import { isPrint, withoutPrint } from './print.js';
import { isTracking } from './tracking.js';
import { isUrl } from './valid.js';

export { isTracking, TRACKING_PARAMETERS } from './tracking.js';
export { isUrl } from './valid.js';

/** Longer addresses are data, not addresses: servers commonly refuse above 8 kB. They are returned as given. */
export const MAX_URL_LENGTH = 8192;

/** Hosts where every subdomain is its own publisher although the public suffix list does not say so. */
const PUBLISHING_HOSTS = new Set(['substack.com', 'medium.com', 'tumblr.com', 'beehiiv.com', 'ghost.io']);

/**
 * One form for all addresses of the same page: https, no `www.`, no default port, no fragment (but `#!`), no
 * tracking parameters, the rest sorted, no AMP, not the version to print, no trailing slash or index file, percent-encoding normalised
 * (RFC 3986, section 6.2). It names a page; what is fetched is the address as it was given.
 * What is no http(s) URL is returned trimmed. Canonical forms are fixed points: f(f(u)) = f(u).
 */
export function canonicalUrl(url: string): string {
  const given = url.trim();
  if (given.length > MAX_URL_LENGTH || !isUrl(given)) return given;
  const parsed = unwrapAmp(new URL(given));
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return given;
  const { host, path } = withoutAmp(canonicalHost(parsed.hostname), normalEscapes(parsed.pathname));
  const hash = parsed.hash.startsWith('#!') ? parsed.hash : '';
  return `https://${host}${port(parsed)}${canonicalPath(withoutPrint(path))}${canonicalQuery(parsed)}${hash}`;
}

/**
 * One form for the addresses under which a server gives the same feed: without scheme, `www.`, default port, fragment,
 * trailing slash and campaign parameters. Unlike `canonicalUrl` it keeps what tells one feed of a site from another
 * (`?rss=sports`, `/amp`, an index file). It is a key, not an address.
 */
export function feedKey(url: string): string {
  const given = url.trim();
  if (given.length > MAX_URL_LENGTH || !isUrl(given)) return given;
  const parsed = new URL(given);
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return given;
  const path = normalEscapes(parsed.pathname).replace(/\/+$/, '');
  const pairs = parsed.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !/^utm_/i.test(pair))
    .map(normalEscapes)
    .sort();
  return `${canonicalHost(parsed.hostname)}${port(parsed)}${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
}

/**
 * The registrable domain of an address or bare host name, as an outlet's name: `www.tribune.example` and
 * `news.tribune.example` are `tribune.example`. Public suffix list by tldts, private section included (each blog
 * of a blog host is an outlet); reserved names (RFC 2606, RFC 6761) follow the same shape; `localhost` and IP
 * addresses are themselves. Empty text where there is no host.
 */
export function outletDomain(url: string): string {
  const host = hostOf(url.trim().slice(0, MAX_URL_LENGTH));
  const domain = getDomain(host, { allowPrivateDomains: true }) ?? host;
  if (!PUBLISHING_HOSTS.has(domain) || host === domain) return domain;
  const label = host
    .slice(0, -domain.length - 1)
    .split('.')
    .at(-1);
  return label === undefined || label === 'www' ? domain : `${label}.${domain}`;
}

function hostOf(text: string): string {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!isUrl(withScheme)) return '';
  return new URL(withScheme).hostname.replace(/\.$/, '');
}

function canonicalHost(host: string): string {
  const bare = host.replace(/\.$/, '');
  const stripped = bare.replace(/^www\d?\./, '');
  return stripped.includes('.') ? stripped : bare;
}

/** 80 and 443 are dropped whatever the scheme, as the scheme itself is normalised. */
function port(url: URL): string {
  return url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
}

function canonicalPath(path: string): string {
  const withoutIndex = path.replace(/\/(?:index|default)\.(?:html?|php|aspx?|jsp)$/i, '/');
  const trimmed = withoutIndex.replace(/\/{2,}/g, '/').replace(/\/$/, '');
  return trimmed === '' ? '/' : trimmed;
}

function canonicalQuery(url: URL): string {
  const pairs = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !isTracking(pair.split('=', 1)[0] ?? '') && !isPrint(pair))
    .map(normalEscapes)
    .sort();
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Escapes of unreserved characters are written plainly, all others in capitals (RFC 3986, 6.2.2). */
function normalEscapes(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (triplet, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : triplet.toUpperCase();
  });
}
