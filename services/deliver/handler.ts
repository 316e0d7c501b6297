import { done, drop } from '@hearsay/pipeline';
import type { Channel } from '@hearsay/runtime';
import type { Deps, Handler } from '@hearsay/runtime/handler';
import type { Alert, AlertState, Subscription } from '@hearsay/store';
import { messageOf } from './message.js';
import { nextTry } from './retry.js';
import { type Attempt, send } from './send.js';

type Needs = 'store' | 'web' | 'mailer' | 'clock' | 'settings';

/** A worker that died is followed by another after this; one message takes at most 20 s. */
const leaseMs = 30_000;

/** Alerts delivered in one job: others wait for the worker too. */
const mostAtOnce = 50;

/**
 * Tells one subscription its alerts, oldest first: one that did not arrive keeps the later ones waiting, so their order is
 * kept. Each attempt is kept as it ends. A worker that dies between sending and keeping sends again, with the same id.
 */
export const deliver: Handler<'deliver', Needs> = async ({ subscription: id }, deps) => {
  const subscription = await deps.store.subscriptions.get(id);
  if (subscription === null) return drop('subscription removed');
  const lease = () => new Date(deps.clock.now().getTime() + leaseMs);
  if (!(await deps.store.subscriptions.lease(id, deps.clock.now(), lease()))) return done('not now');
  let told = 0;
  let attempt: Attempt | null = null;
  for (let at = 0; at < mostAtOnce; at += 1) {
    const alert = await deps.store.alerts.nextPending(id, deps.clock.now());
    if (alert === null) break;
    const { state, ...made } = await tell(alert, subscription, deps);
    attempt = made;
    if (state === 'pending' || made.result === 'gone') break;
    if (state === 'delivered') told += 1;
    await deps.store.subscriptions.extend(id, lease());
  }
  return async (write) => {
    await settle(subscription, attempt, deps, write.subscriptions);
    return done(attempt?.error == null ? `${told} told` : `${told} told; ${attempt.error}`);
  };
};

/** Sends one alert, keeps the attempt, and says what became of the alert. */
async function tell(
  alert: Alert,
  subscription: Subscription,
  deps: Pick<Deps, Needs>,
): Promise<Attempt & { state: AlertState }> {
  const { store, clock, settings } = deps;
  const at = clock.now();
  const attempt = await send(
    messageOf(alert, settings),
    subscription.channel as Channel,
    subscription.token,
    deps,
  );
  const tries = (await store.alerts.attempts(alert.id)) + 1;
  const { status, error, answer } = attempt;
  const milliseconds = clock.now().getTime() - at.getTime();
  const ok = attempt.result === 'ok';
  const row = { alert: alert.id, attempt: tries, at, ok, status, error, answer, milliseconds };
  const state = stateAfter(attempt, alert, tries, deps);
  await store.alerts.attempted(row, state);
  return { ...attempt, state };
}

/** Tries of a message that a receiver refuses: enough to outlast a bad deployment on its side, too few to block the others. */
const mostRefusals = 3;

function stateAfter(
  attempt: Attempt,
  alert: Alert,
  tries: number,
  { clock, settings }: Pick<Deps, Needs>,
): AlertState {
  if (attempt.result === 'ok') return 'delivered';
  if (attempt.result === 'gone') return 'failed';
  const waitedMs = clock.now().getTime() - alert.dueAt.getTime();
  const isOver = waitedMs >= settings.HEARSAY_GIVE_UP_HOURS * 3_600_000;
  return isOver || (attempt.result === 'refused' && tries >= mostRefusals) ? 'failed' : 'pending';
}

/** Says in the subscription's row when to try again; stops it where the receiver wants no more. */
async function settle(
  { id, failures }: Subscription,
  attempt: Attempt | null,
  { clock, settings }: Pick<Deps, Needs>,
  write: Deps['store']['subscriptions'],
): Promise<void> {
  if (attempt === null || attempt.result === 'ok') return void (await write.release(id, 0, null));
  const at = nextTry(failures, attempt.retryAfter, settings, clock.now());
  await write.release(id, failures + 1, at);
  if (attempt.result === 'gone')
    await write.setState(id, 'stopped', 'The receiver answered 410: it wants no more.');
}
