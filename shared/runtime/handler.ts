import type { Outcome, Payload, StageName } from '@hearsay/pipeline';
import type { Store, Tables } from '@hearsay/store';
import type { Clock } from './clock.js';
import type { Log } from './log.js';
import type { Mailer } from './mail.js';
import type { Metrics } from './metrics.js';
import type { Reader } from './reader/index.js';
import type { Settings } from './settings.js';
import type { Web } from './web.js';

export type { Tables as Write } from '@hearsay/store';
export type { Answer } from './web.js';

/** Everything a handler may use. It names the parts it needs, and a test gives it just those. */
export interface Deps {
  store: Store;
  /** The one way to the network. */
  web: Web;
  /** The way out for mail. */
  mailer: Mailer;
  /** Cleans pages, and reads feeds that are not small, in worker threads. */
  reader: Reader;
  clock: Clock;
  settings: Settings;
  log: Log;
  metrics: Metrics;
}

/**
 * What a handler gives back: what became of the job, or a function that writes to the record and then says so. The
 * runner calls that function in one transaction together with the outcome and the jobs that follow, so either all
 * of it is kept or nothing. It may run again (deadlocks), so it does nothing but write.
 */
export type Work<S extends StageName> = Outcome<S> | ((write: Tables) => Promise<Outcome<S>>);

/** A stage: data in, what became of it out. It knows no queue, no retries, no metrics. */
export type Handler<S extends StageName, Needs extends keyof Deps = keyof Deps> = (
  payload: Payload<S>,
  deps: Pick<Deps, Needs>,
) => Promise<Work<S>>;

/** One handler for each of some stages. */
export type Handlers = { [S in StageName]?: Handler<S> };
