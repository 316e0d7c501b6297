import { timingSafeEqual } from 'node:crypto';
import type { Settings } from '@hearsay/runtime';
import type { MiddlewareHandler } from 'hono';
import { Problem } from './problem.js';

/** Names under which a loopback API is asked; any other is a name somebody pointed at this machine (DNS rebinding). */
const loopbackNames = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Who may ask: with a token set, those who send it. Without one the API listens on loopback, and what a web page in
 * the user's browser could send there is refused: other host names, other origins, bodies that are no JSON.
 */
export function guard({ HEARSAY_TOKEN: token, HEARSAY_PUBLIC_URL: publicUrl }: Settings): MiddlewareHandler {
  const publicName = publicUrl === null ? null : new URL(publicUrl).hostname;
  return async (c, next) => {
    if (token !== null) requireToken(c.req.header('authorization'), token);
    else requireKnownHost(c.req.url, publicName);
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') requireOwnOrigin(c.req.raw.headers, c.req.url);
    await next();
  };
}

function requireToken(header: string | undefined, token: string): void {
  const [given, wanted] = [Buffer.from(header ?? ''), Buffer.from(`Bearer ${token}`)];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new Problem(401, 'Send the token as "Authorization: Bearer …" (HEARSAY_TOKEN).');
  }
}

function requireKnownHost(url: string, publicName: string | null): void {
  const { hostname } = new URL(url);
  if (!loopbackNames.test(hostname) && hostname !== publicName) {
    throw new Problem(
      400,
      `This API is not asked as ${hostname}: use localhost, or set HEARSAY_PUBLIC_URL.`,
      'host',
    );
  }
}

function requireOwnOrigin(headers: Headers, url: string): void {
  const origin = headers.get('origin');
  if (origin !== null && origin !== new URL(url).origin) {
    throw new Problem(400, 'Requests of other web sites change nothing here.', 'origin');
  }
  const type = headers.get('content-type');
  if (type !== null && !/^application\/json\b/i.test(type)) {
    throw new Problem(415, 'Send JSON, as content-type application/json.', 'content-type');
  }
}
