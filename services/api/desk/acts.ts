import type { Foreseen } from '@hearsay/match';
import type { Runtime } from '@hearsay/runtime';
import { type Context, Hono } from 'hono';
import { audited, callerOf, formToken } from '../access/index.js';
import { claimObjects, ranked } from '../contract.js';
import {
  decisionObject,
  doubtful,
  foreseeDecision,
  foreseeTakingBack,
  makeDecision,
  takeBack,
} from '../decide.js';
import { Problem } from '../problem.js';
import { answer } from './answer.js';
import { type AskedOnPage, askedOf, backOf, bodyFor, placeOf } from './asked.js';
import { decidePage, reviewPage, sortPage } from './decide.js';
import { gatherPlace, gatherSplit } from './near.js';
import { placePage, splitPage } from './place.js';
import { subjectsOf } from './subjects.js';

/** Mentions in doubt, and decisions, on one page. */
const mostReviewed = 50;

/** What a person decides at the desk. Each decision is shown before it is made; all are made as the API makes them. */
export function decideDesk(runtime: Runtime): Hono {
  const { store } = runtime.deps;
  const app = new Hono();

  app.get('/review', async (c) => {
    const decisions = (await store.decisions.list(mostReviewed)).map(decisionObject);
    return answer(c, reviewPage(await doubtful(mostReviewed, runtime), decisions));
  });

  app.get('/claims/:id/sort', async (c) => {
    const row = await store.claims.get(c.req.param('id'));
    const claims = row === null ? [] : await claimObjects(store, row.story);
    const claim = claims.find((each) => each.id === row?.id);
    if (claim === undefined) return answer(c, null, 'claim');
    const articles = await store.articles.some(claim.mentions.map((mention) => mention.article));
    const names = new Map(articles.map(({ id, outletName }) => [id, outletName]));
    return answer(c, sortPage({ claim, names, others: ranked(claims.filter((each) => each !== claim)) }));
  });

  app.get('/articles/:id/sort', async (c) => {
    const data = await gatherPlace(runtime.deps, c.req.param('id'), c.req.query('q') ?? '');
    return answer(c, data && placePage(data), 'article');
  });

  app.get('/stories/:id/sort', async (c) => {
    const data = await gatherSplit(runtime.deps, c.req.param('id'), c.req.query('q') ?? '');
    return answer(c, data && splitPage(data), 'story');
  });

  app.get('/decide', async (c) => {
    const query = c.req.queries();
    const asked = askedOf((name) => query[name] ?? []);
    return show(c, asked, await backOf(asked, runtime), runtime);
  });

  app.post('/decide', async (c) => {
    const form = (await c.req.parseBody({ all: true })) as Record<string, unknown>;
    const all = (name: string) => [form[name] ?? []].flat().filter((each) => typeof each === 'string');
    const asked = askedOf(all);
    const said = { by: all('by')[0] ?? '', why: all('why')[0]?.trim() || null };
    try {
      const back = await backOf(asked, runtime);
      const done =
        asked.verdict === 'undo'
          ? await takeBack(asked.ids[0] ?? '', said, runtime)
          : await makeDecision(bodyFor(asked, said), runtime);
      audited(c, done.decision.id);
      return c.redirect(await placeOf(done.decision.subjects[0], back, runtime), 303);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return show(c, asked, await backOf(asked, runtime).catch(() => '/review'), runtime, error);
    }
  });
  return app;
}

async function show(c: Context, asked: AskedOnPage, back: string, runtime: Runtime, problem?: Problem) {
  const caller = callerOf(c);
  const by = caller.session === null ? '' : caller.name;
  const subjects = await subjectsOf(asked, runtime);
  const data = { asked, subjects, back, by, form: formToken(c) };
  try {
    const foreseen = await foreseenOf(asked, runtime);
    const page = decidePage({ ...data, foreseen, wrong: problem?.detail ?? null });
    return answer(c, page, 'page', problem?.code ?? 200);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return answer(c, decidePage({ ...data, foreseen: null, wrong: error.detail }), 'page', error.code);
  }
}

function foreseenOf(asked: AskedOnPage, runtime: Runtime): Promise<Foreseen> {
  return asked.verdict === 'undo'
    ? foreseeTakingBack(asked.ids[0] ?? '', runtime)
    : foreseeDecision(bodyFor(asked, { by: 'someone', why: null }), runtime);
}
