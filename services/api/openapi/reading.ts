import { stageNames } from '@hearsay/pipeline';
import { z } from 'zod';
import { outletsQuery } from '../outlets.js';
import { articlesQuery, eventsQuery, storiesQuery, trailQuery } from '../read.js';
import { searchQuery } from '../search.js';
import { streamQuery } from '../stream.js';
import { whyQuery } from '../why.js';
import * as news from './news.js';
import type { Operations } from './operation.js';
import * as service from './service.js';
import { count, orNull, text, time } from './shape.js';

const next = orNull(text);
const feedFile = z.object({ name: z.enum(['feed.rss', 'feed.atom', 'feed.json']) });
const feedTypes = 'application/rss+xml, application/atom+xml, application/feed+json';

const link = z.object({ story: text, title: orNull(text), score: z.number(), why: text });

const whyOne = z.object({
  article: news.whyArticle,
  family: z.array(z.object({ member: news.whyArticle, score: orNull(z.number()) })),
  story: z.object({
    score: orNull(z.number()),
    least: z.number(),
    why: orNull(text),
    nearest: z.array(z.object({ article: news.whyArticle, score: z.number(), why: text })),
    others: z.array(link),
    linked: z.array(link),
  }),
  decisions: z.array(news.decision),
});

const whyTwo = z.object({
  a: news.whyArticle,
  b: news.whyArticle,
  text: z.object({
    same: z.boolean(),
    path: z.array(text),
    compared: z.looseObject({ score: z.number(), says: z.array(text) }),
  }),
  story: z.object({
    same: z.boolean(),
    whyA: orNull(text),
    whyB: orNull(text),
    compared: orNull(z.looseObject({ score: z.number(), least: z.number() })),
  }),
  decisions: z.array(news.decision),
});

/** One kind of results. */
const found = (item: z.ZodType) => z.object({ items: z.array(item), found: count, next });

