import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { stageNames } from '@hearsay/pipeline';
import type { Runtime } from '@hearsay/runtime';
import { type Context, Hono } from 'hono';
import { formToken } from '../access/index.js';
import { watchedFeeds } from '../feeds.js';
import { outletDetail, outletObjects } from '../outlets.js';
import { Problem, parse } from '../problem.js';
import { searchAll, searchKinds, searchQuery } from '../search.js';
import { decideDesk } from './acts.js';
import { alertPage, alertsPage } from './alerts.js';
import { answer } from './answer.js';
import { articlePage } from './article.js';
import { claimPage } from './claim.js';
import { failuresDesk } from './failures.js';
import { feedsPage } from './feeds.js';
import { frontPage } from './front.js';
import { gatherArticle, gatherClaim, gatherFront, gatherStory } from './gather.js';
import type { Page } from './layout.js';
import { outletPage, outletsPage } from './outlets.js';
import { mostFailed, pipelinePage, rateMinutes } from './pipeline.js';
import { searchPage } from './search.js';
import { storyPage } from './story.js';
import { subscribeDesk } from './subscribe.js';
import { readView } from './view.js';

/** Alerts on one page. */
const mostAlerts = 100;

/** The folder of the static files: beside the sources, since the compiler copies none. */
const folder = new URL('../../desk/static/', import.meta.url);

const script = 'text/javascript; charset=utf-8';
const morph = createRequire(import.meta.url).resolve('idiomorph/dist/idiomorph.min.js');

/** Files that pages use: where each lies, of what type it is, and what is put after it. */
const files = {
  'desk.css': { at: new URL('desk.css', folder), type: 'text/css; charset=utf-8', end: '' },
  'live.js': { at: new URL('live.js', folder), type: script, end: '' },
  // The small form of the library is no module; live.js imports one.
  'idiomorph.js': { at: morph, type: script, end: '\nexport { Idiomorph };\n' },
  'icon.svg': { at: new URL('icon.svg', folder), type: 'image/svg+xml', end: '' },
} as const;

/** The desk: pages for people. Each gathers its data, and prints it. */
export function deskRoutes(runtime: Runtime): Hono {
  const { deps, queues } = runtime;
  const app = new Hono();
  const { store } = deps;

  app.route('/', decideDesk(runtime));
  app.route('/', subscribeDesk(runtime));
  app.route('/', failuresDesk(runtime));

  app.get('/', async (c) => answer(c, frontPage(await gatherFront(deps))));

  app.get('/stories/:id', async (c) => {
    const id = c.req.param('id');
    const data = await gatherStory(deps, id, readView(c.req.query()));
    const standing = data === null ? await store.stories.standing(id) : id;
    if (standing !== id) return c.redirect(`/stories/${standing}`);
    return answer(c, data && storyPage(data), 'story');
  });

  app.get('/claims/:id', async (c) => {
    const home = (deps.settings.HEARSAY_PUBLIC_URL ?? new URL(c.req.url).origin).replace(/\/$/, '');
    const data = await gatherClaim(deps, c.req.param('id'), home);
    return answer(c, data && claimPage(data), 'claim');
  });

  app.get('/articles/:id', async (c) => {
    const data = await gatherArticle(deps, c.req.param('id'), c.req.query('beside') ?? null);
    return answer(c, data && articlePage(data), 'article');
  });

  app.get('/outlets', async (c) => answer(c, outletsPage(await outletObjects(deps))));

  app.get('/outlets/:domain', async (c) => {
    const data = await outletDetail(deps, c.req.param('domain').toLowerCase());
    return answer(c, data && outletPage(data), 'outlet');
  });

  app.get('/search', async (c) => answer(c, await lookedFor(c, deps)));

  app.get('/alerts', async (c) => {
    const [subscriptions, alerts] = await Promise.all([
      store.subscriptions.all(),
      store.alerts.list(mostAlerts),
    ]);
    return answer(c, alertsPage({ subscriptions, alerts }));
  });

  app.get('/alerts/:id', async (c) => {
    const alert = await store.alerts.get(c.req.param('id'));
    if (alert === null) return answer(c, null, 'alert');
    const [subscription, deliveries] = await Promise.all([
      store.subscriptions.get(alert.subscription),
      store.alerts.deliveries(alert.id),
    ]);
    return answer(c, alertPage({ alert, subscription, deliveries }));
  });

  app.get('/feeds', async (c) => answer(c, feedsPage(await watchedFeeds(deps))));

  app.get('/pipeline', async (c) => {
    const now = deps.clock.now().getTime();
    const [counts, outcomes, outbox, recent, lag, failed] = await Promise.all([
      queues.counts(),
      store.jobs.counts(),
      store.jobs.waitingCount(),
      store.jobs.endedSince(new Date(now - rateMinutes * 60_000)),
      store.alerts.lag(new Date(now - 86_400_000)),
      Promise.all(stageNames.map((stage) => queues.failed(stage, mostFailed))),
    ]);
    const latest = failed.flat().sort((a, b) => b.failedAt - a.failedAt);
    const data = { queues: counts, outcomes, outbox, recent, lag, failed: latest };
    return answer(c, pipelinePage({ ...data, form: formToken(c) }));
  });

  app.get('/desk/:file', async (c) => {
    const name = c.req.param('file');
    if (!Object.hasOwn(files, name)) return answer(c, null, 'file');
    const { at, type, end } = files[name as keyof typeof files];
    return c.body(`${await readFile(at, 'utf8')}${end}`, 200, {
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'",
      'cache-control': 'no-cache',
    });
  });
  return app;
}

/** What is looked for, in pages of one kind or the best of each; what is wrong with the question is said on the page. */
async function lookedFor(c: Context, deps: Runtime['deps']): Promise<Page> {
  const { q = '', in: asked = 'all' } = c.req.query();
  const kind = searchKinds.find((each) => each === asked) ?? 'all';
  if (q.trim() === '') return searchPage({ q: '', kind, found: null, wrong: null });
  try {
    const query = parse(searchQuery, { q, in: kind, cursor: c.req.query('cursor') });
    return searchPage({ q, kind, found: await searchAll(deps, query), wrong: null });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return searchPage({ q, kind, found: null, wrong: error.detail });
  }
}
