import type { Runtime } from '@hearsay/runtime';
import { Hono } from 'hono';
import { z } from 'zod';
import { audited } from '../access/index.js';
import { bodyOf, parse } from '../problem.js';
import { applyPlans } from './apply.js';
import { planStory, type ReprocessStage, type StoryChanges } from './claims.js';
import type { Plan, ReadAgain } from './wording.js';

export type { ReprocessStage, StoryChanges } from './claims.js';
export type { ReadAgain, WordingChanges } from './wording.js';

/** Stories worked on in one request: a page takes a fifth of a second, so that each request ends within seconds. */
const storiesAtOnce = 5;

const time = z.iso.datetime({
  offset: true,
  message: 'must be an ISO 8601 time such as 2026-03-04T10:00:00Z',
});
export const reprocessWish = z.object({
  since: time,
  until: time.optional(),
  stage: z.enum(['clean', 'extract', 'match']).default('clean'),
  outlet: z.string().min(1).max(300).optional(),
  apply: z.boolean().default(false),
  /** Where the answer before said to go on. */
  after: z.string().max(200).optional(),
});

/** What a part of the history becomes when it is run again. */
export interface ReprocessObject {
  stage: ReprocessStage;
  applied: boolean;
  /** Articles looked at. Those that stay as they are, are counted only. */
  looked: number;
  stayed: number;
  articles: ReadAgain[];
  /** Stories in which claims or the log change. */
  stories: StoryChanges[];
  /** Jobs that were made; the stages work on them from now on. */
  jobs: number;
  /** Ask again with this as `after`; null at the end. */
  next: string | null;
}

/** Runs the stages of today over pages kept, and shows what changes; writes it only where `apply` is true. */
export function reprocessRoutes(runtime: Runtime): Hono {
  const app = new Hono();
  app.post('/reprocess', async (c) => {
    const asked = parse(reprocessWish, await bodyOf(c));
    audited(c, asked.apply && `${asked.stage} since ${asked.since}`);
    return c.json(await reprocess(asked, runtime));
  });
  return app;
}

async function reprocess(asked: z.output<typeof reprocessWish>, runtime: Runtime): Promise<ReprocessObject> {
  const { store } = runtime.deps;
  const groups = await store.articles.readWithin({
    since: new Date(asked.since),
    until: asked.until === undefined ? null : new Date(asked.until),
    outlet: asked.outlet ?? null,
    after: asked.after ?? '',
    limit: storiesAtOnce,
  });
  const answer: ReprocessObject = {
    stage: asked.stage,
    applied: asked.apply,
    looked: 0,
    stayed: 0,
    articles: [],
    stories: [],
    jobs: 0,
    next: groups.length < storiesAtOnce ? null : (groups.at(-1)?.of ?? null),
  };
  for (const group of groups) await reprocessGroup(group, asked, runtime, answer);
  return answer;
}

async function reprocessGroup(
  group: { story: string | null; articles: string[] },
  { stage, apply }: z.output<typeof reprocessWish>,
  runtime: Runtime,
  answer: ReprocessObject,
): Promise<void> {
  const plans = await plansOf(group.articles, stage, runtime);
  const reports = plans.map(({ report }) => report);
  answer.looked += plans.length;
  answer.stayed += reports.filter(({ outcome }) => outcome === 'stays').length;
  answer.articles.push(...reports.filter(({ outcome }) => outcome !== 'stays'));
  const touched = stage !== 'clean' || plans.some(({ wording }) => wording !== null);
  if (group.story !== null && touched) {
    const changes = await planStory(group.story, plans, stage, runtime.deps);
    const { added, gone, changed } = changes.claims;
    if (added.length + gone.length + changed.length + changes.events.length > 0) answer.stories.push(changes);
  }
  if (apply) answer.jobs += await applyPlans(plans, group.story, stage, runtime);
}

async function plansOf(ids: string[], stage: ReprocessStage, { deps }: Runtime): Promise<Plan[]> {
  // What reads pages takes longer to load than everything else of the API: most of its users never ask for this.
  const { planWording } = await import('./wording.js');
  const articles = await deps.store.articles.some(ids);
  const latest = new Map((await deps.store.articles.latest(ids)).map((each) => [each.article, each]));
  const plans: Plan[] = [];
  for (const article of articles.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const revision = latest.get(article.id);
    if (revision === undefined) continue;
    plans.push(
      stage === 'clean' ? await planWording(article, revision, deps) : asItIs({ article, latest: revision }),
    );
  }
  return plans;
}

/** Where clean is not run again the wording stays. */
function asItIs({ article, latest }: Pick<Plan, 'article' | 'latest'>): Plan {
  const report: ReadAgain = {
    article: article.id,
    url: article.url,
    outletName: article.outletName,
    title: latest.title,
    revision: latest.revision,
    cleaner: { before: latest.madeBy, after: latest.madeBy },
    outcome: 'stays',
    why: null,
    changes: null,
  };
  return { article, latest, wording: null, report };
}
