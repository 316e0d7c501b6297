import type { TokenScope } from '@hearsay/store';
import type { Context } from 'hono';
import { matchedRoutes } from 'hono/route';

/** Who asks. */
export interface Caller {
  /** The name of their token; `loopback` where none is asked for, `nobody` where none was given. */
  name: string;
  /** Null: only what is open. */
  scope: TokenScope | null;
  /** A token in the header, a session of the desk, this machine, a command in its own process, or none of these. */
  via: 'token' | 'session' | 'loopback' | 'process' | 'link';
  /** What is counted for the rate: a token's id; null where nothing is counted. */
  counted: string | null;
  /** The value of the session's cookie; null without a session. */
  session: string | null;
}

declare module 'hono' {
  interface ContextVariableMap {
    caller: Caller;
    /** What a change was made to, for the audit log; `false` where nothing was changed after all. */
    subject: string | false;
    /** Whether who asked may still: for answers that go on, such as streams. */
    still: () => Promise<boolean>;
  }
}

/** Someone who gave no token. */
export const nobody: Caller = { name: 'nobody', scope: null, via: 'link', counted: null, session: null };

/** Someone at this machine, where no token is asked for. */
export const loopback: Caller = {
  name: 'loopback',
  scope: 'admin',
  via: 'loopback',
  counted: null,
  session: null,
};

/** True while who asked still may: their token was not revoked meanwhile. */
export function mayStill(c: Context): Promise<boolean> {
  return c.get('still')?.() ?? Promise.resolve(true);
}

/** Who asks; `nobody` before the guard has seen the request. */
export function callerOf(c: Context): Caller {
  return c.get('caller') ?? nobody;
}

const rank = { read: 1, write: 2, admin: 3 } as const;

/** True if a scope allows what another asks for. */
export function allows(scope: TokenScope | null, asked: TokenScope): boolean {
  return scope !== null && rank[scope] >= rank[asked];
}

/**
 * Says what a change was made to, for the audit log: an id, or a few, never a secret. Where it is not said the ids in
 * the route's path stand there. `false` says that nothing was changed.
 */
export function audited(c: Context, subject: string | string[] | false): void {
  c.set('subject', Array.isArray(subject) ? subject.join(' ') : subject);
}

/** The address that connected to us; null for a command in its own process. Of a proxy in front, it is the proxy's. */
export function addressOf(c: Context): string | null {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return env?.incoming?.socket?.remoteAddress ?? null;
}

/** The path of the route that answers, as it is written in the app; null where none does. */
export function routeOf(c: Context): { method: string; path: string } | null {
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL');
  return route === undefined ? null : { method: route.method, path: route.path };
}
