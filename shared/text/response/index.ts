export { cacheSeconds } from './cache.js';

import { retryAfterSeconds } from './retry-after.js';
import { STATUS_TABLE, WALL_HEADERS, WALL_MARKS } from './table.js';

export type ResponseKind =
  | 'ok'
  | 'not-modified'
  | 'moved'
  | 'gone'
  | 'blocked'
  | 'throttled'
  | 'down'
  | 'refused';

export interface ResponseFacts {
  status: number;
  /** Names in any case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The decoded body, if it was read; a wall can only be told from its body. */
  body?: string;
  /** ISO time of the answer, for a Retry-After that is a date; without it the Date header is taken. */
  now?: string;
}

export interface ResponseClass {
  kind: ResponseKind;
  /** A few words for people and tables; names the status unless it is 2xx. */
  reason: string;
  /** How long the server asks us to stay away, at least 0; null where it does not say. */
  retryAfterSeconds: number | null;
}

/** How much of a body is searched for walls: all known ones show their mark in the head. */
const SEARCHED_CHARACTERS = 60_000;

/**
 * Says what an answer means: `ok`; `not-modified`; `moved` (a redirect that was not followed); `gone` (404, 410);
 * `blocked` (it exists and is kept from us: bot check, consent wall, paywall stub, login, law); `throttled` (come
 * back later); `down` (their fault, may pass); `refused` (our fault, will not pass).
 */
export function classifyResponse(facts: ResponseFacts): ResponseClass {
  const header = (name: string): string | null => headerOf(facts.headers, name);
  const wait = retryAfterSeconds(header('retry-after'), facts.now ?? header('date'));
  const wall = wallHeader(header) ?? wallBody(facts);
  if (wall !== null) return { kind: 'blocked', reason: named(wall, facts.status), retryAfterSeconds: wait };
  const [kind, reason] = byStatus(facts.status, wait);
  return { kind, reason: named(reason, facts.status), retryAfterSeconds: wait };
}

function byStatus(status: number, wait: number | null): readonly [ResponseKind, string] {
  // A server that names the time of its return is up and asks for patience; without it, 503 is an outage.
  if (status === 503 && wait !== null) return ['throttled', 'asked to come back later'];
  const row = STATUS_TABLE[status];
  if (row !== undefined) return row;
  if (status >= 200 && status < 300) return ['ok', 'read'];
  if (status >= 300 && status < 400) return ['moved', 'redirected'];
  if (status >= 400 && status < 500) return ['refused', 'the server refused the request'];
  if (status >= 500 && status < 600) return ['down', 'the server failed'];
  return ['refused', 'not an HTTP status that means anything'];
}

function named(reason: string, status: number): string {
  return status >= 200 && status < 300 ? reason : `${reason} (${status})`;
}

function wallHeader(header: (name: string) => string | null): string | null {
  return WALL_HEADERS.find(({ name, value }) => value.test(header(name) ?? ''))?.reason ?? null;
}

/** Walls answer 200, 202, 403, 405, 429 or 503; the body decides, if little else is on the page. */
function wallBody({ status, body }: ResponseFacts): string | null {
  if (
    body === undefined ||
    body === '' ||
    (status >= 300 && status < 400) ||
    status === 404 ||
    status === 410
  )
    return null;
  const head = body.slice(0, SEARCHED_CHARACTERS);
  if (!isPage(head)) return null;
  const visible = visibleLength(body);
  return WALL_MARKS.find(({ mark, within }) => visible <= within && mark.test(head))?.reason ?? null;
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

function headerOf(headers: ResponseFacts['headers'], name: string): string | null {
  const direct = headers[name];
  const value = direct ?? Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
