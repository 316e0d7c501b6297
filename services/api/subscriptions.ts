import type { Runtime } from '@hearsay/runtime';
import type { Alert, Store, Subscription } from '@hearsay/store';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { allows, audited, callerOf } from './access/index.js';
import { backtest } from './backtest.js';
import { anyLimit, cursor, cursorOf, limitOf, nextOf, pageOf, placeOf, seqCursor } from './paging.js';
import { bodyOf, found, parse } from './problem.js';
import { Subscribing } from './subscribing.js';
import { paceSchema, wantsSchema } from './wants.js';

export { subscriptionChange, subscriptionWish } from './subscribing.js';

export const subscriptionsQuery = z.object({
  limit: anyLimit,
  cursor,
  state: z.enum(['active', 'stopped']).optional(),
});

export const alertsQuery = z.object({
  limit: limitOf(1_000),
  cursor: seqCursor,
  subscription: z.string().max(300).optional(),
  state: z.enum(['pending', 'held', 'delivered', 'failed', 'muted', 'folded']).optional(),
  before: z.coerce.number().int().min(1).optional().meta({ description: 'As cursor, which goes before it.' }),
});

export const deliveriesQuery = z.object({
  limit: limitOf(1_000),
  cursor,
  alert: z.string().max(300).optional(),
  subscription: z.string().max(300).optional(),
  ok: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Only attempts that arrived, or only those that did not.' }),
});

export const replayWish = z.object({ after: z.coerce.number().int().min(0) });

export const backtestWish = z.object({
  wants: wantsSchema.nullable().default(null),
  pace: paceSchema.nullable().default(null),
  days: z.number().min(0.01).max(90).default(7),
});

/** Subscriptions, what they were told, and telling it again. */
export function subscriptionRoutes(runtime: Runtime): Hono {
  const { deps } = runtime;
  const { store } = deps;
  const subscribing = new Subscribing(runtime);
  const app = new Hono();

  app.get('/subscriptions', async (c) => {
    const query = parse(subscriptionsQuery, c.req.query());
    const all = (await store.subscriptions.all()).filter(({ state }) => state === (query.state ?? state));
    const { rows, next } = pageOf(all, query, ({ id }) => id);
    return c.json({ subscriptions: rows.map((each) => withoutSecrets(each, c)), next });
  });

  app.get('/subscriptions/:id', async (c) =>
    c.json({ subscription: withoutSecrets(await subscribing.of(c.req.param('id')), c) }),
  );

  app.post('/subscriptions', async (c) => {
    const { subscription, added, secret } = await subscribing.make(await bodyOf(c));
    audited(c, subscription.id);
    const told = { subscription: withoutSecrets(subscription, c), added };
    return added ? c.json({ ...told, ...(secret === null ? {} : { secret }) }, 201) : c.json(told);
  });

  app.patch('/subscriptions/:id', async (c) =>
    c.json({ subscription: withoutSecrets(await subscribing.change(c.req.param('id'), await bodyOf(c)), c) }),
  );

  app.delete('/subscriptions/:id', async (c) => {
    await subscribing.remove(c.req.param('id'));
    return c.json({ removed: c.req.param('id') });
  });

  app.post('/subscriptions/:id/test', async (c) =>
    c.json({ alert: await subscribing.test(c.req.param('id')) }, 202),
  );

  app.post('/subscriptions/:id/rotate', async (c) => c.json(await subscribing.rotate(c.req.param('id'))));

  app.post('/subscriptions/:id/stop', async (c) =>
    c.json({ subscription: withoutSecrets(await subscribing.stop(c.req.param('id')), c) }),
  );

  app.post('/subscriptions/:id/start', async (c) =>
    c.json({ subscription: withoutSecrets(await subscribing.start(c.req.param('id')), c) }),
  );

  /** Tells again everything after a cursor, in the order it was told. */
  app.post('/subscriptions/:id/replay', async (c) => {
    const { id } = await subscribing.of(c.req.param('id'));
    const { after } = parse(replayWish, await bodyOf(c));
    return c.json({ resent: await subscribing.replay(id, after) }, 202);
  });

  app.post('/backtest', async (c) => {
    return c.json(await backtest(parse(backtestWish, await bodyOf(c)), deps));
  });

  app.get('/alerts', async (c) => {
    const { limit, subscription, state, ...query } = parse(alertsQuery, c.req.query());
    const before = query.cursor ?? query.before;
    const alerts = await store.alerts.list(limit, {
      ...(subscription === undefined ? {} : { subscription }),
      ...(state === undefined ? {} : { state }),
      ...(before === undefined ? {} : { before: String(before) }),
    });
    return c.json({ alerts, next: nextOf(alerts, limit, ({ seq }) => seq) });
  });

  app.get('/alerts/:id', async (c) => {
    const alert = found(await store.alerts.get(c.req.param('id')), 'alert', c.req.param('id'));
    const deliveries = await store.alerts.deliveries(alert.id);
    return c.json({ alert, deliveries, nextTry: await nextTryOf(alert, store) });
  });

  /** Attempts to deliver alerts, the latest first. */
  app.get('/deliveries', async (c) => {
    const { limit, cursor: after, ok, alert, subscription } = parse(deliveriesQuery, c.req.query());
    const before = placeOf(after);
    const deliveries = await store.alerts.attemptsOf(limit, {
      ...(alert === undefined ? {} : { alert }),
      ...(subscription === undefined ? {} : { subscription }),
      ...(ok === undefined ? {} : { ok: ok === 'true' }),
      ...(before === null ? {} : { before }),
    });
    const next = nextOf(deliveries, limit, (each) =>
      cursorOf({ at: each.at, id: `${each.alert} ${each.attempt}` }),
    );
    return c.json({ deliveries, next });
  });

  app.post('/alerts/:id/resend', async (c) =>
    c.json({ resent: await subscribing.resend(c.req.param('id')) }, 202),
  );

  return app;
}

/** When an alert is told, or tried again; null where it was told, or nobody will. */
async function nextTryOf(alert: Alert, store: Store): Promise<Date | null> {
  if (alert.state === 'held') return alert.dueAt;
  if (alert.state !== 'pending') return null;
  const subscription = await store.subscriptions.get(alert.subscription);
  if (subscription === null || subscription.state === 'stopped') return null;
  const { retryAt } = subscription;
  return retryAt !== null && retryAt > alert.dueAt ? retryAt : alert.dueAt;
}

/**
 * A hook's address may carry a token in its path or query, and a secret is told once: readers see the host. The token of
 * its links stops it, so that only who may stop it sees it.
 */
function withoutSecrets({ channel, token, ...subscription }: Subscription, c: Context): object {
  const { kind, url, to } = channel as { kind: string; url?: string; to?: string };
  return {
    ...subscription,
    token: allows(callerOf(c).scope, 'write') ? token : null,
    channel: {
      kind,
      ...(url === undefined ? {} : { url: `${new URL(url).origin}/…` }),
      ...(to === undefined ? {} : { to }),
    },
  };
}
