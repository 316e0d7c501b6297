import { RetryAfterError } from '@hearsay/pipeline';
import type { Lane, Rate, Store } from '@hearsay/store';
import { contentHash } from '@hearsay/text/id';
import { classifyResponse, type ResponseClass } from '@hearsay/text/response';
import { outletDomain } from '@hearsay/text/url';
import type { Clock } from './clock.js';
import { type GetOptions, type Http, HttpError, type HttpResult } from './http/index.js';
import type { Metrics } from './metrics.js';
import { createRobots, type RobotsFiles, robotsBytes } from './robots.js';
import type { Settings } from './settings.js';

/** How much of a body is looked at to tell an article from a wall. */
const wallBytes = 64 * 1024;

/** An answer of the web and what it means. */
export interface Answer {
  response: HttpResult;
  meaning: ResponseClass;
}

/** A site asked us to wait, and this is how it did. */
export class ThrottledError extends RetryAfterError {
  constructor(
    message: string,
    waitMs: number,
    readonly answer: Answer,
  ) {
    super(message, waitMs);
  }
}

export interface WebOptions extends GetOptions {
  /**
   * True where a person asked for this very address (a subscribed feed, as a reader of feeds would fetch it): robots.txt,
   * which speaks to crawlers, is not asked, and the request does not queue behind the pages of its domain.
   */
  asked?: boolean;
}

/** The way to the web that stages take: guarded, within each domain's budget, and told what the answer means. */
export interface Web {
  /**
   * Fetches an address. Rejects with RetryAfterError where the domain's budget is used up or its robots.txt is not
   * known yet, with ThrottledError where the site asks us to wait (every process then keeps away from the domain for
   * that long), with HttpError where nothing arrives or robots.txt keeps us out.
   */
  get(url: string, options?: WebOptions): Promise<Answer>;
  /** Sends something to a receiver that asked for it: no budget. Rejects with HttpError where it did not arrive. */
  post: Http['post'];
  close(): Promise<void>;
}

interface Needs {
  http: Http;
  store: Pick<Store, 'budgets' | 'robots'>;
  clock: Clock;
  settings: Settings;
  metrics: Metrics;
  userAgent: string;
}

/** Seconds beyond the longest exchange after which a request that nobody gave back is taken for dead. */
const leaseSlack = 5;

export function createWeb(needs: Needs): Web {
  const robots = createRobots({
    ...needs,
    now: () => needs.clock.now().getTime(),
    fetch: (url) => fetchRobots(url, needs),
  });
  return {
    get: (url, options = {}) => politeGet(url, options, needs, robots),
    post: needs.http.post,
    close: () => needs.http.close(),
  };
}

async function politeGet(
  url: string,
  options: WebOptions,
  needs: Needs,
  robots: RobotsFiles,
): Promise<Answer> {
  const { http, clock, metrics } = needs;
  const visit = new Visit(needs);
  const enter = async (address: string) => {
    http.check(address);
    if (options.asked === true) return visit.enter(address, 'feed', null);
    const { refusal, delaySeconds } = await robots.ask(address);
    if (refusal !== null) throw new HttpError('robots', refusal);
    return visit.enter(address, 'page', delaySeconds);
  };
  try {
    await enter(url);
    const response = await http.get(url, { ...options, onHop: enter });
    const meaning = classifyResponse({
      status: response.status,
      asked: url,
      url: response.url,
      headers: response.headers,
      body: new TextDecoder().decode(response.body.subarray(0, wallBytes)),
      now: clock.now().toISOString(),
    });
    metrics.fetches.inc({ kind: meaning.kind });
    return await visit.heed({ response, meaning });
  } finally {
    await visit.leave();
  }
}

/** robots.txt itself is asked for within the budget too. Redirects lead where they lead: the rules are the origin's. */
async function fetchRobots(url: string, needs: Needs): Promise<HttpResult> {
  const visit = new Visit(needs);
  try {
    await visit.enter(url, 'feed', null);
    const response = await needs.http.get(url, { maxBytes: robotsBytes, cut: true });
    const { status, headers } = response;
    const meaning = classifyResponse({ status, headers, now: needs.clock.now().toISOString() });
    return (await visit.heed({ response, meaning })).response;
  } finally {
    await visit.leave();
  }
}

/** One visit to the web: the budgets it took, which it gives back in the end. */
class Visit {
  readonly #needs: Needs;
  readonly #leases = new Map<string, Date>();
  #well = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Takes a request from the budget of this address's domain, once for a visit. */
  async enter(url: string, lane: Lane, delaySeconds: number | null): Promise<void> {
    const { settings, store } = this.#needs;
    const domain = outletDomain(url);
    if (this.#leases.has(domain)) return;
    const rate = rateOf(settings, lane, delaySeconds);
    const taken = await store.budgets.take(domain, contentHash(url), lane, rate);
    if (taken.lease === null)
      throw new RetryAfterError(`The request budget of ${domain} is used up for now.`, taken.waitMs);
    this.#leases.set(domain, taken.lease);
  }

  /** Keeps every process away from a domain that asks for it. A 503 that names no time is told to the caller too. */
  async heed(answer: Answer): Promise<Answer> {
    const { response, meaning } = answer;
    const asks = meaning.kind === 'throttled';
    this.#well = !asks && response.status !== 503;
    if (this.#well) return answer;
    const { settings, store } = this.#needs;
    const domain = outletDomain(response.url);
    const bounds = { firstSeconds: settings.HEARSAY_QUIET, mostSeconds: settings.HEARSAY_QUIET_MAX };
    const seconds = await store.budgets.block(domain, meaning.retryAfterSeconds, bounds);
    if (!asks) return answer;
    const message = `${domain} asks us to wait: ${meaning.reason}.`;
    throw new ThrottledError(message, Math.max(1, Math.ceil(seconds * 1_000)), answer);
  }

  async leave(): Promise<void> {
    const { store } = this.#needs;
    for (const [domain, lease] of this.#leases) await store.budgets.release(domain, lease, this.#well);
  }
}

function rateOf(settings: Settings, lane: Lane, delaySeconds: number | null): Rate {
  const delay = Math.min(delaySeconds ?? 0, settings.HEARSAY_CRAWL_DELAY_MAX);
  const slower = delay > 1 / settings.HEARSAY_DOMAIN_RATE;
  return {
    perSecond: slower ? 1 / delay : settings.HEARSAY_DOMAIN_RATE,
    burst: slower ? 1 : settings.HEARSAY_DOMAIN_BURST,
    // One lane more for feeds, so that pages that all hang do not keep us from seeing what is new.
    lanes: settings.HEARSAY_DOMAIN_PARALLEL + (lane === 'feed' ? 1 : 0),
    leaseSeconds: settings.HEARSAY_FETCH_SECONDS + leaseSlack,
  };
}