/** Stories, claims, articles, the log: what is read. */
export const reading = {
  'GET /v1/stories': {
    tag: 'stories',
    summary: 'Stories, those that moved last first.',
    query: storiesQuery,
    answers: { 200: z.object({ stories: z.array(news.storyRow), next }) },
  },
  'GET /v1/stories/:id': {
    tag: 'stories',
    summary: 'A story with its articles and claims.',
    answers: {
      200: z.object({
        story: news.story,
        articles: z.array(news.article),
        claims: z.array(news.claim),
      }),
    },
  },
  'GET /v1/stories/:id/claims': {
    tag: 'stories',
    summary: 'The claims of a story with their mentions.',
    answers: { 200: z.object({ claims: z.array(news.claim) }) },
  },
  'GET /v1/stories/:id/:name{feed\\.(rss|atom|json)}': {
    tag: 'stories',
    summary: 'What happens in a story, as a feed.',
    params: feedFile,
    answers: { 200: feedTypes },
  },
  'GET /v1/claims/:id': {
    tag: 'claims',
    summary: 'A claim with every mention, the oldest first.',
    answers: { 200: z.object({ claim: news.claim }) },
  },
  'GET /v1/claims/:id/claimreview': {
    tag: 'claims',
    summary: 'The disputes of a claim as schema.org ClaimReview; an empty graph where nobody disputes it.',
    json: 'application/ld+json',
    answers: { 200: news.claimReview },
  },
  'GET /v1/claims/:id/:name{feed\\.(rss|atom|json)}': {
    tag: 'claims',
    summary: 'What happens to a claim, as a feed.',
    params: feedFile,
    answers: { 200: feedTypes },
  },
  'GET /v1/articles': {
    tag: 'articles',
    summary: 'Articles, those seen last first.',
    query: articlesQuery,
    answers: { 200: z.object({ articles: z.array(news.article), next }) },
  },
  'GET /v1/articles/:id': {
    tag: 'articles',
    summary: 'An article, by its id or its address.',
    answers: {
      200: z.object({
        article: news.article,
        story: orNull(text),
        storyWhy: orNull(text),
        copyWhy: orNull(text),
      }),
    },
  },
  'GET /v1/articles/:id/revisions': {
    tag: 'articles',
    summary: 'Its revisions, the first first, and what each changed.',
    answers: { 200: news.history },
  },
  'GET /v1/outlets': {
    tag: 'outlets',
    summary: 'How outlets stand: how often first, independent, disputed, corrected.',
    query: outletsQuery,
    answers: { 200: z.object({ outlets: z.array(news.outlet), next }) },
  },
  'GET /v1/outlets/:domain': {
    tag: 'outlets',
    summary: 'An outlet with its feeds and newest articles.',
    answers: {
      200: z.object({
        outlet: news.outlet,
        feeds: z.array(service.feed),
        articles: z.array(
          z.looseObject({
            id: text,
            url: text,
            title: orNull(text),
            published: orNull(time),
            story: orNull(text),
          }),
        ),
      }),
    },
  },
  'GET /v1/search': {
    tag: 'search',
    summary:
      'Stories, claims, people, outlets and articles that have some words; each kind has its own `next`.',
    query: searchQuery,
    answers: {
      200: z.object({
        q: text,
        stories: found(z.looseObject({ id: text, title: orNull(text) })).optional(),
        claims: found(z.looseObject({ id: text, story: text, text, counts: news.counts })).optional(),
        people: found(z.looseObject({ name: text, claims: count, outlets: count })).optional(),
        outlets: found(z.object({ domain: text, name: text, latest: orNull(time) })).optional(),
        articles: found(
          z.looseObject({ id: text, url: text, title: orNull(text), snippet: z.array(z.unknown()) }),
        ).optional(),
      }),
    },
  },
  'GET /v1/why': {
    tag: 'articles',
    summary:
      'Why an article is in its family and story; with b, why two are (or are not) one text and one story.',
    query: whyQuery,
    answers: { 200: z.union([whyTwo, whyOne]) },
  },
  'GET /v1/events': {
    tag: 'log',
    summary: 'Lines of the event log, the oldest first.',
    query: eventsQuery,
    answers: { 200: z.object({ events: z.array(news.event), next }) },
  },
  'GET /v1/events/stream': {
    tag: 'log',
    summary: 'Server-sent events: `event` for each new line of the log, `alert` for each new alert.',
    query: streamQuery,
    answers: { 200: 'text/event-stream' },
  },
  'GET /v1/export': {
    tag: 'log',
    summary: 'The whole record.',
    answers: {
      200: z.object({
        stories: z.array(news.story),
        articles: z.array(news.article),
        claims: z.array(news.claim),
        events: z.array(news.event),
      }),
    },
  },
  'GET /v1/pipeline': {
    tag: 'pipeline',
    summary: 'The stages, their queues, and how their jobs ended.',
    answers: {
      200: z.object({
        outbox: count,
        stages: z.array(
          z.looseObject({
            name: z.enum(stageNames as [string, ...string[]]),
            next: z.array(text),
            queue: z.object({
              waiting: count,
              active: count,
              delayed: count,
              failed: count,
              oldestMs: z.number(),
            }),
            outcomes: z.array(z.object({ outcome: text, reason: orNull(text), jobs: count })),
          }),
        ),
      }),
    },
  },
  'GET /v1/trail': {
    tag: 'pipeline',
    summary: 'Where something went, stage by stage, by its address or id.',
    query: trailQuery,
    answers: {
      200: z.object({
        of: text,
        outcomes: z.array(
          z.object({
            job: text,
            stage: text,
            outcome: z.enum(['forward', 'drop', 'done', 'failed']),
            reason: orNull(text),
            payload: z.unknown(),
            subjects: z.array(text),
            at: time,
            milliseconds: z.number(),
            attempts: z.int(),
          }),
        ),
      }),
    },
  },
  'GET /healthz': {
    tag: 'service',
    summary: 'Answers where the process is alive.',
    answers: { 200: z.object({ ok: z.boolean(), name: text, version: text }) },
  },
  'GET /readyz': {
    tag: 'service',
    summary: 'Whether record and queue answer.',
    answers: {
      200: z.object({ ready: z.boolean(), record: z.boolean(), queue: z.boolean() }),
      503: z.object({ ready: z.boolean(), record: z.boolean(), queue: z.boolean() }),
    },
  },
  'GET /metrics': { tag: 'service', summary: 'Metrics for Prometheus.', answers: { 200: 'text/plain' } },
  'GET /v1/openapi.json': {
    tag: 'service',
    summary: 'This document.',
    answers: { 200: z.looseObject({ openapi: text }) },
  },
  'GET /v1/reference': {
    tag: 'service',
    summary: 'This document as a page.',
    answers: { 200: 'text/html' },
  },
} satisfies Operations;
