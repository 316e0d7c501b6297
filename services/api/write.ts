import { type StageName, stageNames } from '@hearsay/pipeline';
import type { Runtime } from '@hearsay/runtime';
import { idOf } from '@hearsay/text/id';
import { canonicalUrl } from '@hearsay/text/url';
import { Hono } from 'hono';
import { z } from 'zod';
import { audited } from './access/index.js';
import { cursor, limitOf, pageOf } from './paging.js';
import { bodyOf, Problem, parse } from './problem.js';

const address = z
  .url({ protocol: /^https?$/, message: 'must be an http or https address' })
  .max(8_192, 'is longer than any server takes');

const stageParam = z.enum(stageNames as [StageName, ...StageName[]]);

/** Pages given by hand at once. */
const mostPages = 1_000;

/** Failed jobs of a stage that are looked at: more than a person goes through. */
const mostFailed = 10_000;

export const ingestWish = z.object({ urls: z.array(address).min(1).max(mostPages) });
export const failedQuery = z.object({ limit: limitOf(1_000), cursor, stage: stageParam.optional() });
export const failedParams = z.object({ stage: stageParam, id: z.string() });

/** What can be changed: pages given by hand, failed jobs. */
export function writeRoutes(runtime: Runtime): Hono {
  const { queues } = runtime;
  const app = new Hono();

  app.post('/ingest', async (c) => {
    const { urls } = parse(ingestWish, await bodyOf(c));
    const entries = await ingest(urls, runtime);
    audited(
      c,
      entries.map(({ entry }) => entry),
    );
    return c.json({ entries }, 202);
  });

  app.get('/failed', async (c) => {
    const { stage, limit, cursor: after } = parse(failedQuery, c.req.query());
    const stages = stage ? [stage] : stageNames;
    const lists = await Promise.all(stages.map((name) => queues.failed(name, mostFailed)));
    const { rows, next } = pageOf(lists.flat(), { limit, cursor: after }, ({ id }) => id);
    return c.json({ failed: rows, next });
  });

  app.post('/failed/:stage/:id/retry', async (c) => {
    const { stage, id } = parse(failedParams, c.req.param());
    if (!(await queues.retry(stage, id))) throw new Problem(404, `There is no failed ${stage} job ${id}.`);
    return c.json({ retried: id });
  });

  app.delete('/failed/:stage/:id', async (c) => {
    const { stage, id } = parse(failedParams, c.req.param());
    if (!(await queues.discard(stage, id))) throw new Problem(404, `There is no failed ${stage} job ${id}.`);
    return c.json({ discarded: id });
  });
  return app;
}

/** Puts pages given by hand into the pipeline, as entries of a feed that is never polled. */
async function ingest(urls: string[], { deps, relay }: Runtime): Promise<{ entry: string; url: string }[]> {
  const now = deps.clock.now();
  const feed = idOf('feed', 'by hand');
  // One page under two spellings of its address is one entry, which one statement may write once.
  const distinct = [...new Map(urls.map((url) => [canonicalUrl(url), url])).values()];
  const entries = distinct.map((url) => ({
    id: idOf('entry', feed, canonicalUrl(url)),
    feed,
    guid: canonicalUrl(url),
    url,
    canonicalUrl: canonicalUrl(url),
    title: null,
    author: null,
    summary: null,
    published: null,
    updated: now,
    firstSeen: now,
  }));
  const posted = await deps.store.transaction(async (write) => {
    await write.feeds.addByHand(feed, now);
    await write.entries.save(entries);
    return write.jobs.post(entries.map((entry) => ({ stage: 'fetch', payload: { entry: entry.id } })));
  });
  await relay.send(posted);
  return entries.map(({ id, url }) => ({ entry: id, url }));
}
