import { isUrl } from '../url/valid.js';
import type { ResponseCode, ResponseFacts } from './index.js';
import { WALL_HEADERS, WALL_MARKS } from './marks.js';

/** What stands in for the page that was asked for. */
export interface Wall {
  code: Extract<ResponseCode, 'bot-wall' | 'consent-wall' | 'login-wall' | 'paywall' | 'soft-404'>;
  reason: string;
}

/** How much of a body is searched for walls: all known ones show their mark in the head. */
const SEARCHED_CHARACTERS = 60_000;

/** A wall that its headers give away; some headers are on every answer of a protected site, and tell only beside an error. */
export function wallHeader(status: number, header: (name: string) => string | null): Wall | null {
  const found = WALL_HEADERS.find(
    ({ name, value, onlyErrors }) => (!onlyErrors || status >= 400) && value.test(header(name) ?? ''),
  );
  return found === undefined ? null : { code: 'bot-wall', reason: found.reason };
}

/** Walls answer 200, 202, 403, 405, 429 or 503; the body decides, if little else is on the page. */
export function wallBody({ status, body }: ResponseFacts): Wall | null {
  if (body === undefined || body === '' || (status >= 300 && status < 400)) return null;
  if (status === 404 || status === 410) return null;
  const head = body.slice(0, SEARCHED_CHARACTERS);
  if (!isPage(head)) return null;
  const visible = visibleLength(body);
  const found = WALL_MARKS.find(
    ({ mark, within, code }) =>
      visible <= within && (code !== 'soft-404' || (status >= 200 && status < 300)) && mark.test(head),
  );
  return found === undefined ? null : { code: found.code, reason: found.reason };
}

/** Where a redirect led tells walls too: to a host that only asks for consent or a login, or from an article to the front page. */
export function wallAddress({ status, asked, url, body }: ResponseFacts): Wall | null {
  if (status < 200 || status >= 300 || asked === undefined || url === undefined) return null;
  if (!isUrl(asked) || !isUrl(url) || !isPage((body ?? '').slice(0, SEARCHED_CHARACTERS))) return null;
  const [from, to] = [new URL(asked), new URL(url)];
  if (bareHost(from) !== bareHost(to)) {
    if (/^(?:consent|myprivacy|privacy)\./.test(to.hostname))
      return { code: 'consent-wall', reason: 'consent wall' };
    if (/^(?:login|signin|auth|sso|accounts?)\./.test(to.hostname))
      return { code: 'login-wall', reason: 'a login is asked for' };
    return null;
  }
  const deep = from.pathname.split('/').filter(Boolean).length >= 2;
  if (!deep || to.pathname !== '/' || to.search !== '') return null;
  return { code: 'soft-404', reason: 'its address leads to the front page' };
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^www\./, '');
}

/** True for HTML; a feed whose entries speak of subscribing is no wall. */
function isPage(head: string): boolean {
  const start = head.slice(0, 3000);
  return (
    /<(?:html|head|body|script)\b|<!doctype html/i.test(head) &&
    !/<(?:rss|feed|rdf:rdf|urlset)\b/i.test(start)
  );
}

/** Characters of text outside tags, scripts and styles, counted no further than matters. */
function visibleLength(html: string): number {
  const enough = 2001;
  let count = 0;
  let at = 0;
  while (at < html.length && count < enough) {
    const open = html.indexOf('<', at);
    const text = html.slice(at, open === -1 ? undefined : open);
    count += text.replace(/\s+/g, ' ').trim().length;
    if (open === -1) break;
    at = afterTag(html, open);
  }
  return count;
}

/** The index after a tag; for script, style and noscript after the closing tag. */
function afterTag(html: string, open: number): number {
  const hidden = /^<(script|style|noscript)\b/i.exec(html.slice(open, open + 12))?.[1];
  if (hidden !== undefined) {
    const close = new RegExp(`</${hidden}`, 'gi');
    close.lastIndex = open;
    if (close.exec(html) === null) return html.length;
    open = close.lastIndex;
  }
  const end = html.indexOf('>', open);
  return end === -1 ? html.length : end + 1;
}
