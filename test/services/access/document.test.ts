import { rules } from '@hearsay/api/access/index';
import { openapi, operations } from '@hearsay/api/openapi/document';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type TestApp, testApp } from './app.js';
import { fill } from './fill.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const document = openapi();
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: 'hearsay', components: document.components });

const operationAt = (path: string, method: string) => document.paths[path]?.[method.toLowerCase()];

/** The schema of a route's JSON answer, with its references pointed at the document. */
function schemaOf(route: string, status: number): object | null {
  const [method, path] = route.split(' ') as [string, string];
  const at = path.replaceAll(/:(\w+)(\{.*?\)\})?/g, '{$1}');
  const { responses } = operationAt(at, method) as {
    responses: Record<string, { $ref?: string; content?: Record<string, { schema: object }> }>;
  };
  const named = responses[status];
  const answer = named?.$ref === undefined ? named : resolved(named.$ref);
  const json = Object.entries(answer?.content ?? {}).find(([type]) => /json$/.test(type));
  return json === undefined
    ? null
    : JSON.parse(JSON.stringify(json[1].schema).replaceAll('"#/components', '"hearsay#/components'));
}

function resolved(ref: string) {
  const name = ref.split('/').at(-1) as string;
  return (document.components.responses as Record<string, { content: Record<string, { schema: object }> }>)[
    name
  ];
}

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  test('has every route that is no page of the desk, and no other', () => {
    const pages =
      /^(GET|POST) \/(sign-in|sign-out|decide|pipeline\/failed\/.+|desk\/:file|(stories|claims|articles|alerts|outlets|subscriptions)(\/.*)?|feeds|pipeline|review|search)?$/;
    const routes = Object.keys(rules).filter((route) => !pages.test(route));
    expect(Object.keys(operations).sort()).toEqual(routes.sort());
    expect(routes.filter((route) => / \/v1\//.test(route)).length).toBeGreaterThan(45);
  });

  test('names each operation once', () => {
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map((operation) => operation.operationId as string),
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+[A-Za-z0-9]+$/);
  });
});

