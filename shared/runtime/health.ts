import { createServer } from 'node:http';
import { stageNames } from '@hearsay/pipeline';
import type { Handle } from '@hearsay/queue';
import type { Runtime } from './open.js';
import { UsageError } from './stop.js';

/** Whether the two servers we stand on answer. */
export interface Readiness {
  record: boolean;
  queue: boolean;
}

/** Asks the record and the queue; an error is a no. */
export async function readiness({ deps, queues }: Pick<Runtime, 'deps' | 'queues'>): Promise<Readiness> {
  const answers = (check: Promise<boolean>) => check.catch(() => false);
  const [record, queue] = await Promise.all([answers(deps.store.ready()), answers(queues.ready())]);
  return { record, queue };
}

/** The metrics of this process as Prometheus reads them, with the queues as they are now. */
export async function metricsText({ deps, queues }: Pick<Runtime, 'deps' | 'queues'>): Promise<string> {
  const counts = await queues.counts();
  for (const stage of stageNames) {
    const { oldestMs, ...states } = counts[stage];
    for (const [state, jobs] of Object.entries(states)) deps.metrics.queue.set({ stage, state }, jobs);
    deps.metrics.oldest.set({ stage }, oldestMs / 1_000);
  }
  return deps.metrics.registry.metrics();
}

/** `/healthz`, `/readyz` and `/metrics` of a stage that runs on its own, on loopback whatever HEARSAY_HOST says. */
export async function serveHealth(runtime: Runtime): Promise<Handle> {
  const server = createServer((request, response) => {
    answer(request.url ?? '', runtime).then(
      ({ status, body }) => response.writeHead(status).end(body),
      () => response.writeHead(503).end(),
    );
  });
  const port = runtime.settings.HEARSAY_PORT;
  await new Promise<void>((resolve, reject) => {
    server.once('error', () =>
      reject(new UsageError(`Port ${port} is in use: set HEARSAY_PORT for this stage.`)),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function answer(path: string, runtime: Runtime): Promise<{ status: number; body: string }> {
  if (path === '/healthz') return { status: 200, body: JSON.stringify({ ok: true }) };
  if (path === '/metrics') return { status: 200, body: await metricsText(runtime) };
  if (path !== '/readyz') return { status: 404, body: '' };
  const ready = await readiness(runtime);
  const all = ready.record && ready.queue;
  return { status: all ? 200 : 503, body: JSON.stringify({ ready: all, ...ready }) };
}
