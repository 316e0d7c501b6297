import type { ArticleObject, EventObject, ExportObject } from '@hearsay/api';

/** One outcome of a trail. */
export interface Outcome {
  job: string;
  stage: string;
  outcome: 'forward' | 'drop' | 'done' | 'failed';
  reason: string | null;
  payload: Record<string, unknown>;
  subjects: string[];
  at: string;
}

/** The calls of the API that the demo makes. */
export interface Client {
  subscribe(url: string): Promise<void>;
  addFeed(url: string): Promise<void>;
  trail(of: string): Promise<Outcome[]>;
  /** The alerts that a subscription is told of a story, and the article that each is about. */
  alerts(subscription: string, story: string): Promise<{ id: string; article: string | null }[]>;
  /** The lines of the log after this one. */
  eventsAfter(seq: number): Promise<EventObject[]>;
  article(id: string): Promise<ArticleObject>;
  record(): Promise<ExportObject>;
}

/** Lines of the log asked for at a time. */
const eventBatch = 500;

export function connect(url: string): Client {
  const get = (path: string) => call(url, 'GET', path);
  return {
    subscribe: async (address) => {
      await call(url, 'POST', '/v1/subscriptions', { url: address, name: 'the demo desk' });
    },
    addFeed: async (address) => {
      await call(url, 'POST', '/v1/feeds', { url: address });
    },
    trail: async (of) => (await get(`/v1/trail?of=${encodeURIComponent(of)}`)).outcomes,
    alerts: async (subscription, story) => {
      const { alerts } = await get(`/v1/alerts?limit=1000&subscription=${subscription}`);
      return (alerts as { id: string; story: string; body: { article: { id: string } | null } }[])
        .filter((alert) => alert.story === story)
        .map(({ id, body }) => ({ id, article: body.article?.id ?? null }));
    },
    eventsAfter: async (seq) => {
      const events: EventObject[] = [];
      for (let after = seq; ; after = events.at(-1)?.seq ?? seq) {
        const some: EventObject[] = (await get(`/v1/events?after=${after}&limit=${eventBatch}`)).events;
        events.push(...some);
        if (some.length < eventBatch) return events;
      }
    },
    article: async (id) => (await get(`/v1/articles/${id}`)).article,
    record: () => get('/v1/export'),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: each caller knows what it asked for
async function call(base: string, method: string, path: string, body?: unknown): Promise<any> {
  const response = await fetch(`${base}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new Error(`${method} ${path.split('?')[0]}: ${problem.detail ?? response.status}`);
  }
  return response.json();
}
