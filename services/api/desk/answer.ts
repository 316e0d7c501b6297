import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { callerOf, formToken } from '../access/index.js';
import { pageHeaders } from './headers.js';
import { short } from './html.js';
import { layout, type Page, refusal, type SignedIn } from './layout.js';

/** Answers with a page of the desk; where there is none, with one that says of `what`. */
export function answer(
  c: Context,
  page: Page | null,
  what = 'page',
  status: ContentfulStatusCode = 200,
): Response {
  if (page !== null) return c.body(layout(page, signedIn(c)).toString(), status, pageHeaders);
  const sentence = `The record holds no ${what} ${short(c.req.param('id') ?? c.req.param('domain') ?? '', 100)}: it may have been merged into another, or removed.`;
  return c.body(refusal(`No such ${what}`, sentence, signedIn(c)).toString(), 404, pageHeaders);
}

/** Who is signed in, and the token of the form that signs them out. */
function signedIn(c: Context): SignedIn | null {
  const { session, name } = callerOf(c);
  return session === null ? null : { name, form: formToken(c) };
}
