import { alert } from '@hearsay/alert';
import { type ServedApi, serveApi } from '@hearsay/api';
import { clean } from '@hearsay/clean';
import { dedupe } from '@hearsay/dedupe';
import { deliver, dueDeliveries } from '@hearsay/deliver';
import { extract } from '@hearsay/extract';
import { dueArticles, fetchPage } from '@hearsay/fetch';
import { match } from '@hearsay/match';
import type { StageName } from '@hearsay/pipeline';
import { dueFeeds, hubs, poll } from '@hearsay/poll';
import {
  type Handlers,
  type Log,
  openRuntime,
  type Runtime,
  type Settings,
  startStages,
} from '@hearsay/runtime';
import { housekeeping } from './housekeeping.js';

/** Every stage's handler; a stage without one does not compile. */
export const handlers: Required<Handlers> = {
  poll,
  fetch: fetchPage,
  clean,
  dedupe,
  extract,
  match,
  alert,
  deliver,
};

/** A running daemon. */
export interface Daemon {
  runtime: Runtime;
  /** Null where only some stages were asked for. */
  api: ServedApi | null;
  /** Stops in the order data takes: polling, the API, the stages, queues, record. Nothing under way is lost. */
  close(): Promise<void>;
}

/** Starts every stage and the API in this process, or only the stages named. */
export async function startDaemon(
  settings: Settings,
  log: Log,
  only: StageName[] | null = null,
): Promise<Daemon> {
  const runtime = await openRuntime(settings, log);
  try {
    await addEverything(runtime);
    const api = only === null ? await serveApi(runtime) : null;
    const chosen = only === null ? handlers : Object.fromEntries(only.map((name) => [name, handlers[name]]));
    if ('clean' in chosen) runtime.deps.reader.warm();
    const ticks = [
      ...('poll' in chosen ? [dueFeeds(settings), hubs(settings)] : []),
      ...('fetch' in chosen ? [dueArticles(settings)] : []),
      ...('deliver' in chosen ? [dueDeliveries] : []),
      ...(only === null ? [housekeeping] : []),
    ];
    const stages = await startStages(runtime, chosen as Handlers, ticks);
    return {
      runtime,
      api,
      close: async () => {
        await api?.close();
        await stages.close();
        await runtime.close();
      },
    };
  } catch (error) {
    await runtime.close();
    throw error;
  }
}

/** The subscription that `hearsay watch` prints: to everything, from the first event on. */
async function addEverything({ deps }: Runtime): Promise<void> {
  await deps.store.subscriptions.save({
    id: 'everything',
    name: 'everything, in the terminal',
    channel: { kind: 'terminal' },
    wants: null,
    pace: null,
    token: null,
    createdAt: deps.clock.now(),
    afterSeq: '0',
  });
}
