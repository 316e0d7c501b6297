import { z } from 'zod';
import { auditQuery, tokensQuery, tokenWish } from '../access/tokens.js';
import { decisionsQuery, decisionWish, reviewQuery, undoWish } from '../decide.js';
import { feedNamed, feedsQuery, feedWish, listWish } from '../feeds.js';
import { reprocessWish } from '../reprocess/index.js';
import {
  alertsQuery,
  backtestWish,
  deliveriesQuery,
  replayWish,
  subscriptionChange,
  subscriptionsQuery,
  subscriptionWish,
} from '../subscriptions.js';
import { failedParams, failedQuery, ingestWish } from '../write.js';
import * as news from './news.js';
import { sentenceChanges, titleChange } from './news.js';
import type { Operations } from './operation.js';
import * as service from './service.js';
import { count, orNull, text, time } from './shape.js';

const next = orNull(text);

const decided = z.looseObject({
  decision: news.decision,
  moved: z.array(z.object({ article: text, from: text, to: text })),
  stories: z.array(text),
  events: z.array(z.int()),
});

const foreseen = z.object({
  story: text,
  claims: z.array(z.object({ id: text, text, before: orNull(news.counts), after: orNull(news.counts) })),
  events: z.array(z.object({ type: text, outlet: text, text })),
  retracted: z.array(z.object({ seq: count, text })),
  told: z.array(z.object({ subscription: text, name: text, alerts: count })),
  stories: z.array(z.object({ id: text, title: orNull(text), before: count, after: count })),
  copies: z.array(z.object({ article: text, outletName: text, before: orNull(text), after: orNull(text) })),
});

const subscribed = z.object({ feed: service.feed, added: z.boolean(), revived: z.boolean() });

const watched = z.object({
  feed: service.feed,
  added: z.boolean(),
  feeds: z.array(subscribed),
  found: z.array(
    z.object({
      url: text,
      title: orNull(text),
      found: text,
      why: text,
      chosen: z.boolean(),
      because: text,
    }),
  ),
});

const made = z.object({
  subscription: service.subscription,
  added: z.boolean(),
  secret: text.optional().meta({ description: 'Of a webhook; told once.' }),
});

const oneSubscription = z.object({ subscription: service.subscription });
const resent = z.object({ resent: count });

const named = z.array(z.object({ id: text, text }));

const reprocessed = z.object({
  stage: z.enum(['clean', 'extract', 'match']),
  applied: z.boolean(),
  looked: count,
  stayed: count,
  articles: z.array(
    z.looseObject({
      article: text,
      url: text,
      outcome: z.enum(['changes', 'stays', 'skipped']),
      why: orNull(text),
      changes: orNull(z.looseObject({ title: titleChange, sentences: sentenceChanges })),
    }),
  ),
  stories: z.array(
    z.looseObject({
      story: text,
      title: orNull(text),
      claims: z.looseObject({ added: named, gone: named }),
      events: z.array(z.looseObject({ type: text, text })),
    }),
  ),
  jobs: count,
  next,
});

