import type { Runtime } from '@hearsay/runtime';
import type { Context, MiddlewareHandler } from 'hono';
import { Problem } from '../problem.js';
import { addressOf, allows, type Caller, callerOf, loopback, nobody, routeOf } from './caller.js';
import { formField, requireFormToken } from './form.js';
import type { Identity } from './identify.js';
import { Rates } from './rate.js';
import { type Rule, ruleOf } from './rules.js';

/** Names under which a loopback API is asked; any other is a name somebody pointed at this machine (DNS rebinding). */
const loopbackNames = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Headers by which proxies say that they pass on what somebody else asks. */
const passedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** Ids in a route's path, which the audit log may hold; other parts of a path may be secret. */
const shownParams = ['stage', 'id', 'domain'];

type Needs = Pick<Runtime['deps'], 'store' | 'settings' | 'clock'>;

/**
 * Lets a request in or not, before its body is read: who asks, how often, whether their scope is enough, and whether a
 * change comes from our own pages. `trusted` is a command that opened the record itself: it may do everything.
 */
export function admit(deps: Needs, identity: Identity, trusted: boolean): MiddlewareHandler {
  const rates = new Rates(deps.settings.HEARSAY_API_RATE);
  const publicUrl = deps.settings.HEARSAY_PUBLIC_URL;
  const own = publicUrl === null ? null : new URL(publicUrl);
  return async (c, next) => {
    const route = routeOf(c);
    if (route === null) return next();
    // No id or name of ours holds a NUL, and PostgreSQL refuses to look for one.
    if (/%00/.test(c.req.url)) throw new Problem(400, 'The address holds a NUL character (%00).');
    const rule = ruleOf(route.method, route.path);
    const caller = trusted
      ? { ...loopback, via: 'process' as const }
      : rule.scope === 'open'
        ? nobody
        : await identity.of(c);
    c.set('caller', caller);
    const { scope } = rule;
    if (scope !== 'open' && !trusted) c.set('still', () => holds(identity, c, scope));
    if (caller.via === 'loopback') requireThisMachine(c, own);
    if (!trusted && route.path !== '/healthz') countRequest(c, caller, rates, deps.clock.now().getTime());
    if (rule.scope !== 'open') requireScope(caller, rule.scope);
    if (isChange(c) && !rule.foreign && caller.via !== 'token' && !trusted) requireOwnSite(c, own);
    if (isChange(c) && !rule.foreign) requireType(c, caller);
    return next();
  };
}

/**
 * What has to be known of a change: that its form is ours, and who did it. Behind `admit` and the limit of bodies, as it
 * reads the form.
 */
export function witness(deps: Needs): MiddlewareHandler {
  return async (c, next) => {
    const route = routeOf(c);
    if (route === null || !isChange(c)) return next();
    const rule = ruleOf(route.method, route.path);
    const caller = callerOf(c);
    if (isForm(c) && !rule.foreign && caller.via !== 'token') await requireFormToken(c);
    if (rule.does === null) return next();
    const seq = await deps.store.audit.begin({
      at: deps.clock.now(),
      who: caller.name,
      via: caller.via,
      does: rule.does,
      subject: pathIds(c),
      address: addressOf(c),
    });
    await next();
    const subject = c.get('subject');
    const { status } = c.res;
    if (subject === false || (status >= 400 && status < 500)) {
      await deps.store.audit.drop(seq);
      return;
    }
    const { name: who, via } = callerOf(c);
    await deps.store.audit.end(seq, { status, subject: subject ?? null, who, via });
  };
}

async function holds(
  identity: Identity,
  c: Context,
  scope: Exclude<Rule['scope'], 'open'>,
): Promise<boolean> {
  return allows((await identity.of(c).catch(() => nobody)).scope, scope);
}

function isChange(c: Context): boolean {
  return c.req.method !== 'GET' && c.req.method !== 'HEAD';
}

function isForm(c: Context): boolean {
  return !c.req.path.startsWith('/v1/');
}

function pathIds(c: Context): string | null {
  const params = c.req.param() as Record<string, string>;
  return shownParams.flatMap((name) => params[name] ?? []).join(' ') || null;
}

function countRequest(c: Context, caller: Caller, rates: Rates, now: number): void {
  if (caller.via === 'loopback') return;
  const wait = rates.take(caller.counted ?? `address ${addressOf(c)}`, now);
  if (wait > 0) throw new Problem(429, 'Too many requests in a minute: wait a little.', null, wait);
}

function requireScope(caller: Caller, scope: Exclude<Rule['scope'], 'open'>): void {
  if (allows(caller.scope, scope)) return;
  if (caller.scope === null)
    throw new Problem(
      401,
      'Send a token as "Authorization: Bearer …"; commands take it from HEARSAY_TOKEN, browsers sign in at /sign-in.',
    );
  throw new Problem(403, `The token "${caller.name}" may ${caller.scope}; this needs one of scope ${scope}.`);
}

/** What a reverse proxy passes on comes from loopback too, but not from this machine. */
function requireThisMachine(c: Context, own: URL | null): void {
  const { hostname } = new URL(c.req.url);
  const isOutside = hostname === own?.hostname && !loopbackNames.test(hostname);
  if (isOutside || passedOn.some((name) => c.req.header(name) !== undefined))
    throw new Problem(
      401,
      'Others can ask through this proxy, so a token is needed: make the first one on the machine itself with "hearsay tokens add NAME --scope admin".',
    );
  if (loopbackNames.test(hostname)) return;
  throw new Problem(
    400,
    `This API is not asked as ${hostname}: use localhost, or set HEARSAY_PUBLIC_URL.`,
    'host',
  );
}

/** What a browser says of where a request comes from. Programs say nothing, and no page can make a browser keep silent. */
function requireOwnSite(c: Context, own: URL | null): void {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const isOwn =
    site !== undefined
      ? site === 'same-origin' || site === 'none'
      : origin === undefined || origin === new URL(c.req.url).origin || origin === own?.origin;
  if (!isOwn) throw new Problem(403, 'Requests of other web sites change nothing here.', 'origin');
}

/** The API takes JSON, the desk takes forms: what a page of another site can send without asking is neither. */
function requireType(c: Context, { via }: Caller): void {
  const type = c.req.header('content-type');
  const isJson = /^application\/json\s*(;|$)/i.test(type ?? '');
  const isFormType = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i.test(type ?? '');
  if (!isForm(c)) {
    if (type !== undefined && !isJson)
      throw new Problem(415, 'Send JSON, as content-type application/json.', 'content-type');
  } else if (!isFormType && via !== 'token') {
    throw new Problem(415, `Send a form that carries its ${formField}.`, 'content-type');
  }
}
