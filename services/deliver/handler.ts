import { done, drop, PermanentError, pipeline } from '@hearsay/pipeline';
import type { Settings } from '@hearsay/runtime';
import type { Deps, Handler, Write } from '@hearsay/runtime/handler';
import type { Alert, Delivery } from '@hearsay/store';
import { type AlertBody, textOf } from '@hearsay/text/alert';

type Needs = 'store' | 'web' | 'clock' | 'settings';

/** Tells one subscription one alert. Each attempt is kept; a receiver that fails is tried again. */
export const deliver: Handler<'deliver', Needs> = async ({ alert: id }, deps) => {
  const alert = await deps.store.alerts.get(id);
  const subscription = alert && (await deps.store.alerts.subscription(alert.subscription));
  if (alert === null || subscription === null) return drop('subscription removed');
  if (alert.state === 'delivered') return done('delivered before');
  const channel = subscription.channel as { kind: string; url?: string };
  if (channel.kind !== 'webhook' || channel.url === undefined) {
    throw new PermanentError(`Subscription "${subscription.name}" has a channel this version does not know.`);
  }
  const delivery = await post(channel.url, alert, deps);
  if (delivery.ok) {
    return async (write: Write) => {
      await write.alerts.attempted(delivery, 'delivered');
      return done(`answered ${delivery.status}`);
    };
  }
  const last = delivery.attempt >= pipeline.deliver.retry.attempts;
  await deps.store.alerts.attempted(delivery, last ? 'failed' : 'pending');
  throw new Error(`Subscription "${subscription.name}": ${delivery.error}`);
};

async function post(url: string, alert: Alert, deps: Pick<Deps, Needs>): Promise<Delivery> {
  const attempt = (await deps.store.alerts.attempts(alert.id)) + 1;
  const at = deps.clock.now();
  try {
    const { status } = await deps.web.post(url, JSON.stringify(messageOf(alert, deps)), {
      'content-type': 'application/json',
      // The same id at every attempt, so that the receiver can tell a repeat (Standard Webhooks).
      'webhook-id': alert.id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    });
    const ok = status >= 200 && status < 300;
    return { alert: alert.id, attempt, at, ok, status, error: ok ? null : `the receiver answered ${status}` };
  } catch (error) {
    return { alert: alert.id, attempt, at, ok: false, status: null, error: (error as Error).message };
  }
}

/** The body of a webhook: the alert as data, and as text for receivers that only show text. */
function messageOf(alert: Alert, { settings }: Pick<Deps, 'settings'>): object {
  const body = alert.body as AlertBody;
  const link = linkTo(alert.story, settings);
  return {
    id: alert.id,
    type: `hearsay.${alert.kind}`,
    timestamp: alert.createdAt.toISOString(),
    link,
    text: textOf(body, link),
    data: body,
  };
}

/** Where the story can be read: at the address others reach us at, else on loopback; null where the port is not fixed. */
function linkTo(story: string, settings: Settings): string | null {
  const { HEARSAY_PUBLIC_URL: publicUrl, HEARSAY_HOST: host, HEARSAY_PORT: port } = settings;
  if (publicUrl === null && port === 0) return null;
  const base = publicUrl ?? `http://${host}:${port}`;
  return `${base.replace(/\/$/, '')}/v1/stories/${story}`;
}
