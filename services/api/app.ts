import { metricsText, type Runtime, readiness, version } from '@hearsay/runtime';
import { callbackPath } from '@hearsay/text/push';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { admit, Identity, signInRoutes, tokenRoutes, witness } from './access/index.js';
import { withEtag } from './conditional.js';
import { decideRoutes } from './decide.js';
import { deskRoutes } from './desk/routes.js';
import { feedRoutes } from './feeds.js';
import { openapiRoutes } from './openapi/routes.js';
import { outletRoutes } from './outlets.js';
import { answerProblem, Problem } from './problem.js';
import { pushRoutes } from './push.js';
import { readRoutes } from './read.js';
import { reprocessRoutes } from './reprocess/index.js';
import { searchRoutes } from './search.js';
import { subscriptionRoutes } from './subscriptions.js';
import { syndicationRoutes } from './syndication.js';
import { unsubscribeRoutes } from './unsubscribe.js';
import { whyRoutes } from './why.js';
import { writeRoutes } from './write.js';

/** A request body is a list of addresses at most. */
const largestBody = 4 * 1_048_576;

/**
 * The API of one process, served by serve.ts. A command without a daemon calls it directly and is `trusted`: whoever can
 * open the record can do everything. Who may do what stands in access/rules.ts.
 */
export function createApi(runtime: Runtime, { trusted = false }: { trusted?: boolean } = {}): Hono {
  const { deps } = runtime;
  const identity = new Identity(deps);
  const app = new Hono();
  app.onError((error, c) =>
    answerProblem(error, c, (cause) => deps.log.error({ err: cause, path: c.req.path }, 'request')),
  );
  app.notFound((c) =>
    answerProblem(new Problem(404, `There is nothing at ${c.req.path}.`), c, () => undefined),
  );
  // Before the guard and the body limit: hubs carry no token, and what they send has bounds of its own.
  app.route(callbackPath, pushRoutes(runtime));
  app.use(admit(deps, identity, trusted));
  app.use(
    bodyLimit({
      maxSize: largestBody,
      onError: () => {
        throw new Problem(413, 'The body is too large.');
      },
    }),
  );
  app.use(witness(deps));

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
  app.route('/', signInRoutes(runtime, identity));
  app.route('/v1', tokenRoutes(runtime));
  app.use('/v1/*', withEtag);
  app.route('/v1', openapiRoutes());
  app.route('/', deskRoutes(runtime));
  app.route('/v1', readRoutes(runtime));
  app.route('/v1', outletRoutes(runtime));
  app.route('/v1', searchRoutes(runtime));
  app.route('/v1', writeRoutes(runtime));
  app.route('/v1', whyRoutes(runtime));
  app.route('/v1', decideRoutes(runtime));
  app.route('/v1', subscriptionRoutes(runtime));
  app.route('/v1', reprocessRoutes(runtime));
  return app;
}