describe('real answers', () => {
  let api: TestApp;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    api = await testApp('embedded');
    const made = await api.ask('POST', '/v1/subscriptions', {
      body: { name: 'all', channel: { kind: 'feed' } },
    });
    expect(made.status).toBe(201);
    hold('POST /v1/subscriptions', made.status, await made.json());
    const hook = { url: 'https://hook.example/x' };
    const webhook = await api.ask('POST', '/v1/subscriptions', { body: hook });
    hold('POST /v1/subscriptions', 201, await webhook.json());
    await fill(api.deps);
    await api.record.store.feeds.add({
      id: 'f_1',
      url: 'https://tribune.example/feed',
      outlet: 'tribune.example',
      title: 'Tribune',
      tags: [],
      now: new Date(),
    } as never);
    ids.story = (await get('/v1/stories')).stories[0].id;
    const { claims, articles } = await get(`/v1/stories/${ids.story}`);
    ids.claim = claims.find(
      (each: { counts: { disputingOutlets: number } }) => each.counts.disputingOutlets > 0,
    ).id;
    ids.mention = claims.find((each: { id: string }) => each.id === ids.claim).mentions.at(-1).id;
    ids.article = articles[0].id;
    ids.other = articles[1].id;
    ids.subscription = (await get('/v1/subscriptions')).subscriptions[0].id;
    ids.alert = (await get('/v1/alerts')).alerts[0].id;
  });
  afterAll(() => api.end());

  const get = async (path: string) => (await api.ask('GET', path)).json();

  function hold(route: string, status: number, answer: unknown): void {
    const schema = schemaOf(route, status);
    expect(schema, `${route} ${status} has a schema`).not.toBeNull();
    const fits = ajv.compile(schema as object);
    expect(
      fits(answer),
      `${route} ${status}: ${ajv.errorsText(fits.errors)}\n${JSON.stringify(answer).slice(0, 2_000)}`,
    ).toBe(true);
  }

  test('a disputed claim is told as ClaimReview, of the outlet that disputes it, without a rating of ours', async () => {
    const { '@graph': graph } = await get(`/v1/claims/${ids.claim}/claimreview`);
    expect(graph.length).toBeGreaterThan(0);
    expect(graph[0]).toMatchObject({
      '@type': 'ClaimReview',
      url: 'https://gazette.example/cranes',
      author: { '@type': 'Organization', name: 'Evening Gazette' },
      reviewRating: { '@type': 'Rating', alternateName: expect.stringMatching(/^Disputed by /) },
      itemReviewed: { '@type': 'Claim', firstAppearance: { url: 'https://tribune.example/cranes' } },
    });
    expect(graph[0].reviewRating).not.toHaveProperty('ratingValue');
    const page = await (await api.ask('GET', `/claims/${ids.claim}`)).text();
    const [, data] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page) ?? [];
    expect(JSON.parse(data as string)['@graph'][0].claimReviewed).toBe(graph[0].claimReviewed);
  });

  test.each([
    ['GET /v1/stories', '/v1/stories'],
    ['GET /v1/stories/:id', '/v1/stories/{story}'],
    ['GET /v1/stories/:id/claims', '/v1/stories/{story}/claims'],
    ['GET /v1/claims/:id', '/v1/claims/{claim}'],
    ['GET /v1/claims/:id/claimreview', '/v1/claims/{claim}/claimreview'],
    ['GET /v1/articles', '/v1/articles?outlet=tribune.example'],
    ['GET /v1/articles/:id', '/v1/articles/{article}'],
    ['GET /v1/articles/:id/revisions', '/v1/articles/{article}/revisions'],
    ['GET /v1/why', '/v1/why?a={article}'],
    ['GET /v1/why', '/v1/why?a={article}&b={other}'],
    ['GET /v1/outlets', '/v1/outlets?limit=2'],
    ['GET /v1/outlets/:domain', '/v1/outlets/tribune.example'],
    ['GET /v1/search', '/v1/search?q=cranes'],
    ['GET /v1/review', '/v1/review'],
    [
      'POST /v1/decisions/preview',
      '/v1/decisions/preview',
      { verdict: 'rejected', mention: '{mention}', by: 'Ann' },
    ],
    ['GET /v1/events', '/v1/events?type=covered'],
    ['GET /v1/export', '/v1/export'],
    ['GET /v1/pipeline', '/v1/pipeline'],
    ['GET /v1/trail', '/v1/trail?of={article}'],
    ['GET /v1/decisions', '/v1/decisions'],
    ['GET /v1/feeds', '/v1/feeds'],
    ['GET /v1/feeds/:id', '/v1/feeds/f_1'],
    ['GET /v1/feeds/export', '/v1/feeds/export'],
    ['GET /v1/subscriptions', '/v1/subscriptions?state=active'],
    ['GET /v1/subscriptions/:id', '/v1/subscriptions/{subscription}'],
    ['GET /v1/alerts', '/v1/alerts'],
    ['GET /v1/alerts/:id', '/v1/alerts/{alert}'],
    ['GET /v1/failed', '/v1/failed'],
    ['GET /v1/tokens', '/v1/tokens'],
    ['GET /v1/audit', '/v1/audit'],
    ['GET /v1/openapi.json', '/v1/openapi.json'],
    ['GET /healthz', '/healthz'],
    ['GET /readyz', '/readyz'],
    [
      'POST /v1/decisions',
      '/v1/decisions',
      { verdict: 'apart', articles: ['{article}'], from: 'story', by: 'Ann' },
    ],
    ['POST /v1/ingest', '/v1/ingest', { urls: ['https://outlet.example/x'] }],
    ['POST /v1/backtest', '/v1/backtest', { days: 90 }],
    ['POST /v1/reprocess', '/v1/reprocess', { since: '2031-01-01T00:00:00Z', stage: 'match' }],
    ['POST /v1/subscriptions/:id/test', '/v1/subscriptions/{subscription}/test', {}],
    ['POST /v1/subscriptions/:id/stop', '/v1/subscriptions/{subscription}/stop', {}],
    ['POST /v1/subscriptions/:id/start', '/v1/subscriptions/{subscription}/start', {}],
    ['POST /v1/subscriptions/:id/replay', '/v1/subscriptions/{subscription}/replay', { after: 0 }],
    ['PATCH /v1/subscriptions/:id', '/v1/subscriptions/{subscription}', { name: 'the desk' }],
    ['POST /v1/alerts/:id/resend', '/v1/alerts/{alert}/resend', {}],
    ['POST /v1/feeds/:id/revive', '/v1/feeds/f_1/revive', {}],
    ['DELETE /v1/feeds', '/v1/feeds?of=f_1', undefined],
    ['DELETE /v1/subscriptions/:id', '/v1/subscriptions/{subscription}', undefined],
  ])('%s holds to its schema (%s)', async (route, path, body?: unknown) => {
    const fillIn = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);
    const answer = await api.ask(route.split(' ')[0] as string, fillIn(path), {
      ...(body === undefined ? {} : { body: JSON.parse(fillIn(JSON.stringify(body))) }),
    });
    expect(answer.status).toBeLessThan(300);
    hold(route, answer.status, await answer.json());
  });

  test('mistakes hold to theirs', async () => {
    for (const [route, path, status] of [
      ['GET /v1/stories', '/v1/stories?limit=0', 400],
      ['GET /v1/stories', '/v1/stories?cursor=none', 400],
      ['GET /v1/stories/:id', '/v1/stories/none', 404],
    ] as const) {
      const answer = await api.ask('GET', path);
      expect(answer.status).toBe(status);
      hold(route, status, await answer.json());
    }
  });

  test('lists are read to their end by cursor, and are the whole list', async () => {
    for (const [path, key, name] of [
      ['/v1/articles', 'articles', 'id'],
      ['/v1/events', 'events', 'seq'],
      ['/v1/alerts', 'alerts', 'id'],
      ['/v1/stories', 'stories', 'id'],
      ['/v1/subscriptions', 'subscriptions', 'id'],
      ['/v1/audit', 'changes', 'seq'],
    ] as const) {
      const whole = (await get(`${path}?limit=500`))[key].map((each: Record<string, unknown>) => each[name]);
      const read: unknown[] = [];
      for (let next: string | null = ''; next !== null; ) {
        const page = await get(`${path}?limit=1${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`);
        expect(page[key].length).toBeLessThanOrEqual(1);
        read.push(...page[key].map((each: Record<string, unknown>) => each[name]));
        next = page.next;
      }
      expect(read, path).toEqual(whole);
    }
  });

  test('what did not change is answered 304', async () => {
    const first = await api.ask('GET', '/v1/articles');
    const headers = { 'if-none-match': first.headers.get('etag') as string };
    expect(headers['if-none-match']).toMatch(/^W\/"/);
    const second = await api.ask('GET', '/v1/articles', { headers });
    expect([second.status, await second.text()]).toEqual([304, '']);
    expect((await api.ask('GET', '/v1/articles?limit=1', { headers })).status).toBe(200);
  });

  test('the reference shows every route, and lets nothing run', async () => {
    const answer = await api.ask('GET', '/v1/reference');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    const page = await answer.text();
    for (const path of Object.keys(document.paths)) expect(page).toContain(path);
    expect(page).not.toMatch(/<script|style=|onclick/);
  });
});
