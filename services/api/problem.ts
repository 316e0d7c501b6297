import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { z } from 'zod';
import { pageHeaders } from './desk/headers.js';
import { refusal } from './desk/layout.js';

/** An error as clients read it: problem+json (RFC 9457). `field` names the part of the request that is wrong. */
export class Problem extends HTTPException {
  constructor(
    readonly code: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503,
    readonly detail: string,
    readonly field: string | null = null,
    /** Seconds after which it may be tried again. */
    readonly retryAfter: number | null = null,
  ) {
    super(code, { message: detail });
  }
}

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Cannot be done',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not ready',
};

/** Answers an error as problem+json; what we did not expect is logged and told without its details. */
export function answerProblem(error: Error, context: Context, log: (error: Error) => void): Response {
  const known = error instanceof Problem ? error : null;
  if (known === null) log(error);
  const status = known?.code ?? 500;
  const detail = known?.detail ?? 'The request failed on our side; the log says why.';
  if (status === 401) context.header('www-authenticate', 'Bearer realm="hearsay"');
  if (known !== null && known.retryAfter !== null) context.header('retry-after', String(known.retryAfter));
  if (isForReaders(context)) return answerPage(context, status, detail);
  const body = {
    type: 'about:blank',
    title: titles[status],
    status,
    detail,
    ...(known?.field == null ? {} : { field: known.field }),
  };
  return context.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json' });
}

/** True where a person looks at a page of the desk. */
function isForReaders({ req }: Context): boolean {
  return !req.path.startsWith('/v1/') && /\btext\/html\b/.test(req.header('accept') ?? '');
}

/** The error as a page; who is not signed in is sent to where they can, and back. */
function answerPage(context: Context, status: NonNullable<Problem['code']> | 500, detail: string): Response {
  const { method, path, url } = context.req;
  if (status === 401 && method === 'GET')
    return context.redirect(`/sign-in?next=${encodeURIComponent(`${path}${new URL(url).search}`)}`, 303);
  return context.body(refusal(titles[status] as string, detail).toString(), status, pageHeaders);
}

/** Parses a part of a request, or answers 400 with the field named. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || null;
  throw new Problem(400, sentenceOf(field, issue?.message ?? 'does not fit'), field);
}

/** `"limit": expected number, received NaN.`: what a person is told names the field as well. */
function sentenceOf(field: string | null, message: string): string {
  const what = message.replace(/^Invalid (input|option|string|url): /i, '').replace(/\.$/, '');
  if (field === null) return `The request does not fit: ${what}.`;
  return /^(must|is|has|needs)\b/.test(what) ? `"${field}" ${what}.` : `"${field}": ${what}.`;
}

/** The thing, or a 404 that names it. */
export function found<T>(thing: T | null | undefined, what: string, id: string): T {
  if (thing === null || thing === undefined) throw new Problem(404, `There is no ${what} ${id}.`);
  return thing;
}

/** The JSON body of a request, or a 400. */
export async function bodyOf(c: { req: { json(): Promise<unknown> } }): Promise<unknown> {
  let body: unknown;
  try {
    body = await c.req.json();
  } catch {
    throw new Problem(400, 'The body is not JSON.');
  }
  if (holdsNul(body)) throw new Problem(400, 'The body holds a NUL character, which no text of ours may.');
  return body;
}

/** True if a text anywhere in it holds a NUL, which PostgreSQL refuses. */
function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, each]) => key.includes('\0') || holdsNul(each));
}
