import { metricsText, type Runtime, readiness, version } from '@hearsay/runtime';
import { callbackPath } from '@hearsay/text/push';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { decideRoutes } from './decide.js';
import { deskPaths, deskRoutes } from './desk/routes.js';
import { feedRoutes } from './feeds.js';
import { guard } from './guard.js';
import { answerProblem, Problem } from './problem.js';
import { pushRoutes } from './push.js';
import { readRoutes } from './read.js';
import { reprocessRoutes } from './reprocess/index.js';
import { subscriptionRoutes } from './subscriptions.js';
import { syndicationRoutes } from './syndication.js';
import { unsubscribeRoutes } from './unsubscribe.js';
import { whyRoutes } from './why.js';
import { writeRoutes } from './write.js';

/** A request body is a list of addresses at most. */
const largestBody = 4 * 1_048_576;

/** The API of one process. Served by serve.ts; a command without a daemon calls it directly. */
export function createApi(runtime: Runtime): Hono {
  const { deps } = runtime;
  const app = new Hono();
  app.onError((error, c) =>
    answerProblem(error, c, (cause) => deps.log.error({ err: cause, path: c.req.path }, 'request')),
  );
  app.notFound((c) =>
    answerProblem(new Problem(404, `There is nothing at ${c.req.path}.`), c, () => undefined),
  );
  // Before the guard and the body limit: hubs carry no token, and what they send has bounds of its own.
  app.route(callbackPath, pushRoutes(runtime));
  app.use(
    bodyLimit({
      maxSize: largestBody,
      onError: () => {
        throw new Problem(400, 'The body is too large.');
      },
    }),
  );
  app.use('/v1/*', guard(deps.settings));

  app.get('/healthz', (c) => c.json({ ok: true, name: 'hearsay', version }));
  app.get('/readyz', async (c) => {
    const ready = await readiness(runtime);
    return c.json({ ready: ready.record && ready.queue, ...ready }, ready.record && ready.queue ? 200 : 503);
  });
  app.get('/metrics', async (c) => {
    return c.body(await metricsText(runtime), 200, {
      'content-type': deps.metrics.registry.contentType,
    });
  });
  const syndication = syndicationRoutes(runtime);
  app.route('/', syndication.open);
  app.route('/v1', syndication.guarded);
  app.route('/', unsubscribeRoutes(runtime));
  app.route('/v1', feedRoutes(runtime));
  for (const path of deskPaths) app.use(path, guard(deps.settings));
  app.route('/', deskRoutes(runtime));
  app.route('/v1', readRoutes(runtime));
  app.route('/v1', writeRoutes(runtime));
  app.route('/v1', whyRoutes(runtime));
  app.route('/v1', decideRoutes(runtime));
  app.route('/v1', subscriptionRoutes(runtime));
  app.route('/v1', reprocessRoutes(runtime));
  return app;
}
