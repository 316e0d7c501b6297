import { type DecisionRequest, decide, undo } from '@hearsay/dedupe';
import {
  type Carrying,
  decideMentions,
  type Foreseen,
  foldStories,
  foresee,
  foreseeUndo,
  type MentionRequest,
  undoMentions,
} from '@hearsay/match';
import type { Runtime } from '@hearsay/runtime';
import { type DecidedWork, DecisionError } from '@hearsay/runtime/decision';
import type { Decision, Tables } from '@hearsay/store';
import { noOwners } from '@hearsay/text/outlet';
import { Hono } from 'hono';
import { z } from 'zod';
import { audited } from './access/index.js';
import { type MentionObject, mentionObject } from './contract.js';
import { foreseeArticles } from './foresee.js';
import { cursor, limitOf, nextOf, pageOf } from './paging.js';
import { bodyOf, Problem, parse } from './problem.js';

/** Articles, stories, mentions or claims that one decision may name. */
const mostNamed = 200;

const id = z.string().min(1).max(8_192);
const names = z.array(id).max(mostNamed);
const by = z.string().trim().min(1, 'must say who decides').max(200);
const why = z.string().trim().min(1).max(2_000).nullish();
const relation = z.enum(['repeats', 'varies', 'disputes']);

/** What a person may decide: on mentions and claims (`mention`, `mentions`, `claims`), or on articles and stories. */
export const decisionWish = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('confirmed'), mention: id, relation: relation.nullish(), by, why }).strict(),
  z.object({ verdict: z.literal('rejected'), mention: id, by, why }).strict(),
  z
    .object({
      verdict: z.literal('apart'),
      from: z.enum(['family', 'story']).nullish(),
      articles: names.min(1).optional(),
      mentions: names.min(1).optional(),
      by,
      why,
    })
    .strict()
    .refine((asked) => (asked.articles === undefined) !== (asked.mentions === undefined), {
      path: ['articles'],
      message: 'needs articles to take out of a story, or mentions of a claim, and not both',
    }),
  z
    .object({
      verdict: z.literal('together'),
      articles: names.default([]),
      stories: names.default([]),
      claims: names.optional(),
      by,
      why,
    })
    .strict(),
]);

export const undoWish = z.object({ by, why }).strict();

/** Mentions that are offered for review: who has gone through these asks again. */
const mostDoubtful = 500;

export const reviewQuery = z.object({ limit: limitOf(500), cursor });

export const decisionsQuery = z.object({ limit: limitOf(500), cursor });

/** A decision that a person asks for. */
export type Asked = z.output<typeof decisionWish>;

/** What people decide on mentions and claims, on families and stories, and taking it back. */
export function decideRoutes(runtime: Runtime): Hono {
  const { store } = runtime.deps;
  const app = new Hono();

  app.get('/decisions', async (c) => {
    const query = parse(decisionsQuery, c.req.query());
    const rows = await store.decisions.list(query.limit, query.cursor ?? null);
    return c.json({ decisions: rows.map(decisionObject), next: nextOf(rows, query.limit, ({ id }) => id) });
  });

  app.get('/review', async (c) => {
    const query = parse(reviewQuery, c.req.query());
    const { rows, next } = pageOf(await doubtful(mostDoubtful, runtime), query, ({ mention }) => mention.id);
    return c.json({ mentions: rows, next });
  });

  app.post('/decisions', async (c) => {
    const done = await makeDecision(await bodyOf(c), runtime);
    audited(c, done.decision.id);
    return c.json(done, 201);
  });

  app.post('/decisions/preview', async (c) => c.json(await foreseeDecision(await bodyOf(c), runtime)));

  app.post('/decisions/:id/undo', async (c) =>
    c.json(await takeBack(c.req.param('id'), await bodyOf(c), runtime)),
  );

  app.post('/decisions/:id/undo/preview', async (c) =>
    c.json(await foreseeTakingBack(c.req.param('id'), runtime)),
  );
  return app;
}

/** A mention that a person had better look at. */
export interface DoubtfulObject {
  mention: MentionObject;
  claim: { id: string; text: string; story: string };
  /** The name of the outlet whose article has it. */
  outletName: string;
}

/** Mentions that nobody decided on and that are not sure, the least sure first. */
export async function doubtful(limit: number, { deps }: Runtime): Promise<DoubtfulObject[]> {
  return (await deps.store.claims.doubtful(limit)).map((row) => ({
    mention: mentionObject(row),
    claim: { id: row.claim, text: row.claimText, story: row.story },
    outletName: row.outletName,
  }));
}

/** A decision that was carried out, as others read it. */
export interface DecidedObject {
  decision: DecisionObject;
  moved: { article: string; from: string; to: string }[];
  stories: string[];
  events: number[];
}

