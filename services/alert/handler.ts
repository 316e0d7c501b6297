import { done, forward } from '@hearsay/pipeline';
import type { Deps, Handler, Write } from '@hearsay/runtime/handler';
import type { Subscription } from '@hearsay/store';
import { type AlertDraft, draftAlerts, draftRetractions } from '@hearsay/text/alert';
import { idOf } from '@hearsay/text/id';
import { readRetractions, readStory, type ToldStory } from './story.js';

type Needs = 'store' | 'clock' | 'metrics';

/** Decides which subscriptions are told of a story's new events, and keeps what each is told. */
export const alert: Handler<'alert', Needs> =
  async ({ story, upTo }, deps) =>
  async (write) => {
    await write.stories.lockStory(story);
    const told = await readStory(story, upTo, write);
    if (told === null) return done('story gone');
    const deliver: { alert: string }[] = [];
    let made = 0;
    for (const subscription of await write.alerts.subscriptions()) {
      const ids = await tell(subscription, told, write, deps);
      made += ids.length;
      if (hasAddress(subscription)) deliver.push(...ids.map((id) => ({ alert: id })));
    }
    if (made === 0) return done('nobody to tell');
    return deliver.length > 0 ? forward<'alert'>({ deliver }, `${made} alerts`) : done(`${made} alerts`);
  };

async function tell(
  subscription: Subscription,
  told: ToldStory,
  write: Write,
  deps: Pick<Deps, 'clock' | 'metrics'>,
): Promise<string[]> {
  const seqs = told.events
    .filter((event) => BigInt(event.seq) > BigInt(subscription.afterSeq))
    .map((e) => e.seq);
  const untold = await write.alerts.untold(subscription.id, seqs);
  const drafts = draftAlerts({
    ...told,
    events: told.events.filter((event) => untold.has(event.seq)),
    toldOutlets: await write.alerts.toldOutlets(subscription.id, told.story.id),
  });
  const retracted = await readRetractions(subscription.id, told.story.id, write);
  drafts.unshift(...draftRetractions(told.story, retracted));
  const ids: string[] = [];
  for (const draft of drafts) ids.push(await keep(draft, subscription, told, write, deps));
  return ids;
}

async function keep(
  draft: AlertDraft,
  subscription: Subscription,
  told: ToldStory,
  write: Write,
  deps: Pick<Deps, 'clock' | 'metrics'>,
): Promise<string> {
  const id = idOf('alert', subscription.id, draft.kind, told.story.id, draft.outlet, draft.events[0] ?? '');
  const now = deps.clock.now();
  const { kind, outlet, body } = draft;
  const row = { id, subscription: subscription.id, kind, story: told.story.id, outlet, createdAt: now, body };
  await write.alerts.save(
    { ...row, state: hasAddress(subscription) ? 'pending' : 'delivered' },
    draft.events,
  );
  const published = body.article?.published;
  if (published != null)
    deps.metrics.lag.observe(Math.max(0, (now.getTime() - Date.parse(published)) / 1_000));
  return id;
}

/** A terminal reads the log; only channels with an address are delivered to. */
function hasAddress(subscription: Subscription): boolean {
  return (subscription.channel as { kind: string }).kind !== 'terminal';
}
