import { done, forward } from '@hearsay/pipeline';
import type { Deps, Handler, Write } from '@hearsay/runtime/handler';
import { readRetractions, readStory, type ToldStory } from '@hearsay/runtime/told';
import type { Subscription } from '@hearsay/store';
import { type AlertBody, type AlertDraft, draftAlerts, draftRetractions } from '@hearsay/text/alert';
import { idOf } from '@hearsay/text/id';
import { defaultPace, defaultWants, type Pace, releaseOf, type Wants } from '@hearsay/text/subscription';

type Needs = 'store' | 'clock' | 'metrics' | 'settings';

const hourMs = 3_600_000;

/** Decides which subscriptions are told of a story's new events, and keeps what each is told and when. */
export const alert: Handler<'alert', Needs> =
  async ({ story: asked, upTo }, deps) =>
  async (write) => {
    // It may have been merged into another while the job waited: then that one is told.
    const story = await write.stories.standing(asked);
    await write.stories.lockStory(story);
    const told = await readStory(story, upTo, write, deps.settings.HEARSAY_OWNERS?.owners);
    if (told === null) return goneOrMerged(asked, story, write);
    const deliver: { subscription: string }[] = [];
    let made = 0;
    for (const subscription of await write.subscriptions.active()) {
      const { alerts, now } = await tell(subscription, told, write, deps);
      made += alerts;
      if (now && hasAddress(subscription)) deliver.push({ subscription: subscription.id });
    }
    if (made === 0) return done('nobody to tell');
    return deliver.length > 0 ? forward<'alert'>({ deliver }, `${made} alerts`) : done(`${made} alerts`);
  };

/** Between the look and the lock it may have been merged: then the job is tried again. */
async function goneOrMerged(asked: string, story: string, write: Write) {
  if ((await write.stories.standing(asked)) !== story)
    throw new Error(`Story ${story} was merged meanwhile.`);
  return done('story gone');
}

/** Returns how many alerts were made, and whether one of them goes out now. */
async function tell(
  subscription: Subscription,
  story: ToldStory,
  write: Write,
  deps: Pick<Deps, 'clock' | 'metrics'>,
): Promise<{ alerts: number; now: boolean }> {
  const drafts = await draft(subscription, story, write);
  if (drafts.length > 0) await write.subscriptions.lock(subscription.id);
  const states: string[] = [];
  for (const each of drafts) states.push(await keep(each, subscription, story, write, deps));
  return { alerts: states.filter((state) => state !== 'known').length, now: states.includes('pending') };
}

async function draft(subscription: Subscription, story: ToldStory, write: Write): Promise<AlertDraft[]> {
  const seqs = story.events
    .filter((event) => BigInt(event.seq) > BigInt(subscription.afterSeq))
    .map((event) => event.seq);
  const untold = await write.alerts.untold(subscription.id, seqs);
  const told = await write.alerts.toldOf(subscription.id, story.story.id);
  const drafts = draftAlerts({
    ...story,
    events: story.events.filter((event) => untold.has(event.seq)),
    wants: { ...defaultWants, ...(subscription.wants as Partial<Wants> | null) },
    copies: paceOf(subscription).digest !== 'off',
    told: told.map((each) => ({
      alert: each.id,
      at: each.createdAt.toISOString(),
      body: each.body as AlertBody,
    })),
  });
  return [
    ...draftRetractions(story.story, await readRetractions(subscription.id, story.story.id, write)),
    ...drafts,
  ];
}

/** Keeps an alert; returns its state, or `known` where it was kept before. */
async function keep(
  { kind, outlet, body, key, copy, events }: AlertDraft,
  subscription: Subscription,
  story: ToldStory,
  write: Write,
  deps: Pick<Deps, 'clock' | 'metrics'>,
): Promise<string> {
  const now = deps.clock.now();
  const sent = await write.alerts.sentSince(subscription.id, new Date(now.getTime() - hourMs));
  const release = releaseOf(paceOf(subscription), {
    now: now.toISOString(),
    urgent: kind === 'dispute' || kind === 'retraction',
    copy,
    toldLastHour: sent.map((at) => at.toISOString()),
  });
  const state =
    release.at === null
      ? 'muted'
      : release.held
        ? 'held'
        : hasAddress(subscription)
          ? 'pending'
          : 'delivered';
  const id = idOf('alert', subscription.id, kind, story.story.id, outlet, key);
  const dueAt = release.at === null ? now : new Date(release.at);
  const row = {
    id,
    subscription: subscription.id,
    kind,
    story: story.story.id,
    outlet,
    createdAt: now,
    body,
  };
  const isNew = await write.alerts.save({ ...row, state, dueAt, held: release.held }, events);
  const published = body.article?.published;
  if (isNew && published != null && kind !== 'retraction')
    deps.metrics.lag.observe(Math.max(0, (now.getTime() - Date.parse(published)) / 1_000));
  return isNew ? state : 'known';
}

function paceOf(subscription: Subscription): Pace {
  return { ...defaultPace, ...(subscription.pace as Partial<Pace> | null) };
}

/** A terminal reads the log; only channels with an address are delivered to. */
function hasAddress(subscription: Subscription): boolean {
  return (subscription.channel as { kind: string }).kind !== 'terminal';
}
