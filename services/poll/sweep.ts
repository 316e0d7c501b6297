import type { Runtime, Settings, Tick } from '@hearsay/runtime';

/** Feeds taken in one sweep: what one process can poll in a few seconds. */
const mostFeeds = 1_000;

/**
 * A poll that was handed out and never finished is handed out again after this: three times what the slowest feed may take.
 * One that only waits in its queue for longer is known there, and not made twice.
 */
const leaseSeconds = 90;

/** Sweeps at least this often, so that a feed is at most a second late. */
const slowestMs = 1_000;
const fastestMs = 100;

/** Hands out the feeds that are due. Their rows say when; the tick only looks. */
export function dueFeeds(settings: Settings): Tick {
  const everyMs = Math.min(slowestMs, Math.max(fastestMs, settings.HEARSAY_POLL_MIN * 500));
  return { name: 'due-feeds', everyMs, run: sweep };
}

/** Makes poll jobs for all feeds that are due, in one transaction with the rows' new times. */
export async function sweep({ deps, relay }: Pick<Runtime, 'deps' | 'relay'>): Promise<void> {
  const posted = await deps.store.transaction(async (write) => {
    const ids = await write.feeds.takeDue(deps.clock.now(), mostFeeds, leaseSeconds);
    return write.jobs.post(ids.map((feed) => ({ stage: 'poll', payload: { feed } })));
  });
  await relay.send(posted);
}
