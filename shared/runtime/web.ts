import { RetryAfterError } from '@hearsay/pipeline';
import type { Store } from '@hearsay/store';
import { classifyResponse, type ResponseClass } from '@hearsay/text/response';
import { outletDomain } from '@hearsay/text/url';
import type { Clock } from './clock.js';
import type { GetOptions, Http, HttpResult } from './http/index.js';
import type { Metrics } from './metrics.js';
import type { Settings } from './settings.js';

/** A site that asks for quiet without saying for how long gets this much. */
const quietSeconds = 60;

/** How much of a body is looked at to tell an article from a wall. */
const wallBytes = 64 * 1024;

/** An answer of the web and what it means. */
export interface Answer {
  response: HttpResult;
  meaning: ResponseClass;
}

/** The way to the web that stages take: guarded, within each domain's budget, and told what the answer means. */
export interface Web {
  /**
   * Fetches an address. Rejects with RetryAfterError where the domain's budget is empty or the site asks us to wait
   * (every process then keeps away from the domain for that long), with HttpError where nothing arrives.
   */
  get(url: string, options?: GetOptions): Promise<Answer>;
  /** Sends something to a receiver that asked for it: no budget. Rejects with HttpError where it did not arrive. */
  post: Http['post'];
  close(): Promise<void>;
}

export function createWeb(needs: {
  http: Http;
  store: Store;
  clock: Clock;
  settings: Settings;
  metrics: Metrics;
}): Web {
  return {
    get: (url, options) => politeGet(url, options ?? {}, needs),
    post: needs.http.post,
    close: () => needs.http.close(),
  };
}

async function politeGet(
  url: string,
  options: GetOptions,
  needs: Parameters<typeof createWeb>[0],
): Promise<Answer> {
  const { http, store, clock, settings, metrics } = needs;
  const domain = outletDomain(url);
  const rate = { perSecond: settings.HEARSAY_DOMAIN_RATE, burst: settings.HEARSAY_DOMAIN_BURST };
  const waitMs = await store.budgets.take(domain, rate, clock.now());
  if (waitMs > 0) throw new RetryAfterError(`The request budget of ${domain} is used up for now.`, waitMs);
  const response = await http.get(url, options);
  const meaning = classifyResponse({
    status: response.status,
    headers: response.headers,
    body: new TextDecoder().decode(response.body.subarray(0, wallBytes)),
    now: clock.now().toISOString(),
  });
  metrics.fetches.inc({ kind: meaning.kind });
  if (meaning.kind !== 'throttled') return { response, meaning };
  const quietMs = (meaning.retryAfterSeconds ?? quietSeconds) * 1_000;
  await store.budgets.block(domain, new Date(clock.now().getTime() + quietMs));
  throw new RetryAfterError(`${domain} asks us to wait: ${meaning.reason}.`, quietMs);
}
