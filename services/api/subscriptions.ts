import { randomBytes } from 'node:crypto';
import { channelSchema, type Runtime, shownChannel } from '@hearsay/runtime';
import type { Alert, NewSubscription, Subscription } from '@hearsay/store';
import { testBody } from '@hearsay/text/alert';
import { idOf } from '@hearsay/text/id';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { allows, audited, callerOf } from './access/index.js';
import { backtest } from './backtest.js';
import { anyLimit, cursor, limitOf, nextOf, pageOf, seqCursor } from './paging.js';
import { bodyOf, found, Problem, parse } from './problem.js';
import { paceSchema, wantsSchema } from './wants.js';

/** A secret that was replaced signs beside the new one for so long, so that receivers can change over. */
const changeOverMs = 24 * 3_600_000;

const name = z.string().trim().min(1, 'is empty').max(200, 'is longer than 200 characters');

export const subscriptionWish = z
  .object({
    name: name.optional(),
    channel: channelSchema.optional(),
    /** Short for a webhook. */
    url: z
      .url({ protocol: /^https?$/, message: 'must be an http or https address' })
      .max(8_192)
      .optional(),
    wants: wantsSchema.nullable().default(null),
    pace: paceSchema.nullable().default(null),
  })
  .strict();

export const subscriptionChange = z
  .object({ name, channel: channelSchema, wants: wantsSchema.nullable(), pace: paceSchema.nullable() })
  .partial()
  .strict();

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
  const app = new Hono();

  app.get('/subscriptions', async (c) => {
    const query = parse(subscriptionsQuery, c.req.query());
    const all = (await store.subscriptions.all()).filter(({ state }) => state === (query.state ?? state));
    const { rows, next } = pageOf(all, query, ({ id }) => id);
    return c.json({ subscriptions: rows.map((each) => withoutSecrets(each, c)), next });
  });

  app.get('/subscriptions/:id', async (c) =>
    c.json({ subscription: withoutSecrets(await of(c.req.param('id')), c) }),
  );

  app.post('/subscriptions', async (c) => {
    const given = parse(subscriptionWish, await bodyOf(c));
    const channel =
      given.channel ?? (given.url === undefined ? null : { kind: 'webhook' as const, url: given.url });
    if (channel === null) throw new Problem(400, '"channel" is missing: say where to tell it.', 'channel');
    const made = channel.kind === 'webhook' ? { ...channel, secret: channel.secret ?? newSecret() } : channel;
    const subscription: NewSubscription = {
      id: idOf('subscription', JSON.stringify([given.name ?? '', channel, given.wants])),
      name: given.name ?? `${given.wants === null ? 'everything' : 'alerts'} to ${shownChannel(channel)}`,
      channel: made,
      wants: given.wants,
      pace: given.pace,
      createdAt: deps.clock.now(),
      afterSeq: await store.events.last(),
      token: randomBytes(24).toString('base64url'),
    };
    audited(c, subscription.id);
    const known = await store.subscriptions.get(subscription.id);
    if (known !== null) return c.json({ subscription: withoutSecrets(known, c), added: false });
    await store.subscriptions.save(subscription);
    const secret = made.kind === 'webhook' ? { secret: made.secret } : {};
    return c.json(
      { subscription: withoutSecrets(await of(subscription.id), c), added: true, ...secret },
      201,
    );
  });

  app.patch('/subscriptions/:id', async (c) => {
    const before = await of(c.req.param('id'));
    await store.subscriptions.save({ ...before, ...parse(subscriptionChange, await bodyOf(c)) });
    return c.json({ subscription: withoutSecrets(await of(before.id), c) });
  });

  app.delete('/subscriptions/:id', async (c) => {
    const id = c.req.param('id');
    if (!(await store.subscriptions.remove(id))) throw new Problem(404, `There is no subscription ${id}.`);
    return c.json({ removed: id });
  });

  app.post('/subscriptions/:id/test', async (c) => {
    const { id, name: called } = await of(c.req.param('id'));
    const now = deps.clock.now();
    const alert = idOf('alert', id, 'test', now.toISOString());
    const posted = await store.transaction(async (write) => {
      await write.subscriptions.lock(id);
      const row = {
        id: alert,
        subscription: id,
        kind: 'test',
        story: '',
        outlet: '',
        createdAt: now,
        dueAt: now,
      };
      await write.alerts.save({ ...row, body: testBody(called), state: 'pending', held: null }, []);
      return write.jobs.post([{ stage: 'deliver', payload: { subscription: id } }]);
    });
    await runtime.relay.send(posted);
    return c.json({ alert }, 202);
  });

  app.post('/subscriptions/:id/rotate', async (c) => {
    const subscription = await of(c.req.param('id'));
    const channel = channelSchema.parse(subscription.channel);
    if (channel.kind !== 'webhook') throw new Problem(422, 'Only a webhook has a secret.');
    const secret = newSecret();
    const previousUntil = new Date(deps.clock.now().getTime() + changeOverMs).toISOString();
    const rotated = {
      ...channel,
      secret,
      ...(channel.secret ? { previous: channel.secret, previousUntil } : {}),
    };
    await store.subscriptions.save({ ...subscription, channel: rotated });
    return c.json({ secret, previousUntil });
  });

  app.post('/subscriptions/:id/stop', async (c) => {
    const { id } = await of(c.req.param('id'));
    await store.subscriptions.setState(id, 'stopped', 'Stopped by hand.');
    return c.json({ subscription: withoutSecrets(await of(id), c) });
  });

  app.post('/subscriptions/:id/start', async (c) => {
    const { id } = await of(c.req.param('id'));
    await store.subscriptions.setState(id, 'active', null);
    return c.json({ subscription: withoutSecrets(await of(id), c) });
  });

  /** Tells again everything after a cursor, in the order it was told. */
  app.post('/subscriptions/:id/replay', async (c) => {
    const { id } = await of(c.req.param('id'));
    const { after } = parse(replayWish, await bodyOf(c));
    const alerts = await store.alerts.after(id, String(after), 10_000);
    return c.json({ resent: await again(alerts) }, 202);
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
    return c.json({ alert, deliveries: await store.alerts.deliveries(alert.id) });
  });

  app.post('/alerts/:id/resend', async (c) => {
    const alert = found(await store.alerts.get(c.req.param('id')), 'alert', c.req.param('id'));
    return c.json({ resent: await again([alert]) }, 202);
  });

  async function of(id: string): Promise<Subscription> {
    return found(await store.subscriptions.get(id), 'subscription', id);
  }

  async function again(alerts: Alert[]): Promise<number> {
    const subscriptions = [...new Set(alerts.map((alert) => alert.subscription))];
    const { posted, resent } = await store.transaction(async (write) => ({
      resent: await write.alerts.resend(
        alerts.map((alert) => alert.id),
        deps.clock.now(),
      ),
      posted: await write.jobs.post(
        subscriptions.map((subscription) => ({ stage: 'deliver', payload: { subscription } })),
      ),
    }));
    await runtime.relay.send(posted);
    return resent;
  }

  return app;
}

function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
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
