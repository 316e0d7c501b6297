export { cacheSeconds } from './cache.js';

import { retryAfterSeconds } from './retry-after.js';
import { STATUS_CODES, STATUS_TABLE } from './table.js';
import { type Wall, wallAddress, wallBody, wallHeader } from './wall.js';

export { failureReason } from './failure.js';

export type ResponseKind =
  | 'ok'
  | 'not-modified'
  | 'moved'
  | 'gone'
  | 'blocked'
  | 'throttled'
  | 'down'
  | 'refused';

/** Why, in one stable word: for counting and for deciding. Where nothing more is known, the kind itself. */
export type ResponseCode =
  | ResponseKind
  | 'bot-wall'
  | 'consent-wall'
  | 'login-wall'
  | 'paywall'
  | 'forbidden'
  | 'legal'
  | 'not-found'
  | 'soft-404';

export interface ResponseFacts {
  status: number;
  /** The address that was asked for, and the one that answered after redirects; without them no redirect is judged. */
  asked?: string;
  url?: string;
  /** Names in any case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The decoded body, if it was read; a wall can only be told from its body. */
  body?: string;
  /** ISO time of the answer, for a Retry-After that is a date; without it the Date header is taken. */
  now?: string;
}

export interface ResponseClass {
  kind: ResponseKind;
  code: ResponseCode;
  /** A few words for people and tables; names the status unless it is 2xx. */
  reason: string;
  /** How long the server asks us to stay away, at least 0; null where it does not say. */
  retryAfterSeconds: number | null;
}

/**
 * Says what an answer means: `ok`; `not-modified`; `moved` (a redirect that was not followed); `gone` (404, 410);
 * `blocked` (it exists and is kept from us: bot check, consent wall, paywall stub, login, law); `throttled` (come
 * back later); `down` (their fault, may pass); `refused` (our fault, will not pass). A 200 is looked through: walls and
 * "page not found" often come as one.
 */
export function classifyResponse(facts: ResponseFacts): ResponseClass {
  const header = (name: string): string | null => headerOf(facts.headers, name);
  const wait = retryAfterSeconds(header('retry-after'), facts.now ?? header('date'));
  const wall = wallHeader(facts.status, header) ?? wallBody(facts) ?? wallAddress(facts);
  if (wall !== null)
    return { ...ofWall(wall), reason: named(wall.reason, facts.status), retryAfterSeconds: wait };
  const [kind, reason] = byStatus(facts.status, wait);
  const code = STATUS_CODES[facts.status] ?? kind;
  return { kind, code, reason: named(reason, facts.status), retryAfterSeconds: wait };
}

function ofWall({ code }: Wall): { kind: ResponseKind; code: ResponseCode } {
  return { kind: code === 'soft-404' ? 'gone' : 'blocked', code };
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

function headerOf(headers: ResponseFacts['headers'], name: string): string | null {
  const direct = headers[name];
  const value = direct ?? Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
