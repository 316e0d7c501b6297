import type { Answer, Deps } from '@hearsay/runtime/handler';
import type { Entry, Feed, FeedPolled, FeedStatus } from '@hearsay/store';
import { nextPollSeconds } from '@hearsay/text/interval';

type Needs = Pick<Deps, 'store' | 'clock' | 'settings'>;

/** The pace of a feed is learned from this many days. */
const learningDays = 3;

/** Weighted failures in a row from which a feed is called broken. */
const brokenFrom = 3;

/**
 * How much a failure counts: a hard one (it answers, and wrongly) fully, a soft one (it does not answer) half, a
 * name that does not resolve a quarter, since that is as often our network as theirs (Media Cloud's weights).
 */
const weights: Record<string, number> = {
  gone: 1,
  refused: 1,
  blocked: 1,
  'not a feed': 1,
  down: 0.5,
  unreachable: 0.5,
};

/** What a poll that worked writes into its feed. */
export async function success(
  feed: Feed,
  answer: Answer,
  entries: Entry[],
  ttlSeconds: number | null,
  deps: Needs,
): Promise<FeedPolled> {
  const now = deps.clock.now();
  const since = new Date(now.getTime() - learningDays * 86_400_000);
  const watchedDays = Math.min(
    learningDays,
    Math.max(1 / 24, (now.getTime() - feed.addedAt.getTime()) / 86_400_000),
  );
  const seen = await deps.store.entries.countSince(feed.id, since);
  const newest = Math.max(0, ...entries.map((entry) => (entry.published ?? entry.firstSeen).getTime()));
  const last = Math.max(newest, feed.lastEntryAt?.getTime() ?? 0);
  const intervalSeconds = nextPollSeconds(
    {
      entriesPerDay: seen / watchedDays,
      sinceLastEntrySeconds: last === 0 ? null : Math.max(0, (now.getTime() - last) / 1_000),
      cacheSeconds: maxAge(answer.response.headers['cache-control']),
      ttlSeconds,
      failures: 0,
    },
    bounds(deps),
  );
  return {
    ...next(now, intervalSeconds),
    failures: 0,
    lastSuccessAt: now,
    lastError: null,
    ...changed(feed, 'healthy', now),
  };
}

/** What a poll that failed writes into its feed: it is asked less often, and never given up. */
export function failure(
  feed: Feed,
  kind: string,
  reason: string,
  deps: Needs,
): FeedPolled & { status: FeedStatus } {
  const now = deps.clock.now();
  const failures = feed.failures + (weights[kind] ?? 1);
  const intervalSeconds = nextPollSeconds({ failures }, bounds(deps));
  const status = failures < brokenFrom ? feed.status : kind === 'blocked' ? 'blocked' : 'broken';
  return {
    ...next(now, intervalSeconds),
    failures,
    lastError: reason,
    status,
    ...changed(feed, status, now),
  };
}

function bounds(deps: Needs): { min: number; max: number } {
  return { min: deps.settings.HEARSAY_POLL_MIN, max: deps.settings.HEARSAY_POLL_MAX };
}

function next(now: Date, intervalSeconds: number) {
  return {
    lastPolledAt: now,
    intervalSeconds,
    nextPollAt: new Date(now.getTime() + intervalSeconds * 1_000),
  };
}

function changed(feed: Feed, status: FeedStatus, now: Date): Partial<Pick<Feed, 'status' | 'statusSince'>> {
  return status === feed.status ? {} : { status, statusSince: now };
}

function maxAge(header: string | undefined): number | null {
  const seconds = /\bmax-age=(\d{1,9})\b/i.exec(header ?? '')?.[1];
  return seconds === undefined ? null : Number(seconds);
}
