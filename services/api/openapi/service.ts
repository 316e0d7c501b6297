import { stageNames } from '@hearsay/pipeline';
import { z } from 'zod';
import type { AuditObject, TokenObject } from '../access/index.js';
import type { PushObject } from '../push-object.js';
import { count, orNull, text, thing, time } from './shape.js';

// What runs it: feeds, subscriptions and alerts, failed jobs, tokens, changes, problems.

const push = thing(
  'Push',
  z.object({
    hub: text,
    state: text,
    since: time,
    leaseUntil: orNull(time),
    lastPing: orNull(time),
    pings: count,
    unsigned: count,
    error: orNull(text),
  }),
  'How it stands with the WebSub hub of a feed.',
) satisfies z.ZodType<Omit<PushObject, 'state'> & { state: string }>;

export const feed = thing(
  'Feed',
  z.object({
    id: text,
    url: text,
    kind: z.enum(['feed', 'sitemap index']),
    title: orNull(text),
    link: orNull(text),
    outlet: text,
    outletName: orNull(text),
    tags: z.array(text),
    addedAt: time,
    nextPollAt: time,
    intervalSeconds: orNull(z.number()),
    intervalWhy: orNull(text),
    lastPolledAt: orNull(time),
    lastSuccessAt: orNull(time),
    lastEntryAt: orNull(time),
    lastError: orNull(text),
    status: z.enum(['new', 'healthy', 'broken', 'blocked', 'retired']),
    statusSince: time,
    health: z.object({
      state: z.enum(['healthy', 'late', 'failing', 'waiting', 'broken', 'blocked', 'new', 'retired']),
      since: time,
      why: orNull(text),
      advice: orNull(text),
    }),
    push: orNull(push),
  }),
);

export const feedHistory = z.array(z.object({ at: time, kind: text, text }));

const wants = orNull(z.looseObject({}).meta({ description: 'As given; null is everything.' }));

export const subscription = thing(
  'Subscription',
  z.object({
    id: text,
    name: text,
    channel: z.object({
      kind: z.enum(['webhook', 'slack', 'email', 'feed', 'terminal']),
      url: text.optional(),
      to: text.optional(),
    }),
    wants,
    pace: wants,
    createdAt: time,
    state: z.enum(['active', 'stopped']),
    stoppedWhy: orNull(text),
    token: orNull(text).meta({
      description: 'Names it in links: /feeds/TOKEN.rss, /unsubscribe/TOKEN. Null for who may only read.',
    }),
    failures: count,
    retryAt: orNull(time),
  }),
  'Its secret is told when it is made or rotated, and never again.',
);

export const alertState = z.enum(['pending', 'held', 'delivered', 'failed', 'muted', 'folded']);

export const alert = thing(
  'Alert',
  z.object({
    id: text,
    subscription: text,
    seq: text.meta({ description: 'Grows with each alert; a decimal number.' }),
    kind: z.enum(['dispute', 'coverage', 'update', 'crossing', 'retraction', 'digest', 'test']),
    story: text,
    outlet: text,
    createdAt: time,
    body: z.looseObject({ headline: text, lines: z.array(z.looseObject({ text })) }),
    state: alertState,
    dueAt: time,
    held: orNull(text),
    toldIn: orNull(text),
  }),
  'What one subscription is told at once.',
);

export const delivery = thing(
  'Delivery',
  z.object({
    alert: text,
    attempt: z.int(),
    at: time,
    ok: z.boolean(),
    status: orNull(z.int()),
    error: orNull(text),
    milliseconds: orNull(z.number()),
    answer: orNull(text),
  }),
  'One attempt to deliver an alert.',
);

export const failedJob = thing(
  'FailedJob',
  z.object({
    id: text,
    stage: z.enum(stageNames as [string, ...string[]]),
    payload: z.unknown(),
    error: text,
    attempts: count,
    failedAt: z.number().meta({ description: 'Milliseconds since 1970.' }),
  }),
);

export const token = thing(
  'Token',
  z.object({
    id: text,
    name: text,
    scope: z.enum(['read', 'write', 'admin']),
    state: z.enum(['active', 'expired', 'revoked']),
    createdAt: time,
    createdBy: text,
    expiresAt: orNull(time),
    lastUsedAt: orNull(time),
    revokedAt: orNull(time),
    revokedBy: orNull(text),
  }),
) satisfies z.ZodType<TokenObject>;

export const change = thing(
  'Change',
  z.object({
    seq: count,
    at: time,
    who: text,
    via: text,
    does: text,
    subject: orNull(text),
    address: orNull(text),
    status: orNull(z.int()),
  }),
  'Who changed what.',
) satisfies z.ZodType<AuditObject>;

export const problem = thing(
  'Problem',
  z.object({
    type: text,
    title: text,
    status: z.int(),
    detail: text,
    field: text.optional().meta({ description: 'The part of the request that is wrong.' }),
  }),
  'RFC 9457.',
);
