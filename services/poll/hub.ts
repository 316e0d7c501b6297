import { randomBytes } from 'node:crypto';
import type { Answer, Deps, Runtime, Settings, Tick, Write } from '@hearsay/runtime';
import type { Push } from '@hearsay/store';
import {
  beforeAsking,
  callbackOf,
  discoverOffer,
  movedHub,
  type PushPace,
  requestForm,
  retrySeconds,
  secretBytes,
} from '@hearsay/text/push';
import { outletDomain } from '@hearsay/text/url';

/** Hubs are looked after this often at least; they are asked for days, so seconds do not matter. */
const slowestMs = 5_000;
const fastestMs = 100;

/** Hubs asked in one tick, and at a time: a tick of requests that all time out ends within two minutes. */
const mostRequests = 32;
const atOnce = 8;

/** Times a hub may send a request on. */
const mostMoves = 3;

/** Seconds after which a request to a hub that was not given back to its domain's budget is taken for dead. */
const budgetSeconds = 120;

/** Hubs answer with nothing, or with a sentence. */
const mostAnswerBytes = 64 * 1_024;
const mostReasonLength = 200;

/** A replay of what was pushed is known for as long; later its entries are. */
const pingDays = 7;

/** Looks after the hubs: asks them to push, renews leases before they run out, asks those that forgot us again. */
export function hubs(settings: Settings): Tick {
  const everyMs = Math.min(slowestMs, Math.max(fastestMs, settings.HEARSAY_PUSH_RETRY * 500));
  return { name: 'hubs', everyMs, run: ({ deps }) => tendHubs(deps) };
}

/** Keeps what a feed's answer says of its hub. Called in the transaction of the poll that read it. */
export function keepOffer(
  feed: string,
  { response }: Answer,
  read: { hub: string | null; self: string | null },
  now: Date,
  write: Write,
) {
  const offer = discoverOffer({
    url: response.url,
    linkHeader: response.headers.link ?? null,
    hub: read.hub,
    self: read.self,
  });
  const fresh = { id: drawn(), secret: drawn() };
  return write.pushes.offer(feed, offer, fresh, now);
}

/** What paces requests to hubs. */
export function paceOf(settings: Settings): PushPace {
  return { retrySeconds: settings.HEARSAY_PUSH_RETRY, mostRetrySeconds: settings.HEARSAY_PUSH_RETRY_MAX };
}

/** One round over the hubs. Without a public address nobody is asked. */
export async function tendHubs(deps: Runtime['deps']): Promise<void> {
  const base = deps.settings.HEARSAY_PUBLIC_URL;
  if (base === null) return;
  const now = deps.clock.now();
  await deps.store.pings.forget(new Date(now.getTime() - pingDays * 86_400_000));
  const waiting = await deps.store.transaction((write) => takeDue(write, base, now, deps.settings));
  const next = async (): Promise<void> => {
    for (let push = waiting.shift(); push !== undefined; push = waiting.shift()) await ask(push, base, deps);
  };
  await Promise.all(Array.from({ length: atOnce }, next));
}

/** Takes the pushes whose hub is to be asked, noting that it is before it is: its answer may come first. */
async function takeDue(write: Write, base: string, now: Date, settings: Settings): Promise<Push[]> {
  const pace = paceOf(settings);
  await write.pushes.endRemoved(now);
  for (const { id, forgotten } of await write.pushes.silent(now, settings.HEARSAY_PUSH_QUIET)) {
    const wait = forgotten === 0 ? 0 : retrySeconds(forgotten, Math.random(), pace);
    await write.pushes.quiet(id, now, new Date(now.getTime() + wait * 1_000));
  }
  const taken: Push[] = [];
  for (const push of await write.pushes.due(now, base, mostRequests)) {
    const change = beforeAsking(push, { now, draw: Math.random(), pace });
    if (change === null) await write.pushes.forget(push.id);
    else {
      await write.pushes.update(push.id, push.state === 'ending' ? change : { ...change, base }, now);
      taken.push(push);
    }
  }
  return taken;
}

/** Asks a hub to push, or to stop. What it answers at once is only whether it heard; it decides by its callback. */
async function ask(
  push: Push,
  base: string,
  deps: Pick<Deps, 'web' | 'store' | 'clock' | 'settings' | 'log'>,
) {
  const { settings, store, clock, log } = deps;
  const domain = outletDomain(push.hub);
  const rate = {
    perSecond: settings.HEARSAY_DOMAIN_RATE,
    burst: settings.HEARSAY_DOMAIN_BURST,
    lanes: settings.HEARSAY_DOMAIN_PARALLEL,
    leaseSeconds: budgetSeconds,
  };
  const taken = await store.budgets.take(domain, `hub-${push.id}`, 'feed', rate);
  if (taken.lease === null) {
    const tryAt = new Date(clock.now().getTime() + taken.waitMs);
    await store.pushes.update(push.id, { tryAt, attempts: push.attempts }, clock.now());
    return;
  }
  const lastError = await request(push, base, deps);
  await store.budgets.release(domain, taken.lease, lastError === null);
  if (lastError === null) return;
  log.warn({ feed: push.feed, hub: push.hub, reason: lastError }, 'a hub could not be asked');
  await store.pushes.update(push.id, { lastError }, clock.now());
}

/** Sends the request, also to where the hub moved. Null where the hub took it, else what went wrong. */
async function request(
  push: Push,
  base: string,
  { web, settings }: Pick<Deps, 'web' | 'settings'>,
): Promise<string | null> {
  const ending = push.state === 'ending';
  const form = requestForm({
    mode: ending ? 'unsubscribe' : 'subscribe',
    callback: callbackOf(ending ? (push.base ?? base) : base, push.id),
    topic: push.topic,
    secret: push.secret,
    leaseSeconds: settings.HEARSAY_PUSH_LEASE,
  });
  let hub = push.hub;
  for (let moves = 0; moves <= mostMoves; moves++) {
    try {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const { status, body, ...answer } = await web.post(hub, form, headers, { maxBytes: mostAnswerBytes });
      if (status >= 200 && status < 300) return null;
      const moved = movedHub(hub, status, answer.headers.location);
      if (moved === null) return `the hub answered ${status}${reasonIn(body)}`;
      hub = moved;
    } catch (error) {
      return (error as Error).message;
    }
  }
  return `the hub sends us on more than ${mostMoves} times`;
}

/** The hub's own words, if they are a line of text and no page. */
function reasonIn(body: Uint8Array): string {
  const text = new TextDecoder().decode(body).replace(/\s+/g, ' ').trim();
  return text === '' || text.startsWith('<') ? '' : `: ${text.slice(0, mostReasonLength)}`;
}

function drawn(): string {
  return randomBytes(secretBytes).toString('base64url');
}
