import type { Deps, Write } from '@hearsay/runtime/handler';
import type { Feed, FeedPolled } from '@hearsay/store';
import { type Hop, judgeMove, type Move } from '@hearsay/text/move';
import { feedKey, outletDomain } from '@hearsay/text/url';

/** What a poll's redirects change: columns to write, and the feed this one turns out to be. */
export interface Moved {
  kind: Move['kind'];
  changes: Partial<FeedPolled>;
  /** The feed that is watched at the new address already. */
  twin: Feed | null;
}

const still = { movedTo: null, movedSince: null, movedTimes: 0 };

/** Judges the redirects of a poll that was answered well. */
export async function moved(
  feed: Feed,
  hops: Hop[],
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
): Promise<Moved> {
  const seen =
    feed.movedTo === null || feed.movedSince === null
      ? null
      : { to: feed.movedTo, since: feed.movedSince.toISOString(), times: feed.movedTimes };
  const move = judgeMove(feed.url, hops, seen, clock.now().toISOString());
  if (move.kind === 'none') {
    // A redirect that is gone again was a mistake of theirs: the count begins anew.
    return seen === null
      ? { kind: 'none', changes: {}, twin: null }
      : { kind: 'seen', changes: still, twin: null };
  }
  if (move.kind === 'seen') {
    const changes = { movedTo: move.to, movedSince: new Date(move.since), movedTimes: move.times };
    return { kind: 'seen', changes, twin: null };
  }
  const key = feedKey(move.to);
  const twin = (await store.feeds.byUrl(move.to)) ?? (await store.feeds.byKey(key));
  if (twin !== null && twin.id !== feed.id) {
    const why = `it has moved for good to ${twin.url}, which is watched already`;
    const changes: Moved['changes'] = {
      ...still,
      status: 'retired',
      statusSince: clock.now(),
      lastError: why,
    };
    return { kind: 'kept', changes, twin };
  }
  const outlet = outletDomain(move.to);
  return { kind: 'kept', changes: { ...still, url: move.to, key, outlet }, twin: null };
}

/** Writes what a kept move brings besides the feed's own columns. Call it before those are written. */
export async function writeMove(write: Write, feed: Feed, move: Moved, now: Date): Promise<void> {
  if (move.kind !== 'kept') return;
  if (move.twin !== null) return merge(write, feed, move.twin, now);
  await write.feeds.alias(feed.id, [feedKey(feed.url)], true);
  const text = `Moved for good from ${feed.url} to ${move.changes.url}.`;
  await write.feeds.note(feed.id, { at: now, kind: 'moved', text });
}

/** Two feeds have become one: the one at the new address goes on, and has the other's tags. */
async function merge(write: Write, feed: Feed, twin: Feed, now: Date): Promise<void> {
  if (twin.status === 'retired') await write.feeds.revive(twin.id, now);
  await write.feeds.tag(twin.id, feed.tags);
  const text = `${feed.url} has moved here for good and is polled no more.`;
  await write.feeds.note(twin.id, { at: now, kind: 'merged', text });
  const told = `Moved for good to ${twin.url}, which is watched already: polled there from now on.`;
  await write.feeds.note(feed.id, { at: now, kind: 'merged', text: told });
}
