import type { Runtime } from '@hearsay/runtime';
import type { Push } from '@hearsay/store';
import { contentHash, idOf } from '@hearsay/text/id';
import { callbackName, isSigned, judgeIntent, readIntent } from '@hearsay/text/push';
import { type Context, Hono } from 'hono';
import { readLimited, TooLargeError, TooSlowError } from './body.js';

/** Requests to callbacks that one process answers at a time: beyond, a flood would cost memory and the database. */
const mostAtOnce = 32;

/** Pings of one hub that may wait to be read: a poll stage that stands still must not fill the record. */
const mostUnread = 50;

/** Pings of one feed's hub at once, above the long-run rate: a desk that publishes a batch. */
const burst = 20;

/** A hub that is asked to come back is told this many seconds. */
const retrySeconds = 10;

/** A body without a character says only that there is something new. */
const blankBytes = 64;

/**
 * The callbacks of WebSub hubs: the one public way to change anything without a token. Whoever does not know a
 * callback's name (32 random bytes) reaches nothing; whoever does not know its secret changes nothing; what a hub sends
 * is bounded in size, time, rate and number, is never decompressed, and is parsed by the poll stage, not here.
 */
export function pushRoutes(runtime: Runtime): Hono {
  const app = new Hono();
  let busy = 0;
  app.use(async (c, next) => {
    if (busy >= mostAtOnce) return later(c, 503, runtime);
    busy += 1;
    try {
      return await next();
    } finally {
      busy -= 1;
    }
  });
  app.get('/:name', async (c) => {
    const push = await pushOf(c, runtime);
    return push === null ? c.body(null, 404) : verify(c, push, runtime);
  });
  app.post('/:name', async (c) => {
    const push = await pushOf(c, runtime);
    if (push !== null && push.state !== 'ending') return receive(c, push, runtime);
    // Gone: a hub that pushes what nobody reads any more may stop (WebSub, section 7).
    return counted(c, 410, 'unknown', runtime);
  });
  return app;
}

/** The push a callback belongs to. What does not look like a name never reaches the record. */
async function pushOf(c: Context, { deps }: Runtime): Promise<Push | null> {
  const name = c.req.param('name') ?? '';
  return callbackName.test(name) ? deps.store.pushes.get(name) : null;
}

/** A hub asks whether we meant it: the challenge is echoed only for what we asked for. */
async function verify(c: Context, push: Push, { deps }: Runtime): Promise<Response> {
  const intent = readIntent(c.req.query());
  if (intent === null) return c.body(null, 404);
  const { settings, clock, store } = deps;
  const now = clock.now();
  const verdict = judgeIntent(push, intent, {
    leaseSeconds: settings.HEARSAY_PUSH_LEASE,
    now,
    draw: Math.random(),
    pace: {
      retrySeconds: settings.HEARSAY_PUSH_RETRY,
      mostRetrySeconds: settings.HEARSAY_PUSH_RETRY_MAX,
    },
  });
  if (verdict === null) return c.body(null, 404);
  if (verdict.kind === 'end') await store.pushes.forget(push.id);
  else await store.pushes.update(push.id, verdict.change, now);
  const challenge = intent.mode === 'denied' ? '' : intent.challenge;
  return c.body(challenge, 200, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
}

/** A hub pushes. What is not signed with our secret is thanked for and ignored (WebSub, section 7.1). */
async function receive(c: Context, push: Push, runtime: Runtime): Promise<Response> {
  const { settings, store, clock } = runtime.deps;
  const encoding = c.req.header('content-encoding') ?? 'identity';
  if (encoding !== 'identity') return counted(c, 415, 'refused', runtime);
  const rate = { perSecond: settings.HEARSAY_PUSH_RATE, burst };
  if (!(await store.pushes.takePing(push.id, rate, clock.now()))) return later(c, 429, runtime);
  if ((await store.pings.unread(push.id)) >= mostUnread) return later(c, 503, runtime);
  const body = await bodyOf(c, runtime);
  if (typeof body === 'number') return counted(c, body, 'refused', runtime);
  if (!isSigned(c.req.header('x-hub-signature') ?? null, push.secret, body)) {
    await store.pushes.unsigned(push.id);
    return counted(c, 202, 'unsigned', runtime);
  }
  const kind = await keep(push, body, c.req.header('content-type') ?? null, runtime);
  return counted(c, 202, kind, runtime);
}

/** The body, or the status that refuses it: it is no longer read then. */
async function bodyOf(c: Context, { deps: { settings } }: Runtime): Promise<Uint8Array | 408 | 413> {
  try {
    return await readLimited(c.req.raw, {
      maxBytes: settings.HEARSAY_PUSH_MB * 1_048_576,
      timeoutMs: settings.HEARSAY_PUSH_SECONDS * 1_000,
    });
  } catch (error) {
    if (error instanceof TooLargeError) return 413;
    if (error instanceof TooSlowError) return 408;
    throw error;
  }
}

/** Puts a ping into the pipeline: its content to be read, or where it has none the feed to be polled. */
async function keep(push: Push, body: Uint8Array, contentType: string | null, runtime: Runtime) {
  const { deps, relay } = runtime;
  const { feed } = push;
  const now = deps.clock.now();
  const ping = {
    id: idOf('ping', push.id, contentHash(body)),
    push: push.id,
    feed,
    contentType,
    body,
    at: now,
  };
  const { kind, posted } = await deps.store.transaction(async (write) => {
    await write.pushes.pinged(push.id, now);
    const kept = isBlank(body) ? 'thin' : await write.pings.save(ping);
    const payload = kept === 'thin' ? { feed } : { feed, ping: ping.id };
    const jobs = kept === 'read' ? [] : [{ stage: 'poll', payload }];
    return { kind: kept, posted: await write.jobs.post(jobs) };
  });
  await relay.send(posted).catch((error: unknown) => {
    deps.log.warn({ err: error }, 'a ping could not be handed to the queue; the sweep of the outbox does it');
  });
  return kind === 'new' || kind === 'thin' ? kind : 'known';
}

function isBlank(body: Uint8Array): boolean {
  return body.byteLength <= blankBytes && new TextDecoder().decode(body).trim() === '';
}

function later(c: Context, status: 429 | 503, runtime: Runtime): Response {
  c.header('retry-after', String(retrySeconds));
  return counted(c, status, 'refused', runtime);
}

function counted(
  c: Context,
  status: 202 | 408 | 410 | 413 | 415 | 429 | 503,
  kind: string,
  { deps }: Runtime,
) {
  deps.metrics.pings.inc({ kind });
  if (status === 408 || status === 413) c.header('connection', 'close');
  return c.body(null, status);
}