/** Decisions, feeds, subscriptions, jobs, tokens: what is changed, and what is read to change it. */
export const changing = {
  'GET /v1/decisions': {
    tag: 'decisions',
    summary: 'What people decided, the latest first.',
    query: decisionsQuery,
    answers: { 200: z.object({ decisions: z.array(news.decision), next }) },
  },
  'POST /v1/decisions': {
    tag: 'decisions',
    summary: 'Take articles out of their family or story, or bring articles or stories together.',
    body: decisionWish,
    answers: { 201: decided },
  },
  'POST /v1/decisions/preview': {
    tag: 'decisions',
    summary: 'What a decision would change. Changes nothing.',
    body: decisionWish,
    answers: { 200: foreseen },
  },
  'POST /v1/decisions/:id/undo/preview': {
    tag: 'decisions',
    summary: 'What taking a decision back would change. Changes nothing.',
    answers: { 200: foreseen },
  },
  'GET /v1/review': {
    tag: 'decisions',
    summary: 'Mentions that are not sure and that nobody decided on, the least sure first.',
    query: reviewQuery,
    answers: {
      200: z.object({
        mentions: z.array(
          z.object({
            mention: news.mention,
            claim: z.object({ id: text, text, story: text }),
            outletName: text,
          }),
        ),
        next,
      }),
    },
  },
  'POST /v1/decisions/:id/undo': {
    tag: 'decisions',
    summary: 'Take a decision back.',
    body: undoWish,
    answers: { 200: decided },
  },
  'POST /v1/reprocess': {
    tag: 'articles',
    summary: 'What this version would make of pages kept; with apply, keep it.',
    body: reprocessWish,
    answers: { 200: reprocessed },
  },
  'GET /v1/feeds': {
    tag: 'feeds',
    summary: 'The feeds that are watched, by outlet.',
    query: feedsQuery,
    answers: { 200: z.object({ feeds: z.array(service.feed), next }) },
  },
  'GET /v1/feeds/export': {
    tag: 'feeds',
    summary: 'The feeds as an OPML list.',
    answers: { 200: z.object({ opml: text, feeds: count }) },
  },
  'GET /v1/feeds/:id': {
    tag: 'feeds',
    summary: 'A feed by its id or address: how it is, its history, its newest entries.',
    answers: {
      200: z.object({
        feed: service.feed,
        notices: service.feedHistory,
        entries: z.array(
          z.object({ id: text, url: text, title: orNull(text), published: orNull(time), firstSeen: time }),
        ),
      }),
    },
  },
  'POST /v1/feeds': {
    tag: 'feeds',
    summary: 'Watch the feeds of an address.',
    body: feedWish,
    answers: { 200: watched, 201: watched },
  },
  'POST /v1/feeds/import': {
    tag: 'feeds',
    summary: 'Watch all feeds of an OPML list.',
    body: listWish,
    answers: { 200: z.object({ added: count, known: count, revived: count, wrong: z.array(text) }) },
  },
  'POST /v1/feeds/:id/revive': {
    tag: 'feeds',
    summary: 'Poll a retired feed again.',
    answers: { 200: z.object({ feed: service.feed, revived: z.boolean() }) },
  },
  'DELETE /v1/feeds': {
    tag: 'feeds',
    summary: 'Stop watching a feed; what it brought is kept.',
    query: feedNamed,
    answers: { 200: z.object({ removed: z.looseObject({ id: text, url: text }) }) },
  },
  'POST /v1/ingest': {
    tag: 'feeds',
    summary: 'Put pages into the pipeline by hand.',
    body: ingestWish,
    answers: { 202: z.object({ entries: z.array(z.object({ entry: text, url: text })) }) },
  },
  'GET /v1/subscriptions': {
    tag: 'subscriptions',
    summary: 'Who is told, where, and of what; the oldest first.',
    query: subscriptionsQuery,
    answers: { 200: z.object({ subscriptions: z.array(service.subscription), next }) },
  },
  'GET /v1/subscriptions/:id': {
    tag: 'subscriptions',
    summary: 'A subscription.',
    answers: { 200: oneSubscription },
  },
  'POST /v1/subscriptions': {
    tag: 'subscriptions',
    summary: 'Make a subscription.',
    body: subscriptionWish,
    answers: { 200: made, 201: made },
  },
  'PATCH /v1/subscriptions/:id': {
    tag: 'subscriptions',
    summary: 'Change one.',
    body: subscriptionChange,
    answers: { 200: oneSubscription },
  },
  'DELETE /v1/subscriptions/:id': {
    tag: 'subscriptions',
    summary: 'End one.',
    answers: { 200: z.object({ removed: text }) },
  },
  'POST /v1/subscriptions/:id/test': {
    tag: 'subscriptions',
    summary: 'Send a test alert.',
    answers: { 202: z.object({ alert: text }) },
  },
  'POST /v1/subscriptions/:id/rotate': {
    tag: 'subscriptions',
    summary: 'Give its webhook a new secret; the old one signs too for a day.',
    answers: { 200: z.object({ secret: text, previousUntil: time }) },
  },
  'POST /v1/subscriptions/:id/stop': {
    tag: 'subscriptions',
    summary: 'Tell it nothing until it is started again.',
    answers: { 200: oneSubscription },
  },
  'POST /v1/subscriptions/:id/start': {
    tag: 'subscriptions',
    summary: 'Tell it again.',
    answers: { 200: oneSubscription },
  },
  'POST /v1/subscriptions/:id/replay': {
    tag: 'subscriptions',
    summary: 'Tell again everything after an alert, in order.',
    body: replayWish,
    answers: { 202: resent },
  },
  'POST /v1/backtest': {
    tag: 'subscriptions',
    summary: 'What a subscription would have been sent in the last days. Changes nothing.',
    body: backtestWish,
    answers: {
      200: z.object({
        since: time,
        stories: count,
        complete: z.boolean(),
        total: count,
        atOnce: count,
        perDay: z.record(text, count),
        kinds: z.record(text, count),
        alerts: z.array(
          z.looseObject({ at: text, kind: text, story: text, headline: text, held: orNull(text) }),
        ),
      }),
    },
  },
  'GET /v1/alerts': {
    tag: 'alerts',
    summary: 'Alerts, the newest first.',
    query: alertsQuery,
    answers: { 200: z.object({ alerts: z.array(service.alert), next }) },
  },
  'GET /v1/alerts/:id': {
    tag: 'alerts',
    summary: 'An alert and each attempt to deliver it.',
    answers: {
      200: z.object({
        alert: service.alert,
        deliveries: z.array(service.delivery),
        nextTry: orNull(time).meta({
          description: 'When it is told, or tried again; null where it was told, or nobody will.',
        }),
      }),
    },
  },
  'GET /v1/deliveries': {
    tag: 'alerts',
    summary: 'Attempts to deliver alerts, the latest first.',
    query: deliveriesQuery,
    answers: {
      200: z.object({
        deliveries: z.array(
          service.delivery.extend({ subscription: text, state: service.alertState, headline: text }),
        ),
        next,
      }),
    },
  },
  'POST /v1/alerts/:id/resend': {
    tag: 'alerts',
    summary: 'Tell an alert again.',
    answers: { 202: resent },
  },
  'GET /v1/failed': {
    tag: 'pipeline',
    summary: 'Jobs that failed for good and wait for a person.',
    query: failedQuery,
    answers: { 200: z.object({ failed: z.array(service.failedJob), next }) },
  },
  'POST /v1/failed/:stage/:id/retry': {
    tag: 'pipeline',
    summary: 'Put a job back into its queue.',
    params: failedParams,
    answers: { 200: z.object({ retried: text }) },
  },
  'DELETE /v1/failed/:stage/:id': {
    tag: 'pipeline',
    summary: 'Forget a job.',
    params: failedParams,
    answers: { 200: z.object({ discarded: text }) },
  },
  'GET /v1/tokens': {
    tag: 'access',
    summary: 'Tokens, the newest first; never what they are made of.',
    query: tokensQuery,
    answers: { 200: z.object({ tokens: z.array(service.token), next }) },
  },
  'POST /v1/tokens': {
    tag: 'access',
    summary: 'Make a token; it is told once.',
    body: tokenWish,
    answers: { 201: z.object({ token: service.token, secret: text }) },
  },
  'DELETE /v1/tokens/:id': {
    tag: 'access',
    summary: 'End a token, by its id or name, and the sessions opened with it.',
    answers: { 200: z.object({ revoked: text, name: text, open: z.boolean() }) },
  },
  'GET /v1/audit': {
    tag: 'access',
    summary: 'Who changed what, the latest first.',
    query: auditQuery,
    answers: { 200: z.object({ changes: z.array(service.change), next }) },
  },
  'GET /feeds/:name{.+\\.(rss|atom|json)}': {
    tag: 'links',
    summary: 'What a subscription is told, as a feed: its token, and .rss, .atom or .json.',
    answers: { 200: 'application/rss+xml, application/atom+xml, application/feed+json' },
  },
  'GET /unsubscribe/:token': {
    tag: 'links',
    summary: 'The page behind the link at the end of an alert by mail.',
    answers: { 200: 'text/html', 404: 'text/html' },
  },
  'POST /unsubscribe/:token': {
    tag: 'links',
    summary: 'Stop a subscription by its link (RFC 8058).',
    answers: { 200: 'text/html', 404: 'text/html' },
  },
  'GET /push/:name': {
    tag: 'links',
    summary: 'A hub asks whether we meant to subscribe (WebSub).',
    answers: { 200: 'text/plain', 404: 'text/plain' },
  },
  'POST /push/:name': {
    tag: 'links',
    summary: 'A hub pushes (WebSub).',
    answers: { 202: 'text/plain', 410: 'text/plain' },
  },
} satisfies Operations;
