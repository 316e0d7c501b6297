import { done, drop, forward, RetryAfterError } from '@hearsay/pipeline';
import type { Answer, Deps, Handler, Write } from '@hearsay/runtime/handler';
import type { Feed } from '@hearsay/store';
import { NotAFeedError, plainText } from '@hearsay/text/feed';
import type { FailureKind } from '@hearsay/text/health';
import { conditions, readsAnew } from './conditions.js';
import { type Document, readDocument } from './document.js';
import { entriesOf } from './entries.js';
import { keepOffer } from './hub.js';
import { moved, writeMove } from './move.js';
import { noticeArticles } from './notice.js';
import { readPing } from './ping.js';
import { failure, success } from './schedule.js';

export type Needs = 'store' | 'web' | 'reader' | 'clock' | 'settings' | 'log';

/** Shorter waits than this are spent in the queue; longer ones in the feed's row, where people see them. */
const longWaitMs = 15_000;

/** Reads a feed and keeps the entries it advertises; the new ones go on to fetch. */
export const poll: Handler<'poll', Needs> = async ({ feed: id, ping }, deps) => {
  const feed = await deps.store.feeds.get(id);
  if (feed === null) return drop('feed removed');
  if (feed.status === 'retired') return drop('feed retired');
  if (ping !== undefined) {
    const pushed = await readPing(feed, ping, deps);
    if (pushed !== null) return pushed;
  }
  let answer: Answer;
  try {
    answer = await deps.web.get(feed.url, { headers: conditions(feed, deps.clock.now()), asked: true });
  } catch (error) {
    return unanswered(feed, error, deps);
  }
  const { meaning, response } = answer;
  if (meaning.kind === 'not-modified') return unchanged(feed, answer, deps);
  if (response.status === 410) return retired(feed, deps);
  if (meaning.kind !== 'ok') return failed(feed, meaning.kind, null, meaning.reason, deps);
  let document: Document;
  try {
    document = await readDocument(feed, answer, deps);
  } catch (error) {
    if (!(error instanceof NotAFeedError)) throw error;
    return failed(feed, 'not a feed', null, error.message, deps);
  }
  return document.kind === 'same' ? unchanged(feed, answer, deps) : read(feed, answer, document, deps);
};

async function read(
  feed: Feed,
  answer: Answer,
  document: Exclude<Document, { kind: 'same' }>,
  deps: Pick<Deps, Needs>,
) {
  const { response } = answer;
  const now = deps.clock.now();
  const entries = entriesOf(feed.id, document.parsed, now);
  const after = await success(feed, answer, { entries, ttlSeconds: document.ttlSeconds }, deps);
  const move = await moved(feed, response.redirects, deps);
  const { title, link } = document.parsed.feed;
  const sameValidators =
    feed.etag === null
      ? feed.lastModified !== null && feed.lastModified === response.headers['last-modified']
      : feed.etag === response.headers.etag;
  return async (write: Write) => {
    const fresh = await write.entries.save(entries);
    const wait = await noticeArticles(entries, fresh, write, deps);
    const lie = fresh.length > 0 && sameValidators && feed.bodyHash !== null && readsAnew(feed, now);
    await writeMove(write, feed, move, now);
    await keepOffer(feed.id, answer, document, now, write);
    if (fresh.length > 0) await write.pushes.foundByPolling(feed.id, now, deps.settings.HEARSAY_PUSH_QUIET);
    await write.feeds.polled(feed.id, {
      ...feed,
      ...after,
      ...move.changes,
      kind: document.kind,
      title: title === null ? feed.title : plainText(title),
      link: link ?? feed.link,
      etag: response.headers.etag ?? null,
      lastModified: response.headers['last-modified'] ?? null,
      bodyHash: document.hash,
      readAt: now,
      validatorsLie: feed.validatorsLie || lie,
    });
    if (lie && !feed.validatorsLie)
      await write.feeds.note(feed.id, {
        at: now,
        kind: 'validators',
        text: 'The server says "not modified" of a feed that has new entries; from now on it is read whole.',
      });
    await tellBack(write, feed, now);
    if (fresh.length === 0) return done('nothing new');
    const due = fresh.filter((entry) => !wait.has(entry));
    if (due.length === 0) return done('updated, and read a moment ago');
    return forward<'poll'>({ fetch: due.map((entry) => ({ entry })) }, `${due.length} new`);
  };
}

async function unchanged(feed: Feed, answer: Answer, deps: Pick<Deps, Needs>) {
  const now = deps.clock.now();
  const after = await success(feed, answer, null, deps);
  const move = await moved(feed, answer.response.redirects, deps);
  const full = answer.meaning.kind === 'ok' || !after.quiet || move.kind !== 'none';
  return async (write: Write) => {
    if (!full) {
      const { nextPollAt: next, intervalSeconds: seconds, intervalWhy: why } = after;
      await write.feeds.quiet({ id: feed.id, at: now, next, seconds, why });
      return done('not modified');
    }
    await writeMove(write, feed, move, now);
    const readAt = answer.meaning.kind === 'ok' ? now : feed.readAt;
    await write.feeds.polled(feed.id, { ...feed, ...after, ...move.changes, readAt });
    await tellBack(write, feed, now);
    return done('not modified');
  };
}

/** Once when it is back; that it broke was said once as well. */
async function tellBack(write: Write, feed: Feed, now: Date): Promise<void> {
  if (feed.status !== 'broken' && feed.status !== 'blocked') return;
  const text = `Read again, after it was ${feed.status} since ${feed.statusSince.toISOString()}.`;
  await write.feeds.note(feed.id, { at: now, kind: 'back', text });
}

async function unanswered(feed: Feed, error: unknown, deps: Pick<Deps, Needs>) {
  if (error instanceof RetryAfterError && error.waitMs >= longWaitMs) {
    const until = new Date(deps.clock.now().getTime() + error.waitMs);
    return async (write: Write) => {
      await write.feeds.putOff(feed.id, until, error.message);
      return drop('asked to wait');
    };
  }
  const { name, message, code } = error as Error & { code?: string };
  if (name !== 'HttpError') throw error;
  return failed(feed, 'unreachable', code ?? null, message, deps);
}

function failed(
  feed: Feed,
  kind: Exclude<FailureKind, 'ok'>,
  code: string | null,
  reason: string,
  deps: Pick<Deps, Needs>,
) {
  const after = failure(feed, kind, code, reason, deps);
  const broke = after.status !== feed.status;
  if (broke) deps.log.warn({ feed: feed.url, status: after.status, reason }, 'feed cannot be read');
  return async (write: Write) => {
    await write.feeds.polled(feed.id, { ...feed, ...after });
    if (broke && (after.status === 'broken' || after.status === 'blocked'))
      await write.feeds.note(feed.id, { at: after.lastPolledAt, kind: after.status, text: reason });
    return drop(kind);
  };
}

/** 410 is the site's own word that there will be no more; a person may still try it again. */
function retired(feed: Feed, deps: Pick<Deps, Needs>) {
  const now = deps.clock.now();
  const why = 'the site says it is gone for good (410)';
  deps.log.warn({ feed: feed.url }, 'feed retired: the site says it is gone for good (410)');
  return async (write: Write) => {
    await write.feeds.retire(feed.id, why, now);
    const text = `Retired: ${why}. To try it again: hearsay feeds revive ${feed.id}`;
    await write.feeds.note(feed.id, { at: now, kind: 'retired', text });
    return drop('gone for good');
  };
}
