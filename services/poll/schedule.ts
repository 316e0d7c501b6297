import type { Answer, Deps } from '@hearsay/runtime/handler';
import type { Entry, EntryTimes, Feed, FeedPolled } from '@hearsay/store';
import { BROKEN_FROM, type FailureKind, weighFailure } from '@hearsay/text/health';
import { measurePace, nextPoll, type PollBounds, type SeenEntry } from '@hearsay/text/interval';
import { isProven } from '@hearsay/text/push';
import { cacheSeconds } from '@hearsay/text/response';

type Needs = Pick<Deps, 'store' | 'clock' | 'settings'>;

/** Entries on which the pace of a feed is measured. */
const measuredOn = 100;

/** A silent feed's pace is measured again after this, so that what has passed is forgotten. */
const measureAgainMs = 6 * 3_600_000;

/** What a poll that worked changes in its feed. `quiet`: nothing but the times of polling. */
export type Success = Pick<
  FeedPolled,
  | 'nextPollAt'
  | 'lastPolledAt'
  | 'failures'
  | 'failingSince'
  | 'lastSuccessAt'
  | 'lastEntryAt'
  | 'lastError'
  | 'status'
  | 'statusSince'
  | 'ttlSeconds'
  | 'entriesPerDay'
  | 'lagSeconds'
  | 'measuredAt'
> & { intervalSeconds: number; intervalWhy: string; quiet: boolean };

/** What a poll that worked writes into its feed; `read` is null where the feed is as it was. */
export async function success(
  feed: Feed,
  answer: Answer,
  read: { entries: Entry[]; ttlSeconds: number | null } | null,
  deps: Needs,
): Promise<Success> {
  const now = deps.clock.now();
  const measured = await measure(feed, read?.entries ?? null, deps);
  const { entriesPerDay, lastEntryAt } = measured ?? feed;
  const ttlSeconds = read === null ? feed.ttlSeconds : read.ttlSeconds;
  const push = await deps.store.pushes.ofFeed(feed.id);
  const next = nextPoll(
    {
      entriesPerDay,
      sinceLastEntrySeconds:
        lastEntryAt === null ? null : Math.max(0, (now.getTime() - lastEntryAt.getTime()) / 1_000),
      cacheSeconds: cacheSeconds(answer.response.headers, now.toISOString()),
      ttlSeconds,
      pushed: push !== null && isProven(push, now),
    },
    bounds(deps),
  );
  return {
    quiet: measured === null && feed.status === 'healthy' && feed.failures === 0,
    ...times(now, next),
    failures: 0,
    failingSince: null,
    lastSuccessAt: now,
    lastError: null,
    status: 'healthy',
    statusSince: feed.status === 'healthy' ? feed.statusSince : now,
    ttlSeconds,
    lastEntryAt,
    entriesPerDay,
    lagSeconds: measured === null ? feed.lagSeconds : measured.lagSeconds,
    measuredAt: measured === null ? feed.measuredAt : now,
  };
}

/** What the feed does, if there is something new to measure. */
async function measure(feed: Feed, entries: Entry[] | null, { store, clock }: Needs) {
  const now = clock.now();
  const age = feed.measuredAt === null ? Number.POSITIVE_INFINITY : now.getTime() - feed.measuredAt.getTime();
  if (entries === null && age < measureAgainMs) return null;
  const known = await store.entries.newest(feed.id, measuredOn);
  const ids = new Set(known.map((entry) => entry.id));
  const fresh = (entries ?? []).filter((entry) => !ids.has(entry.id));
  const { newest, ...pace } = measurePace(
    [...known, ...fresh].map(seen),
    feed.addedAt.getTime(),
    now.getTime(),
  );
  return { ...pace, lastEntryAt: newest === null ? feed.lastEntryAt : new Date(newest) };
}

function seen({ published, firstSeen }: EntryTimes): SeenEntry {
  return { published: published?.getTime() ?? null, firstSeen: firstSeen.getTime() };
}

/** What a poll that failed writes into its feed: it is asked less often, and never given up. */
export function failure(feed: Feed, kind: FailureKind, code: string | null, reason: string, deps: Needs) {
  const now = deps.clock.now();
  const failures = feed.failures + weighFailure(kind, code);
  const failingSince = feed.failingSince ?? now;
  const next = nextPoll({ failures, entriesPerDay: feed.entriesPerDay }, bounds(deps));
  const well = feed.status === 'healthy' || feed.status === 'new';
  const broke = well && failures >= BROKEN_FROM;
  return {
    ...times(now, next),
    failures,
    failingSince,
    lastError: reason,
    status: broke ? (kind === 'blocked' ? ('blocked' as const) : ('broken' as const)) : feed.status,
    statusSince: broke ? failingSince : feed.statusSince,
  };
}

function bounds({ settings }: Needs): PollBounds {
  return {
    min: settings.HEARSAY_POLL_MIN,
    max: settings.HEARSAY_POLL_MAX,
    pushed: settings.HEARSAY_PUSH_POLL_MAX,
  };
}

function times(now: Date, { seconds, why }: { seconds: number; why: string }) {
  return {
    lastPolledAt: now,
    intervalSeconds: seconds,
    intervalWhy: why,
    nextPollAt: new Date(now.getTime() + seconds * 1_000),
  };
}
