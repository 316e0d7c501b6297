import { viewPipeline } from '@hearsay/pipeline';
import type { Runtime } from '@hearsay/runtime';
import { eventTypes } from '@hearsay/store';
import { canonicalUrl } from '@hearsay/text/url';
import { Hono } from 'hono';
import { z } from 'zod';
import { claimReview } from './claim-review.js';
import {
  articleObjects,
  type ClaimObject,
  claimObjects,
  eventObject,
  exportAll,
  storyObject,
} from './contract.js';
import { cursor, cursorOf, limitOf, nextOf, placeOf, seqCursor } from './paging.js';
import { found, parse } from './problem.js';
import { historyOf } from './revisions.js';
import { streamEvents } from './stream.js';

const limit = limitOf(500);
const before = z.iso
  .datetime({ offset: true })
  .optional()
  .meta({ description: 'Only those that are older.' });
const name = z.string().min(1).max(300).optional();

export const storiesQuery = z.object({ limit, cursor, before });
export const articlesQuery = z.object({ limit, cursor, before, outlet: name });
export const trailQuery = z.object({ of: z.string().min(1).max(8_192) });
export const eventsQuery = z.object({
  limit,
  cursor: seqCursor,
  after: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .meta({ description: 'Only lines after this seq; as cursor, which goes before it.' }),
  type: z.enum(eventTypes).optional(),
  story: name,
  claim: name,
  outlet: name,
});

/** What can be read: stories, articles, claims, events, alerts, the pipeline. */
export function readRoutes({ deps, queues }: Runtime): Hono {
  const { store } = deps;
  const owners = deps.settings.HEARSAY_OWNERS?.owners;
  const app = new Hono();

  app.get('/stories', async (c) => {
    const query = parse(storiesQuery, c.req.query());
    const rows = await store.stories.list(query.limit, timeOf(query.before), placeOf(query.cursor));
    return c.json({
      stories: rows,
      next: nextOf(rows, query.limit, ({ updatedAt, id }) => cursorOf({ at: updatedAt, id })),
    });
  });

  app.get('/stories/:id', async (c) => {
    const id = c.req.param('id');
    const story = found(await store.stories.get(id), 'story', id);
    const articles = await store.articles.ofStory(id);
    return c.json({
      story: storyObject(story, articles),
      articles: await articleObjects(store, articles, owners),
      claims: await claimObjects(store, id),
    });
  });

  app.get('/stories/:id/claims', async (c) => {
    const id = c.req.param('id');
    found(await store.stories.get(id), 'story', id);
    return c.json({ claims: await claimObjects(store, id) });
  });

  app.get('/claims/:id', async (c) => {
    const id = c.req.param('id');
    const row = found(await store.claims.get(id), 'claim', id);
    const claims: ClaimObject[] = await claimObjects(store, row.story);
    return c.json({
      claim: found(
        claims.find((claim) => claim.id === id),
        'claim',
        id,
      ),
    });
  });

  app.get('/claims/:id/claimreview', async (c) => {
    const id = c.req.param('id');
    const row = found(await store.claims.get(id), 'claim', id);
    const claim = (await claimObjects(store, row.story)).find((each) => each.id === id);
    const home = (deps.settings.HEARSAY_PUBLIC_URL ?? new URL(c.req.url).origin).replace(/\/$/, '');
    const review = await claimReview(found(claim, 'claim', id), store, home);
    return c.body(JSON.stringify(review), 200, { 'content-type': 'application/ld+json' });
  });

  app.get('/articles', async (c) => {
    const query = parse(articlesQuery, c.req.query());
    const rows = await store.articles.list(query.limit, {
      before: timeOf(query.before),
      outlet: query.outlet ?? null,
      after: placeOf(query.cursor),
    });
    return c.json({
      articles: await articleObjects(store, rows, owners),
      next: nextOf(rows, query.limit, ({ firstSeen, id }) => cursorOf({ at: firstSeen, id })),
    });
  });

  const articleOf = async (of: string) =>
    found(
      (await store.articles.get(of)) ?? (await store.articles.byUrl(canonicalUrl(of))),
      'article',
      of.slice(0, 200),
    );

  app.get('/articles/:id/revisions', async (c) =>
    c.json(await historyOf(store, await articleOf(c.req.param('id')))),
  );

  app.get('/articles/:id', async (c) => {
    const article = await articleOf(c.req.param('id'));
    const [object] = await articleObjects(store, [article], owners);
    return c.json({
      article: object,
      story: article.story,
      storyWhy: article.storyWhy,
      copyWhy: article.copyWhy,
    });
  });

  app.get('/trail', async (c) => {
    const { of } = parse(trailQuery, c.req.query());
    const subjects = await store.jobs.subjectsOf(of);
    return c.json({ of, outcomes: await store.jobs.trail(subjects) });
  });

  app.get('/events', async (c) => {
    const query = parse(eventsQuery, c.req.query());
    const rows = await store.events.after(query.cursor ?? String(query.after), query.limit, query);
    return c.json({ events: rows.map(eventObject), next: nextOf(rows, query.limit, ({ seq }) => seq) });
  });

  app.get('/events/stream', (c) => streamEvents(c, deps));

  app.get('/pipeline', async (c) => {
    const [counts, outcomes, outbox] = await Promise.all([
      queues.counts(),
      store.jobs.counts(),
      store.jobs.waitingCount(),
    ]);
    return c.json({
      // Jobs that are written and not yet handed to their queues.
      outbox,
      stages: viewPipeline().map((stage) => ({
        ...stage,
        queue: counts[stage.name],
        outcomes: outcomes.filter((row) => row.stage === stage.name).map(({ stage: _stage, ...row }) => row),
      })),
    });
  });

  app.get('/export', async (c) => c.json(await exportAll(store, owners)));
  return app;
}

function timeOf(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text);
}
