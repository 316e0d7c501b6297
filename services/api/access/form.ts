import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { type Html, html } from '../desk/html.js';
import { Problem } from '../problem.js';
import { type Caller, callerOf } from './caller.js';

/** The name of the hidden field that carries the form's token. */
export const formField = 'form_token';

/** Where nobody is signed in, forms are bound to this process: a page loaded before a restart is loaded again. */
const ofThisProcess = randomBytes(32);

/**
 * The token that a form of the desk sends back, bound to the session (where nobody is signed in, to this process): a
 * page of another site cannot know it. Every form that posts must carry it in the field `form_token`; the guard
 * answers 403 to one that does not, before the route is reached. In a page:
 *
 *     html`<form method="post" action="/claims/${id}/confirm">${formToken(c)}<button>Confirm</button></form>`
 *
 * Returns the hidden field. `formValue(c)` is its value alone.
 */
export function formToken(c: Context): Html {
  return html`<input type="hidden" name="${formField}" value="${formValue(c)}">`;
}

/** The value of a form's token; see `formToken`. */
export function formValue(c: Context): string {
  return valueFor(callerOf(c));
}

function valueFor({ session }: Caller): string {
  return createHmac('sha256', session ?? ofThisProcess)
    .update('a form of the desk')
    .digest('base64url');
}

/** Throws 403 where a form does not carry the token of the page it stands on. */
export async function requireFormToken(c: Context): Promise<void> {
  const body = await c.req.parseBody().catch(() => ({}));
  const given = (body as Record<string, unknown>)[formField];
  const [a, b] = [Buffer.from(typeof given === 'string' ? given : ''), Buffer.from(formValue(c))];
  if (a.length === b.length && timingSafeEqual(a, b)) return;
  throw new Problem(
    403,
    'The form is out of date: go back, load its page again, and send it once more.',
    formField,
  );
}
