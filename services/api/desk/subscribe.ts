import type { Runtime } from '@hearsay/runtime';
import { defaultPace, type Pace } from '@hearsay/text/subscription';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { audited, formToken } from '../access/index.js';
import { backtest } from '../backtest.js';
import { Problem, parse } from '../problem.js';
import { Subscribing } from '../subscribing.js';
import { paceSchema, wantsSchema } from '../wants.js';
import { answer } from './answer.js';
import {
  type Backtested,
  newSubscriptionPage,
  subscriptionPage,
  subscriptionsPage,
} from './subscriptions.js';
import { askedFor, type Fields, paceOf, text, wantsOf } from './wants-form.js';

/** Alerts on the page of a subscription. */
const mostAlerts = 100;

const hourMs = 3_600_000;

/** Subscriptions at the desk: listed, made, tried, changed and ended, all as the API does it. */
export function subscribeDesk(runtime: Runtime): Hono {
  const { deps } = runtime;
  const subscribing = new Subscribing(runtime);
  const app = new Hono();

  app.get('/subscriptions', async (c) => answer(c, subscriptionsPage(await deps.store.subscriptions.all())));

  app.get('/subscriptions/new', (c) =>
    answer(
      c,
      newSubscriptionPage({ fields: c.req.queries(), tested: null, wrong: null, form: formToken(c) }),
    ),
  );

  app.get('/subscriptions/:id', (c) => show(c, c.req.param('id')));

  app.post('/subscriptions', async (c) => {
    const fields = await fieldsOf(c);
    try {
      const { subscription, secret } = await subscribing.make(askedFor(fields));
      audited(c, subscription.id);
      if (secret === null) return c.redirect(`/subscriptions/${subscription.id}`, 303);
      return show(c, subscription.id, { secret });
    } catch (error) {
      return refused(c, fields, error);
    }
  });

  app.post('/subscriptions/backtest', async (c) => {
    const fields = await fieldsOf(c);
    try {
      const days = parse(z.coerce.number().min(1).max(90), text(fields, 'days') ?? '7');
      const query = {
        wants: parse(wantsSchema, wantsOf(fields)),
        pace: parse(paceSchema, paceOf(fields)),
        days,
      };
      const tested = { ...(await backtest(query, deps)), days } as Backtested;
      return answer(c, newSubscriptionPage({ fields, tested, wrong: null, form: formToken(c) }));
    } catch (error) {
      return refused(c, fields, error);
    }
  });

  const acts: Record<string, (id: string, c: Context) => Promise<unknown>> = {
    test: (id) => subscribing.test(id),
    stop: (id) => subscribing.stop(id),
    start: (id) => subscribing.start(id),
    mute: (id) => repace(id, { muted: true }),
    unmute: (id) => repace(id, { muted: false }),
    wake: (id) => repace(id, { snoozeUntil: null }),
    snooze: async (id, c) => {
      const hours = parse(z.coerce.number().min(1).max(720), text(await fieldsOf(c), 'hours') ?? '');
      const until = new Date(deps.clock.now().getTime() + hours * hourMs);
      return repace(id, { snoozeUntil: until.toISOString() });
    },
  };
  for (const [name, act] of Object.entries(acts))
    app.post(`/subscriptions/:id/${name}`, async (c) => {
      const id = c.req.param('id') as string;
      return acted(c, id, async () => {
        await act(id, c);
        return c.redirect(`/subscriptions/${id}`, 303);
      });
    });

  app.post('/subscriptions/:id/rotate', (c) =>
    acted(c, c.req.param('id'), async () => {
      const { secret } = await subscribing.rotate(c.req.param('id'));
      return show(c, c.req.param('id'), { secret });
    }),
  );

  app.post('/subscriptions/:id/remove', (c) =>
    acted(c, c.req.param('id'), async () => {
      await subscribing.remove(c.req.param('id'));
      return c.redirect('/subscriptions', 303);
    }),
  );

  app.post('/subscriptions/:id/resend/:alert', (c) =>
    acted(c, c.req.param('id'), async () => {
      await subscribing.resend(c.req.param('alert'));
      return c.redirect(`/alerts/${encodeURIComponent(c.req.param('alert'))}`, 303);
    }),
  );

  async function repace(id: string, part: Partial<Pace>): Promise<unknown> {
    const { pace } = await subscribing.of(id);
    return subscribing.change(id, { pace: { ...defaultPace, ...(pace as Partial<Pace> | null), ...part } });
  }

  async function show(
    c: Context,
    id: string,
    { secret = null, wrong = null }: { secret?: string | null; wrong?: Problem | null } = {},
  ): Promise<Response> {
    const subscription = await deps.store.subscriptions.get(id);
    if (subscription === null) return answer(c, null, 'subscription');
    const alerts = await deps.store.alerts.list(mostAlerts, { subscription: id });
    const data = { subscription, alerts, secret, wrong: wrong?.detail ?? null, form: formToken(c) };
    return answer(
      c,
      subscriptionPage({ ...data, now: deps.clock.now() }),
      'subscription',
      wrong?.code ?? 200,
    );
  }

  async function acted(c: Context, id: string, work: () => Promise<Response>): Promise<Response> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return show(c, id, { wrong: error });
    }
  }
  return app;
}

function refused(c: Context, fields: Fields, error: unknown): Response {
  if (!(error instanceof Problem)) throw error;
  const page = newSubscriptionPage({ fields, tested: null, wrong: error.detail, form: formToken(c) });
  return answer(c, page, 'page', error.code);
}

async function fieldsOf(c: Context): Promise<Fields> {
  const form = (await c.req.parseBody({ all: true })) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [
      name,
      [value].flat().filter((each): each is string => typeof each === 'string'),
    ]),
  );
}
