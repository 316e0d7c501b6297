import type { Runtime } from '@hearsay/runtime';
import { isUrl } from '@hearsay/text/url';
import { type Context, Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { pageHeaders } from '../desk/headers.js';
import { html } from '../desk/html.js';
import { layout } from '../desk/layout.js';
import { Problem } from '../problem.js';
import { audited, callerOf } from './caller.js';
import { formToken } from './form.js';
import { type Identity, sessionCookie } from './identify.js';
import { hashOf, newSession } from './secret.js';

/** Signing in at the desk with a token, and out again. Works without JavaScript. */
export function signInRoutes({ deps }: Pick<Runtime, 'deps'>, identity: Identity): Hono {
  const { store, clock, settings } = deps;
  const app = new Hono();
  const secure = settings.HEARSAY_PUBLIC_URL?.startsWith('https:') === true;
  const cookie = { path: '/', httpOnly: true, sameSite: 'Strict', secure } as const;

  app.get('/sign-in', (c) => c.body(signInPage(c, pathOf(c.req.query('next')), null), 200, pageHeaders));

  app.post('/sign-in', async (c) => {
    const form = (await c.req.parseBody()) as Record<string, unknown>;
    const next = pathOf(form.next);
    const token = typeof form.token === 'string' ? form.token.trim() : '';
    try {
      const held = await identity.byToken(token, c);
      const value = newSession();
      const now = clock.now();
      await store.sessions.open(hashOf(value), held.hash, now, identity.sessionEnd(now));
      setCookie(c, sessionCookie, value, cookie);
      c.set('caller', {
        name: held.name,
        scope: held.scope,
        via: 'session',
        counted: held.counted,
        session: value,
      });
      return c.redirect(next, 303);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.retryAfter !== null) c.header('retry-after', String(error.retryAfter));
      return c.body(signInPage(c, next, error.detail), error.code, pageHeaders);
    }
  });

  app.post('/sign-out', async (c) => {
    const { session } = callerOf(c);
    if (session === null) audited(c, false);
    else await store.sessions.end(hashOf(session));
    deleteCookie(c, sessionCookie, cookie);
    return c.redirect('/sign-in', 303);
  });
  return app;
}

/** A path of ours to go on to: an address of another site is none. */
function pathOf(next: unknown): string {
  if (typeof next !== 'string' || next.length > 2_000) return '/';
  const base = 'http://hearsay.invalid';
  if (!/^\/(?![/\\])/.test(next) || !isUrl(next, base)) return '/';
  const url = new URL(next, base);
  return url.origin === base && url.pathname !== '/sign-in' ? `${url.pathname}${url.search}` : '/';
}

function signInPage(c: Context, next: string, wrong: string | null): string {
  return layout({
    title: 'Sign in',
    part: null,
    live: null,
    trail: [],
    body: html`<h1>Sign in</h1>
${wrong === null ? null : html`<p class="disputed" role="alert" id="wrong">${wrong}</p>`}
<form method="post" action="/sign-in" class="sign-in">${formToken(c)}<input type="hidden" name="next" value="${next}">
<p><label for="token">Token</label><br><input id="token" name="token" type="password" required maxlength="1024" autocomplete="current-password" autocapitalize="none" spellcheck="false"${wrong === null ? null : html` aria-describedby="wrong" aria-invalid="true"`}></p>
<p><button>Sign in</button></p></form>
<p class="quiet">Who runs this Hearsay makes tokens with <code>hearsay tokens add</code>.</p>`,
  }).toString();
}
