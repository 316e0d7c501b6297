import type { Runtime, Tick } from '@hearsay/runtime';
import type { Write } from '@hearsay/runtime/handler';
import type { Alert } from '@hearsay/store';
import { type AlertBody, type AlertKind, digestOf } from '@hearsay/text/alert';
import { idOf } from '@hearsay/text/id';

/** Held alerts released, and subscriptions handed out, in one sweep. */
const mostAlerts = 5_000;
const mostSubscriptions = 1_000;

/** Hands out what is due: held alerts whose time has come, and alerts that wait for another try. Their rows say when. */
export const dueDeliveries: Tick = { name: 'due-deliveries', everyMs: 1_000, run: sweepDeliveries };

/** Releases held alerts and makes deliver jobs for subscriptions that have some, in one transaction. */
export async function sweepDeliveries({ deps, relay }: Pick<Runtime, 'deps' | 'relay'>): Promise<void> {
  const now = deps.clock.now();
  const posted = await deps.store.transaction(async (write) => {
    await release(now, write);
    const due = await write.subscriptions.due(now, mostSubscriptions);
    return write.jobs.post(due.map((subscription) => ({ stage: 'deliver', payload: { subscription } })));
  });
  await relay.send(posted);
}

/** One alert goes out as it is; several of a subscription go out as one. */
async function release(now: Date, write: Write): Promise<void> {
  const bySubscription = new Map<string, Alert[]>();
  for (const alert of await write.alerts.heldDue(now, mostAlerts)) {
    bySubscription.set(alert.subscription, [...(bySubscription.get(alert.subscription) ?? []), alert]);
  }
  for (const held of bySubscription.values()) {
    const ids = held.map((alert) => alert.id);
    if (held.length === 1) await write.alerts.resend(ids, now);
    else await fold(held, now, write);
  }
}

async function fold(held: Alert[], now: Date, write: Write): Promise<void> {
  const [first] = held as [Alert];
  const parts = held.map((alert) => ({
    ...alert,
    kind: alert.kind as AlertKind,
    body: alert.body as AlertBody,
  }));
  const { subscription, story, outlet } = first;
  const id = idOf('alert', subscription, 'digest', ...held.map((alert) => alert.id));
  const row = { id, subscription, kind: 'digest', story, outlet, createdAt: now, body: digestOf(parts) };
  await write.subscriptions.lock(subscription);
  await write.alerts.save({ ...row, state: 'pending', dueAt: now, held: null }, []);
  await write.alerts.setState(
    held.map((alert) => alert.id),
    'folded',
    id,
  );
}
