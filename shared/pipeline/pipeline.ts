import { z } from 'zod';
import { definePipeline, type RetryPolicy, stage } from './stage.js';

const id = z.string().min(1).max(200);

const revision = z.object({ article: id, revision: z.int().min(1) });

/**
 * How long a job stays with a worker that shows no sign of life. Workers renew it while their event loop turns, so
 * it needs to outlast only the longest computation on the main thread (a large story: about two seconds), and a
 * killed worker's jobs are taken up again after it.
 */
const lockMs = 15_000;

/** For stages that only compute and write to our own store. */
const ownWork: RetryPolicy = {
  attempts: 8,
  backoffMs: 500,
  maxBackoffMs: 60_000,
  jitter: 0.5,
  because:
    'only the database can fail in passing: eight attempts span about a minute, then a person has to look',
};

/**
 * The pipeline: one way, nothing flows back. Queue names, worker options, metric labels, CLI arguments,
 * the diagram in the README and the containers in docker-compose.yml are all derived from this object.
 */
export const pipeline = definePipeline({
  poll: stage({
    does: 'reads a feed and keeps the entries it advertises',
    takes: 'feed',
    gives: 'entries',
    // With `ping`, what the feed's hub pushed is read instead of the feed.
    payload: z.object({ feed: id, ping: id.optional() }),
    next: ['fetch'],
    retry: {
      attempts: 1,
      backoffMs: 1_000,
      maxBackoffMs: 1_000,
      jitter: 0,
      because:
        'the feed keeps its own next poll, with its failures weighed; a retry here would come on top of it',
    },
    concurrency: 256,
    concurrencyBecause:
      'waits on the network nearly all the time, half a minute on sites that hang; parsing takes milliseconds',
    commits: 'together',
    lockMs,
    key: ({ feed, ping }) => (ping === undefined ? feed : `${feed}-${ping}`),
    urgent: ({ ping }) => ping !== undefined,
  }),
  fetch: stage({
    does: 'fetches the page of an entry and keeps its raw bytes',
    takes: 'entry',
    gives: 'page',
    payload: z.object({ entry: id }),
    next: ['clean'],
    retry: {
      attempts: 10,
      backoffMs: 5_000,
      maxBackoffMs: 30 * 60_000,
      jitter: 0.5,
      because: 'sites are down for minutes; ten attempts with doubling waits span about half an hour',
    },
    concurrency: 32,
    concurrencyBecause:
      'waits on the network; a domain that hangs holds no more than HEARSAY_DOMAIN_PARALLEL of them',
    lockMs,
    key: (payload) => payload.entry,
  }),
  clean: stage({
    does: 'turns a page into readable text and metadata',
    takes: 'page',
    gives: 'article',
    payload: z.object({ page: id }),
    next: ['dedupe'],
    retry: { ...ownWork, because: `${ownWork.because}; a hostile page is dropped, not retried` },
    concurrency: 2,
    concurrencyBecause: 'each page holds one worker thread at full load',
    lockMs,
    key: (payload) => payload.page,
  }),
  dedupe: stage({
    does: 'finds what the article copies and which story it belongs to',
    takes: 'article',
    gives: 'family and story',
    payload: revision,
    next: ['extract'],
    retry: ownWork,
    concurrency: 8,
    concurrencyBecause:
      'one reads while others wait for the database; assignments exclude each other only where they could conflict',
    lockMs,
    key: (payload) => `${payload.article}-${payload.revision}`,
  }),
  extract: stage({
    does: 'finds claim candidates and who is made to say them',
    takes: 'article',
    gives: 'claim candidates and attributions',
    payload: revision,
    next: ['match'],
    retry: ownWork,
    concurrency: 2,
    concurrencyBecause: 'pure computing on one thread',
    lockMs,
    key: (payload) => `${payload.article}-${payload.revision}`,
  }),
  match: stage({
    does: 'matches claims across the story, follows them to their origins and writes events',
    takes: 'claim candidates',
    gives: 'claims, mentions and events',
    payload: revision,
    next: ['alert'],
    retry: ownWork,
    concurrency: 2,
    concurrencyBecause: 'pure computing on one thread, one story at a time under its lock',
    lockMs,
    key: (payload) => `${payload.article}-${payload.revision}`,
  }),
  alert: stage({
    does: 'decides which subscriptions are told of new events',
    takes: 'events',
    gives: 'alerts',
    payload: z.object({ story: id, upTo: z.string().regex(/^\d+$/) }),
    next: ['deliver'],
    retry: ownWork,
    concurrency: 2,
    concurrencyBecause: 'a few rows each',
    lockMs,
    key: (payload) => `${payload.story}-${payload.upTo}`,
  }),
  deliver: stage({
    does: 'tells one subscription its alerts, in their order, over its channel',
    takes: 'alerts',
    gives: 'deliveries',
    payload: z.object({ subscription: id }),
    next: [],
    retry: {
      ...ownWork,
      because: `${ownWork.because}; a receiver that fails is no failed job: the subscription keeps when to try again`,
    },
    concurrency: 8,
    concurrencyBecause: 'waits on the receivers',
    lockMs,
    key: (payload) => payload.subscription,
  }),
});

export type Pipeline = typeof pipeline;

/** The name of a stage: also its queue, its folder in services/, its metric label and CLI argument. */
export type StageName = keyof Pipeline;

/** The data of a job of stage `S`: ids only. */
export type Payload<S extends StageName> = z.output<Pipeline[S]['payload']>;

/** The stages that `S` may forward to. */
export type NextOf<S extends StageName> = Pipeline[S]['next'][number];

/** All stage names in the order data takes. */
export const stageNames = Object.keys(pipeline) as StageName[];
