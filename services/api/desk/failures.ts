import { type StageName, stageNames } from '@hearsay/pipeline';
import type { Runtime } from '@hearsay/runtime';
import { Hono } from 'hono';
import { z } from 'zod';
import { parse } from '../problem.js';

const named = z.object({ stage: z.enum(stageNames as [StageName, ...StageName[]]), id: z.string() });

/** What is done with jobs that failed for good, from the pipeline page. One that is gone already is no error. */
export function failuresDesk({ queues }: Runtime): Hono {
  const app = new Hono();
  app.post('/pipeline/failed/:stage/:id/retry', async (c) => {
    const { stage, id } = parse(named, c.req.param());
    await queues.retry(stage, id);
    return c.redirect('/pipeline#failed', 303);
  });
  app.post('/pipeline/failed/:stage/:id/discard', async (c) => {
    const { stage, id } = parse(named, c.req.param());
    await queues.discard(stage, id);
    return c.redirect('/pipeline#failed', 303);
  });
  return app;
}