/**
 * Carries out what a person decided; the one way, for the API, the desk and commands.
 * @param asked as the API takes it
 * @throws Problem where it does not fit or cannot be done
 */
export async function makeDecision(asked: unknown, runtime: Runtime): Promise<DecidedObject> {
  const given = parse(decisionWish, asked);
  const mentions = onMentions(given);
  return carry(
    (write) =>
      mentions === null
        ? withFold(decide(onArticles(given), runtime.deps.clock.now(), write), write, runtime)
        : decideMentions(mentions, carrying(write, runtime)),
    runtime,
  );
}

/** A decision on articles with the claims of its stories derived anew. */
async function withFold(work: Promise<DecidedWork>, write: Tables, runtime: Runtime): Promise<DecidedWork> {
  const done = await work;
  return { ...done, jobs: await foldStories(done.stories, carrying(write, runtime)) };
}

/**
 * What a decision would change; nothing is written.
 * @throws Problem where it does not fit or could not be done
 */
export async function foreseeDecision(asked: unknown, runtime: Runtime): Promise<Foreseen> {
  const given = parse(decisionWish, asked);
  const { store, clock } = runtime.deps;
  const mentions = onMentions(given);
  if (mentions !== null) return said(() => foresee(mentions, store, ownersOf(runtime)));
  const work = onArticles(given);
  return said(() =>
    foreseeArticles((write) => withFold(decide(work, clock.now(), write), write, runtime), runtime),
  );
}

/** Takes a decision back. */
export async function takeBack(id: string, asked: unknown, runtime: Runtime): Promise<DecidedObject> {
  const given = parse(undoWish, asked);
  const { clock } = runtime.deps;
  const decision = await decisionNamed(id, runtime);
  const reason = given.why ?? null;
  return carry(
    (write) =>
      decision.about === 'mention'
        ? undoMentions(decision, { by: given.by, why: reason }, carrying(write, runtime))
        : withFold(undo(id, given.by, reason, clock.now(), write), write, runtime),
    runtime,
  );
}

/** What taking a decision back would change. */
export async function foreseeTakingBack(id: string, runtime: Runtime): Promise<Foreseen> {
  const decision = await decisionNamed(id, runtime);
  const { store, clock } = runtime.deps;
  if (decision.about === 'mention') return said(() => foreseeUndo(decision, store, ownersOf(runtime)));
  return said(() =>
    foreseeArticles(
      (write) => withFold(undo(id, 'someone', null, clock.now(), write), write, runtime),
      runtime,
    ),
  );
}

async function decisionNamed(id: string, { deps }: Runtime): Promise<Decision> {
  const decision = await deps.store.decisions.get(id);
  if (decision === null) throw new Problem(404, `There is no decision ${id}.`, 'id');
  return decision;
}

function onMentions(given: Asked): MentionRequest | null {
  const said = { by: given.by, why: given.why ?? null };
  if (given.verdict === 'confirmed')
    return { ...said, verdict: 'confirmed', mention: given.mention, relation: given.relation ?? null };
  if (given.verdict === 'rejected') return { ...said, verdict: 'rejected', mention: given.mention };
  if (given.verdict === 'apart')
    return given.mentions === undefined ? null : { ...said, verdict: 'apart', mentions: given.mentions };
  if (given.claims === undefined) return null;
  if (given.articles.length + given.stories.length > 0)
    throw new Problem(422, 'Name claims, or stories and articles, and not both.', 'claims');
  return { ...said, verdict: 'together', claims: given.claims };
}

function onArticles(given: Asked): DecisionRequest {
  const said = { by: given.by, why: given.why ?? null };
  if (given.verdict === 'apart')
    return { ...said, verdict: 'apart', articles: given.articles ?? [], from: given.from ?? null };
  if (given.verdict === 'together')
    return { ...said, verdict: 'together', articles: given.articles, stories: given.stories };
  throw new Problem(422, 'Name a mention.', 'mention');
}

function carrying(write: Tables, runtime: Runtime): Carrying {
  return { now: runtime.deps.clock.now(), owners: ownersOf(runtime), write };
}

function ownersOf({ deps }: Runtime) {
  return deps.settings.HEARSAY_OWNERS?.owners ?? noOwners;
}

/** Carries a decision out, and hands on the jobs that follow from it. */
async function carry(
  work: (write: Tables) => Promise<DecidedWork>,
  { deps, relay }: Runtime,
): Promise<DecidedObject> {
  const { done, posted } = await said(() =>
    deps.store.transaction(async (write) => {
      const { jobs, ...done } = await work(write);
      return { done, posted: await write.jobs.post(jobs) };
    }),
  );
  await relay.send(posted);
  return { ...done, decision: decisionObject(done.decision), events: done.events.map(Number) };
}

/** A decision that cannot be carried out is said as the API says it. */
async function said<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
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
