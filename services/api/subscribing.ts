import { randomBytes } from 'node:crypto';
import { channelSchema, type Runtime, shownChannel } from '@hearsay/runtime';
import type { Alert, NewSubscription, Subscription } from '@hearsay/store';
import { testBody } from '@hearsay/text/alert';
import { idOf } from '@hearsay/text/id';
import { z } from 'zod';
import { found, Problem, parse } from './problem.js';
import { paceSchema, wantsSchema } from './wants.js';

/** A secret that was replaced signs beside the new one for so long, so that receivers can change over. */
const changeOverMs = 24 * 3_600_000;

const name = z.string().trim().min(1, 'is empty').max(200, 'is longer than 200 characters');

/** A subscription that somebody wants, as the API takes it. */
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

/** What of a subscription is to be another. */
export const subscriptionChange = z
  .object({ name, channel: channelSchema, wants: wantsSchema.nullable(), pace: paceSchema.nullable() })
  .partial()
  .strict();

/** What can be done with subscriptions and what they were told: the one way, for the API, the desk and commands. */
export class Subscribing {
  constructor(private readonly runtime: Runtime) {}

  private get deps() {
    return this.runtime.deps;
  }

  /** @throws Problem where there is none */
  async of(id: string): Promise<Subscription> {
    return found(await this.deps.store.subscriptions.get(id), 'subscription', id);
  }

  /**
   * Makes a subscription, once.
   * @param asked as the API takes it
   * @returns the secret of a new webhook, which is told this once
   */
  async make(asked: unknown): Promise<{ subscription: Subscription; added: boolean; secret: string | null }> {
    const { store, clock } = this.deps;
    const given = parse(subscriptionWish, asked);
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
      createdAt: clock.now(),
      afterSeq: await store.events.last(),
      token: randomBytes(24).toString('base64url'),
    };
    const known = await store.subscriptions.get(subscription.id);
    if (known !== null) return { subscription: known, added: false, secret: null };
    await store.subscriptions.save(subscription);
    const secret = made.kind === 'webhook' ? (made.secret ?? null) : null;
    return { subscription: await this.of(subscription.id), added: true, secret };
  }

  async change(id: string, asked: unknown): Promise<Subscription> {
    const before = await this.of(id);
    await this.deps.store.subscriptions.save({ ...before, ...parse(subscriptionChange, asked) });
    return this.of(id);
  }

  async remove(id: string): Promise<void> {
    if (!(await this.deps.store.subscriptions.remove(id)))
      throw new Problem(404, `There is no subscription ${id}.`);
  }

  /** Sends an alert that says it is a test; returns its id. */
  async test(id: string): Promise<string> {
    const { store, clock } = this.deps;
    const { name: called } = await this.of(id);
    const now = clock.now();
    const alert = idOf('alert', id, 'test', now.toISOString());
    const row = {
      id: alert,
      subscription: id,
      kind: 'test',
      story: '',
      outlet: '',
      createdAt: now,
      dueAt: now,
    };
    const posted = await store.transaction(async (write) => {
      await write.subscriptions.lock(id);
      await write.alerts.save({ ...row, body: testBody(called), state: 'pending', held: null }, []);
      return write.jobs.post([{ stage: 'deliver', payload: { subscription: id } }]);
    });
    await this.runtime.relay.send(posted);
    return alert;
  }

  /** Gives a webhook a new secret; the old one signs too for a day. */
  async rotate(id: string): Promise<{ secret: string; previousUntil: string }> {
    const subscription = await this.of(id);
    const channel = channelSchema.parse(subscription.channel);
    if (channel.kind !== 'webhook') throw new Problem(422, 'Only a webhook has a secret.');
    const secret = newSecret();
    const previousUntil = new Date(this.deps.clock.now().getTime() + changeOverMs).toISOString();
    const rotated = {
      ...channel,
      secret,
      ...(channel.secret ? { previous: channel.secret, previousUntil } : {}),
    };
    await this.deps.store.subscriptions.save({ ...subscription, channel: rotated });
    return { secret, previousUntil };
  }

  async stop(id: string): Promise<Subscription> {
    await this.of(id);
    await this.deps.store.subscriptions.setState(id, 'stopped', 'Stopped by hand.');
    return this.of(id);
  }

  async start(id: string): Promise<Subscription> {
    await this.of(id);
    await this.deps.store.subscriptions.setState(id, 'active', null);
    return this.of(id);
  }

  /** Tells again everything after a cursor, in the order it was told; returns how many alerts. */
  async replay(id: string, after: number): Promise<number> {
    await this.of(id);
    return this.again(await this.deps.store.alerts.after(id, String(after), 10_000));
  }

  /** Tells one alert again. */
  async resend(id: string): Promise<number> {
    return this.again([found(await this.deps.store.alerts.get(id), 'alert', id)]);
  }

  private async again(alerts: Alert[]): Promise<number> {
    const { store, clock } = this.deps;
    const subscriptions = [...new Set(alerts.map((alert) => alert.subscription))];
    const { posted, resent } = await store.transaction(async (write) => ({
      resent: await write.alerts.resend(
        alerts.map((alert) => alert.id),
        clock.now(),
      ),
      posted: await write.jobs.post(
        subscriptions.map((subscription) => ({ stage: 'deliver', payload: { subscription } })),
      ),
    }));
    await this.runtime.relay.send(posted);
    return resent;
  }
}

function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
