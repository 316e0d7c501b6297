import { eventTypes } from '@hearsay/store';
import { z } from 'zod';
import type { ArticleObject, ClaimObject, EventObject, MentionObject, StoryObject } from '../contract.js';
import type { DecisionObject } from '../decide.js';
import type { OutletObject } from '../outlets.js';
import type { HistoryObject } from '../revisions.js';
import { count, orNull, text, thing, time } from './shape.js';

// What the record tells: stories, articles, claims, what people decided, outlets.

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
