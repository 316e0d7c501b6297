import { type DecidedWork, DecisionError, decide, undo } from '@hearsay/dedupe';
import type { Runtime } from '@hearsay/runtime';
import type { Decision, Tables } from '@hearsay/store';
import { Hono } from 'hono';
import { z } from 'zod';
import { audited } from './access/index.js';
import { bodyOf, Problem, parse } from './problem.js';

/** Articles or stories that one decision may name. */
const mostNamed = 200;

const id = z.string().min(1).max(8_192);
const names = z.array(id).max(mostNamed);
const by = z.string().trim().min(1, 'must say who decides').max(200);
const why = z.string().trim().min(1).max(2_000).nullish();

const request = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('apart'),
    from: z.enum(['family', 'story']).nullish(),
    articles: names.min(1),
    by,
    why,
  }),
  z.object({
    verdict: z.literal('together'),
    articles: names.default([]),
    stories: names.default([]),
    by,
    why,
  }),
]);

/** What people decide on families and stories, and taking it back. */
export function decideRoutes(runtime: Runtime): Hono {
  const { store, clock } = runtime.deps;
  const app = new Hono();

  app.get('/decisions', async (c) => {
    const query = parse(
      z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
      c.req.query(),
    );
    return c.json({ decisions: (await store.decisions.list(query.limit)).map(decisionObject) });
  });

  app.post('/decisions', async (c) => {
    const asked = parse(request, await bodyOf(c));
    const given = { ...asked, why: asked.why ?? null };
    const work = (write: Tables) =>
      decide(given.verdict === 'apart' ? { ...given, from: given.from ?? null } : given, clock.now(), write);
    const done = await carry(work, runtime);
    audited(c, done.decision.id);
    return c.json(done, 201);
  });

  app.post('/decisions/:id/undo', async (c) => {
    const asked = parse(z.object({ by, why }), await bodyOf(c));
    const work = (write: Tables) => undo(c.req.param('id'), asked.by, asked.why ?? null, clock.now(), write);
    return c.json(await carry(work, runtime));
  });
  return app;
}

/** Carries a decision out, and hands on the jobs that follow from it. */
async function carry(work: (write: Tables) => Promise<DecidedWork>, { deps, relay }: Runtime) {
  try {
    const { done, posted } = await deps.store.transaction(async (write) => {
      const { jobs, ...done } = await work(write);
      return { done, posted: await write.jobs.post(jobs) };
    });
    await relay.send(posted);
    return { ...done, decision: decisionObject(done.decision), events: done.events.map(Number) };
  } catch (error) {
    if (error instanceof DecisionError) throw new Problem(error.code, error.message, error.field);
    throw error;
  }
}

/** A decision as others read it. */
export interface DecisionObject extends Omit<Decision, 'at' | 'before' | 'undoneAt'> {
  at: string;
  undoneAt: string | null;
}

export function decisionObject({ before: _, at, undoneAt, ...rest }: Decision): DecisionObject {
  return { ...rest, at: at.toISOString(), undoneAt: undoneAt?.toISOString() ?? null };
}
