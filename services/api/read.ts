import { viewPipeline } from '@hearsay/pipeline';
import type { Runtime } from '@hearsay/runtime';
import { canonicalUrl } from '@hearsay/text/url';
import { Hono } from 'hono';
import { z } from 'zod';
import {
  articleObjects,
  type ClaimObject,
  claimObjects,
  eventObject,
  exportAll,
  storyObject,
} from './contract.js';
import { found, parse } from './problem.js';
import { historyOf } from './revisions.js';
import { streamEvents } from './stream.js';

/** A page of a list: enough for a screen, small enough to answer at once. */
const limit = z.coerce.number().int().min(1).max(500).default(100);
const time = z.iso.datetime({ offset: true }).optional();
const listQuery = z.object({ limit, before: time });

/** What can be read: stories, articles, claims, events, alerts, the pipeline. */
export function readRoutes({ deps, queues }: Runtime): Hono {
  const { store } = deps;
  const owners = deps.settings.HEARSAY_OWNERS?.owners;
  const app = new Hono();

  app.get('/stories', async (c) => {
    const query = parse(listQuery, c.req.query());
    const rows = await store.stories.list(
      query.limit,
      query.before === undefined ? null : new Date(query.before),
    );
    return c.json({ stories: rows });
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

  app.get('/articles', async (c) => {
    const query = parse(listQuery, c.req.query());
    const rows = await store.articles.list(
      query.limit,
      query.before === undefined ? null : new Date(query.before),
    );
    return c.json({ articles: await articleObjects(store, rows, owners) });
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
    const { of } = parse(z.object({ of: z.string().min(1) }), c.req.query());
    const subjects = await store.jobs.subjectsOf(of);
    return c.json({ of, outcomes: await store.jobs.trail(subjects) });
  });

  app.get('/events', async (c) => {
    const query = parse(z.object({ after: z.coerce.number().int().min(0).default(0), limit }), c.req.query());
    const rows = await store.events.after(String(query.after), query.limit);
    return c.json({ events: rows.map(eventObject) });
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
