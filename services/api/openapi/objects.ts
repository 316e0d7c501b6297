import { stageNames } from '@hearsay/pipeline';
import { eventTypes } from '@hearsay/store';
import { z } from 'zod';
import type { AuditObject, TokenObject } from '../access/index.js';
import type { ArticleObject, ClaimObject, EventObject, MentionObject, StoryObject } from '../contract.js';
import type { DecisionObject } from '../decide.js';
import type { OutletObject } from '../outlets.js';
import type { PushObject } from '../push-object.js';
import type { HistoryObject } from '../revisions.js';

// The things that answers are made of. Readers should let pass what they do not know: more may be told later.

/** Schemas that have a name in the document. */
export const named = z.registry<{ id: string; description?: string }>();

function thing<Schema extends z.ZodType>(id: string, schema: Schema, description?: string): Schema {
  named.add(schema, { id, ...(description === undefined ? {} : { description }) });
  return schema;
}

export const time = z.iso.datetime();
export const text = z.string();
export const count = z.int().min(0);
export const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullable();

export const story = thing(
  'Story',
  z.object({ id: text, title: orNull(text), firstSeen: time, articles: z.array(text) }),
  'Articles on the same real-world events; its articles earliest published first.',
) satisfies z.ZodType<StoryObject>;

export const storyRow = thing(
  'StoryRow',
  z.object({
    id: text,
    title: orNull(text),
    firstSeen: time,
    updatedAt: time,
    articles: count,
    outlets: count,
  }),
);

const copyKind = orNull(z.enum(['exact', 'near', 'rewrite', 'translation']));

export const article = thing(
  'Article',
  z.object({
    id: text,
    url: text,
    outlet: text,
    outletName: text,
    owner: orNull(text),
    title: orNull(text),
    byline: z.array(text),
    published: orNull(time),
    fetched: time,
    lang: orNull(text),
    revision: z.int().min(1),
    text,
    copyOf: orNull(text),
    copyKind,
    cites: z.array(z.object({ outlet: orNull(text), outletName: text, sentence: text })),
    linkedStories: z.array(z.object({ story: text, title: orNull(text) })),
  }),
  'An article in its latest wording. Offsets elsewhere are UTF-16 code units into its text.',
) satisfies z.ZodType<ArticleObject>;

const origin = z.object({ kind: z.enum(['outlet', 'person', 'document']), name: text });

export const counts = thing(
  'Counts',
  z.object({ outlets: count, independent: count, disputingOutlets: count, disputers: count }),
  'Outlets that assert a claim, origins they go back to, outlets that carry a dispute, and who disputes.',
);

export const mention = thing(
  'Mention',
  z.object({
    id: text,
    article: text,
    outlet: text,
    revision: z.int().min(1),
    in: z.enum(['text', 'title']),
    sentence: text,
    start: count,
    end: count,
    relation: z.enum(['originates', 'repeats', 'varies', 'disputes']),
    change: orNull(z.enum(['number', 'quotation', 'detail', 'update'])),
    target: orNull(z.enum(['claim', 'report'])),
    hedged: z.boolean(),
    speaker: orNull(text),
    speakerNamed: z.boolean(),
    via: orNull(z.object({ outlet: orNull(text), outletName: text })),
    origin,
    quantities: z.array(
      z.object({
        value: z.number(),
        bound: z.enum(['>', '>=', '=', '~', '<=', '<']),
        unit: orNull(text),
        text,
      }),
    ),
    confidence: z.number().min(0).max(1),
    why: text,
  }),
  'The sentence in one revision of an article that makes, repeats, varies or disputes a claim.',
) satisfies z.ZodType<MentionObject>;

export const claim = thing(
  'Claim',
  z.object({
    id: text,
    story: text,
    recurs: orNull(text),
    text,
    kind: z.enum(['statement', 'quotation']),
    origins: z.array(origin),
    counts,
    mentions: z.array(mention),
  }),
) satisfies z.ZodType<ClaimObject>;

export const event = thing(
  'Event',
  z.object({
    seq: count,
    type: z.enum(eventTypes),
    claim: orNull(text),
    story: text,
    outlet: text,
    article: orNull(text),
    mention: orNull(text),
    at: time,
    text,
  }),
  'A line of the append-only log.',
) satisfies z.ZodType<EventObject>;

const words = z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text }));
export const titleChange = orNull(z.object({ before: orNull(text), after: orNull(text), words }));
export const sentenceChanges = z.array(
  z.union([
    z.object({ kind: z.literal('added'), after: text }),
    z.object({ kind: z.literal('removed'), before: text }),
    z.object({ kind: z.literal('changed'), before: text, after: text, words }),
  ]),
);

export const history = thing(
  'History',
  z.object({
    article: text,
    url: text,
    outletName: text,
    absent: orNull(z.object({ since: time, why: text, confirmed: orNull(time) })),
    lastVisit: orNull(time),
    nextVisit: orNull(time),
    revisions: z.array(
      z.object({
        revision: z.int().min(1),
        kind: z.enum(['edit', 'deleted', 'restored', 'reprocessed']),
        minor: z.boolean(),
        fetched: time,
        modified: orNull(time),
        title: orNull(text),
        page: orNull(text),
        pageHash: orNull(text),
        section: orNull(text),
        syndicatedFrom: orNull(text),
        cleaner: text,
        extractor: orNull(text),
        changes: orNull(
          z.object({
            title: titleChange,
            sentences: sentenceChanges,
            notes: z.array(
              z.object({ kind: z.enum(['correction', 'clarification', 'retraction', 'update']), text }),
            ),
          }),
        ),
      }),
    ),
  }),
  'What is known of an article over time.',
) satisfies z.ZodType<HistoryObject>;

export const decision = thing(
  'Decision',
  z.object({
    id: text,
    about: z.enum(['family', 'story', 'mention']),
    verdict: z.enum(['together', 'apart', 'confirmed', 'rejected']),
    subjects: z.array(text),
    others: z.array(text),
    relation: orNull(z.enum(['repeats', 'varies', 'disputes'])),
    by: text,
    why: orNull(text),
    at: time,
    undoneAt: orNull(time),
    undoneBy: orNull(text),
    undoneWhy: orNull(text),
  }),
  'Something a person decided; it outlives what comes later.',
) satisfies z.ZodType<DecisionObject>;

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
    state: z.enum(['pending', 'held', 'delivered', 'failed', 'muted', 'folded']),
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

export const outlet = thing(
  'Outlet',
  z.object({
    domain: text,
    name: text,
    owner: orNull(text),
    latest: orNull(time),
    since: orNull(time),
    articles: count,
    copies: count,
    citing: count,
    independent: count,
    claims: count,
    first: count,
    disputed: count,
    disputing: count,
    corrected: count,
    withdrawn: count,
  }),
  'How an outlet stands: counts over its newest articles, as far back as `since`.',
) satisfies z.ZodType<OutletObject>;

export const whyArticle = thing(
  'WhyArticle',
  z.object({
    id: text,
    url: text,
    outlet: text,
    outletName: text,
    title: orNull(text),
    published: orNull(time),
    story: orNull(text),
    storyTitle: orNull(text),
    copyOf: orNull(text),
    copyKind,
    copyWhy: orNull(text),
  }),
);

export const claimReview = thing(
  'ClaimReview',
  z.looseObject({
    '@context': z.literal('https://schema.org'),
    '@graph': z.array(z.looseObject({ '@type': z.literal('ClaimReview') })),
  }),
  'schema.org ClaimReview, one for each outlet that carries a dispute.',
);
