import { done, drop, forward } from '@hearsay/pipeline';
import type { Answer, Deps, Handler, Write } from '@hearsay/runtime/handler';
import type { Feed } from '@hearsay/store';
import { NotAFeedError, plainText, type ReadFeed, readFeed } from '@hearsay/text/feed';
import { contentHash } from '@hearsay/text/id';
import { entriesOf } from './entries.js';
import { noticeArticles } from './notice.js';
import { failure, success } from './schedule.js';

type Needs = 'store' | 'web' | 'clock' | 'settings' | 'log';

/** Reads a feed and keeps the entries it advertises; the new ones go on to fetch. */
export const poll: Handler<'poll', Needs> = async ({ feed: id }, deps) => {
  const feed = await deps.store.feeds.get(id);
  if (feed === null) return drop('feed removed');
  if (feed.status === 'retired') return drop('feed retired');
  let answer: Answer;
  try {
    answer = await deps.web.get(feed.url, { headers: conditions(feed) });
  } catch (error) {
    if ((error as Error).name !== 'HttpError') throw error;
    return failed(feed, 'unreachable', (error as Error).message, deps);
  }
  const { response, meaning } = answer;
  if (meaning.kind === 'not-modified') return unchanged(feed, answer, deps);
  if (meaning.kind !== 'ok') return failed(feed, meaning.kind, meaning.reason, deps);
  if (contentHash(response.body) === feed.bodyHash) return unchanged(feed, answer, deps);
  return readAnswer(feed, answer, deps);
};

function conditions(feed: Feed): Record<string, string> {
  return {
    ...(feed.etag === null ? {} : { 'if-none-match': feed.etag }),
    ...(feed.lastModified === null ? {} : { 'if-modified-since': feed.lastModified }),
    accept:
      'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1',
  };
}

async function readAnswer(feed: Feed, answer: Answer, deps: Pick<Deps, Needs>) {
  const { response } = answer;
  let read: ReadFeed;
  try {
    read = await readFeed(response.body, {
      url: response.url,
      contentType: response.headers['content-type'] ?? null,
    });
  } catch (error) {
    if (!(error instanceof NotAFeedError)) throw error;
    return failed(feed, 'not a feed', error.message, deps);
  }
  const { parsed, ttlSeconds } = read;
  const now = deps.clock.now();
  const entries = entriesOf(feed.id, parsed, now);
  const after = await success(feed, answer, entries, ttlSeconds, deps);
  return async (write: Write) => {
    const fresh = await write.entries.save(entries);
    const wait = await noticeArticles(entries, fresh, write, deps);
    await write.feeds.polled(feed.id, {
      ...after,
      title: parsed.feed.title === null ? feed.title : plainText(parsed.feed.title),
      link: parsed.feed.link ?? feed.link,
      etag: response.headers.etag ?? null,
      lastModified: response.headers['last-modified'] ?? null,
      bodyHash: contentHash(response.body),
      ...(fresh.length > 0 ? { lastEntryAt: now } : {}),
    });
    if (fresh.length === 0) return done('nothing new');
    const due = fresh.filter((entry) => !wait.has(entry));
    if (due.length === 0) return done('updated, and read a moment ago');
    return forward<'poll'>({ fetch: due.map((entry) => ({ entry })) }, `${due.length} new`);
  };
}

async function unchanged(feed: Feed, answer: Answer, deps: Pick<Deps, Needs>) {
  const after = await success(feed, answer, [], null, deps);
  return async (write: Write) => {
    await write.feeds.polled(feed.id, after);
    return done('not modified');
  };
}

function failed(feed: Feed, kind: string, reason: string, deps: Pick<Deps, Needs>) {
  const after = failure(feed, kind, reason, deps);
  if (after.status !== feed.status)
    deps.log.warn({ feed: feed.url, status: after.status, reason }, 'feed changed');
  return async (write: Write) => {
    await write.feeds.polled(feed.id, after);
    return drop(kind);
  };
}
