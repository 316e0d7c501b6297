import type { Runtime } from '@hearsay/runtime';
import type { Token } from '@hearsay/store';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { Problem } from '../problem.js';
import { addressOf, type Caller, loopback, nobody } from './caller.js';
import { Rates } from './rate.js';
import { hashOf, isSame, markOf, tokenPrefix } from './secret.js';

/** The cookie of a session. */
export const sessionCookie = 'hearsay_session';

/** That a token or a session was used is noted this often: a note for each request would cost a write. */
const noteMs = 60_000;

/** Longest token that is looked at. */
const longestToken = 1_024;

/** What a token given allows, and how its sessions find it again. */
export interface Held {
  name: string;
  scope: Token['scope'];
  counted: string;
  hash: string;
}

/** Tells who asks, and whether they must say so. */
export class Identity {
  private readonly wrong: Rates;
  private mark: string | null = null;

  constructor(private readonly deps: Pick<Runtime['deps'], 'store' | 'settings' | 'clock'>) {
    this.wrong = new Rates(deps.settings.HEARSAY_SIGN_IN_RATE);
  }

  /** True where nothing is asked: on loopback, with no token set or made. */
  async isOpen(): Promise<boolean> {
    const { HEARSAY_HOST: host, HEARSAY_TOKEN: token } = this.deps.settings;
    return isLoopback(host) && token === null && !(await this.deps.store.tokens.asked());
  }

  /** Who asks, by their header, their cookie, or where they are. Throws 401 for a token that is wrong, 429 for many. */
  async of(c: Context): Promise<Caller> {
    const open = await this.isOpen();
    const header = c.req.header('authorization');
    if (header !== undefined && !open) return this.byHeader(header, c);
    const value = getCookie(c, sessionCookie);
    const session = value === undefined ? null : await this.bySession(value);
    return session ?? (open ? loopback : nobody);
  }

  /** What a token allows. Throws 401 where it is wrong, 429 where too many from there were. */
  async byToken(token: string, c: Context): Promise<Held> {
    const now = this.deps.clock.now();
    const from = addressOf(c) ?? 'here';
    // A token of ours cannot be guessed, so its holder is never kept out by others who guess.
    const made = token.startsWith(tokenPrefix) ? await this.made(token, now) : null;
    if (made !== null) return made;
    const wait = this.wrong.look(from, now.getTime());
    if (wait > 0) throw new Problem(429, 'Too many wrong tokens came from there: wait a little.', null, wait);
    const set = this.deps.settings.HEARSAY_TOKEN;
    if (set !== null && isSame(token.slice(0, longestToken), set))
      return { name: 'HEARSAY_TOKEN', scope: 'admin', counted: 'setting', hash: this.markOfSetting(set) };
    this.wrong.take(from, now.getTime());
    throw new Problem(401, 'This token is unknown, expired or revoked.');
  }

  private async made(token: string, now: Date): Promise<Held | null> {
    const hash = hashOf(token.slice(0, longestToken));
    const found = await this.deps.store.tokens.live(hash, now);
    if (found === null) return null;
    await this.noteUse(found, now);
    return { name: found.name, scope: found.scope, counted: found.id, hash };
  }

  private async noteUse({ id, lastUsedAt }: Token, now: Date): Promise<void> {
    const before = new Date(now.getTime() - noteMs);
    if (lastUsedAt === null || lastUsedAt < before) await this.deps.store.tokens.used(id, now, before);
  }

  private async byHeader(header: string, c: Context): Promise<Caller> {
    const [, token] = /^Bearer +(\S.*)$/i.exec(header) ?? [];
    if (token === undefined) throw new Problem(401, 'Send the token as "Authorization: Bearer …".');
    const { name, scope, counted } = await this.byToken(token, c);
    return { name, scope, counted, via: 'token', session: null };
  }

  private async bySession(value: string): Promise<Caller | null> {
    const { store, clock, settings } = this.deps;
    const now = clock.now();
    const session = await store.sessions.get(hashOf(value.slice(0, longestToken)), now);
    if (session === null) return null;
    const set = settings.HEARSAY_TOKEN;
    const ofSetting = set !== null && session.tokenHash === this.markOfSetting(set);
    const held =
      session.token ??
      (ofSetting ? ({ id: 'setting', name: 'HEARSAY_TOKEN', scope: 'admin' } as const) : null);
    if (held === null) return null;
    if (now.getTime() - session.usedAt.getTime() > noteMs)
      await store.sessions.extend(session.id, now, this.sessionEnd(now));
    return { name: held.name, scope: held.scope, via: 'session', counted: held.id, session: value };
  }

  /** When a session that is used now ends. */
  sessionEnd(now: Date): Date {
    return new Date(now.getTime() + this.deps.settings.HEARSAY_SESSION_HOURS * 3_600_000);
  }

  private markOfSetting(set: string): string {
    this.mark ??= markOf(set);
    return this.mark;
  }
}

/** True for an address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
