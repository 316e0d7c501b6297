import { rules } from '@hearsay/api/access/index';
import { openapi } from '@hearsay/api/openapi/document';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Asked, type TestApp, testApp } from './app.js';
import { fill } from './fill.js';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 180_000 });

/** Calls of each route. More were made while this was written; these find what a change breaks. */
const callsOfEach = Number(process.env.FUZZ_CALLS ?? 25);

/** Another seed asks other things; this one is kept, so that a failure comes again. */
const seed = Number(process.env.FUZZ_SEED ?? 20_310_303);

/** No answer may take longer, on a machine that does much else besides. */
const longestMs = 20_000;

type Json = Record<string, unknown>;

interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: Json;
}

const document = openapi();
const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    parameters: (operation.parameters ?? []) as Parameter[],
    body: (operation.requestBody as { content: Json } | undefined)?.content['application/json'] as
      | { schema: Json }
      | undefined,
  })),
);

/** Pages of the desk are in no document: their paths, and what any of them may be asked besides. */
const text = { type: 'string' };
const asked = ['q', 'in', 'cursor', 'claims', 'page', 'outlet', 'origin', 'next', 'view', 'limit'];
for (const rule of Object.keys(rules)) {
  const [method, path] = rule.split(' ') as [string, string];
  if (
    method !== 'GET' ||
    path.startsWith('/v1/') ||
    path.includes('{') ||
    path.replaceAll(/:(\w+)/g, '{$1}') in document.paths
  )
    continue;
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
  routes.push({
    method,
    path: path.replaceAll(/:(\w+)/g, '{$1}'),
    parameters: [
      ...names.map((name) => ({ name, in: 'path' as const, required: true, schema: text })),
      ...asked.map((name) => ({ name, in: 'query' as const, required: false, schema: text })),
    ],
    body: undefined,
  });
}

let api: TestApp;
let known: string[] = [];

beforeAll(async () => {
  const engine = process.env.FUZZ_ENGINE === 'server' ? 'server' : 'embedded';
  api = await testApp(engine, {
    HEARSAY_RESOLVE: 'outlet.example=127.0.0.1:1',
    HEARSAY_RETRY_FACTOR: '0.001',
  });
  await api.ask('POST', '/v1/subscriptions', { body: { name: 'all', channel: { kind: 'feed' } } });
  await fill(api.deps);
  const get = async (path: string) => (await api.ask('GET', path)).json();
  const { stories } = await get('/v1/stories');
  const { articles, claims } = await get(`/v1/stories/${stories[0].id}`);
  const { subscriptions } = await get('/v1/subscriptions');
  const { alerts } = await get('/v1/alerts');
  known = [...stories, ...articles, ...claims, ...subscriptions, ...alerts].map(({ id }) => id);
  known.push(subscriptions[0].token, 'https://tribune.example/cranes');
});
afterAll(() => api.end());

/** What people and programs that mean harm write where a text is expected. */
const hostile = fc.constantFrom(
  ...[
    '',
    ' ',
    '.',
    '..',
    '../../etc/passwd',
    '%',
    '%00',
    '\0',
    'a\0b',
    '\ud800',
    '\udfff\ud83d',
    '\u202ex',
    '\ufeff',
  ],
  ...["' or 1=1 --", '"; drop table hearsay.stories; --', '<script>alert(1)</script>', '{{7*7}}', '%{1}'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'null',
    'undefined',
    'NaN',
    '-1',
    '0',
    '1e999',
    '9223372036854775808',
  ],
  ...['99999999999999999999', '0x10', 'true', '[]', '{}', '-0', '1.5', '2031-02-30T00:00:00Z', '0000-00-00'],
  ...[
    '+275760-09-13T00:00:00.001Z',
    '9999-12-31T23:59:59.999+23:59',
    '0001-01-01T00:00:00Z',
    'x'.repeat(5_000),
  ],
  ...[
    'http://[',
    'http://',
    'javascript:alert(1)',
    'http://outlet.example:99999/',
    'http://127.0.0.1/',
    'http://\0/',
  ],
  ...[
    Buffer.from('["2031-01-01T00:00:00Z","\\u0000"]').toString('base64url'),
    Buffer.from('[]').toString('base64url'),
  ],
  ...[Buffer.from('["+275760-09-13T00:00:00.000Z","s"]').toString('base64url'), '日本語', '🧨'.repeat(100)],
);
/** An id that is there; known only once the record is filled. */
const there = fc.nat().map((at) => known[at % known.length] as string);
const texts = fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 60 }), there);

/** A value for a schema: mostly one that fits, at its bounds too, now and then one that does not. */
function valueFor(schema: Json, depth = 0): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 5, arbitrary: fitting(schema, depth) }, { weight: 1, arbitrary: anything });
}

const anything: fc.Arbitrary<unknown> = fc.oneof(texts, fc.anything({ maxDepth: 2 }));

function fitting(schema: Json, depth: number): fc.Arbitrary<unknown> {
  if (depth > 6) return texts;
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const parts = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (parts !== undefined) return fc.oneof(...parts.map((part) => valueFor(part, depth + 1)));
  if (schema.type === 'null') return fc.constant(null);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'number' || schema.type === 'integer') return numberFor(schema);
  if (schema.type === 'array')
    return fc.array(valueFor((schema.items as Json) ?? {}, depth + 1), { maxLength: 4 });
  if (schema.type === 'object') return objectFor(schema, depth);
  return textFor(schema);
}

function numberFor({ minimum = -1_000, maximum = 1_000_000, type }: Json): fc.Arbitrary<unknown> {
  const [min, max] = [Math.max(Number(minimum), -1e15), Math.min(Number(maximum), 1e15)];
  const within = type === 'integer' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
  return fc.oneof(within, fc.constantFrom(min, max, min - 1, max + 1));
}

function textFor({ format, maxLength }: Json): fc.Arbitrary<unknown> {
  const dates = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (format === 'date-time')
    return fc.oneof(dates, fc.constantFrom('2031-01-01T00:00:00Z', '2031-01-01T00:00:00+14:00'));
  if (format === 'uri')
    return fc.oneof(
      fc.constantFrom('http://outlet.example/feed', 'https://outlet.example/a?b=c#d'),
      fc.webUrl(),
    );
  return fc.oneof(texts, fc.constant('x'.repeat(Math.min(Number(maxLength ?? 300), 10_000))));
}

function objectFor({ properties = {}, required = [] }: Json, depth: number): fc.Arbitrary<unknown> {
  const shape = Object.fromEntries(
    Object.entries(properties as Record<string, Json>).map(([name, each]) => [
      name,
      valueFor(each, depth + 1),
    ]),
  );
  return fc.record(shape, { requiredKeys: required as string[] });
}

/** JSON has no way to write some values; where a body has none it is something that is no JSON. */
const bodies = (schema: Json | undefined): fc.Arbitrary<string | undefined> =>
  fc.oneof(
    { weight: 6, arbitrary: (schema === undefined ? anything : valueFor(schema)).map(written) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        undefined,
        '',
        '{',
        'null',
        '[]',
        '"',
        '{"__proto__":{"x":1}}',
        '[[['.repeat(2_000),
      ),
    },
  );

function written(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? Number(each) : each));
  } catch {
    return undefined;
  }
}

const headers = fc.record(
  {
    'content-type': fc.constantFrom(
      'application/json',
      'application/json; charset=utf-16',
      'text/plain',
      'multipart/form-data; boundary=',
      'x',
    ),
    'if-none-match': fc.constantFrom('*', 'W/""', '"', 'x'.repeat(2_000)),
    'last-event-id': fc.constantFrom('1', '-1', '99999999999999999999', 'x'),
    authorization: fc.constantFrom(
      'Bearer',
      'Bearer x',
      'Basic Og==',
      'bearer hst_',
      `Bearer ${'x'.repeat(5_000)}`,
    ),
    cookie: fc.constantFrom(
      'hearsay_session=',
      'hearsay_session=%00',
      'hearsay_session=x; hearsay_session=y',
      ';;;=',
    ),
    accept: fc.constantFrom('text/html', '*/*', 'image/png'),
    'accept-encoding': fc.constantFrom('gzip', 'identity', 'x'),
    'content-length': fc.constantFrom('0', '-1', '1e9', '99999999999'),
    'content-encoding': fc.constantFrom('gzip', 'identity'),
    'x-hub-signature': fc.constantFrom('sha256=', 'sha999=00', 'x'),
    range: fc.constant('bytes=0-1'),
  },
  { requiredKeys: [] },
);

type Route = (typeof routes)[number];

interface Call {
  path: string;
  method: string;
  asked: Asked & { raw?: string };
}

function calls({ method, path, parameters, body }: Route): fc.Arbitrary<Call> {
  const given = fc.record(
    Object.fromEntries(parameters.map((each) => [`${each.in} ${each.name}`, valueFor(each.schema)])),
    {
      requiredKeys: parameters.filter(({ in: where }) => where === 'path').map(({ name }) => `path ${name}`),
    },
  );
  return fc
    .record({
      given,
      extra: fc.option(texts),
      body: method === 'GET' ? fc.constant(undefined) : bodies(body?.schema),
      more: fc.oneof(fc.constant({}), headers),
    })
    .map(({ given: values, extra, body: raw, more }) => {
      const at = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded(values[`path ${name}`]));
      const query = Object.entries(values).flatMap(([key, value]) =>
        key.startsWith('query ') ? [`${key.slice(6)}=${encoded(value)}`] : [],
      );
      if (extra !== null) query.push(`${encoded(extra)}=${encoded(extra)}`);
      return {
        method,
        path: `${at}${query.length === 0 ? '' : `?${query.join('&')}`}`,
        asked: {
          headers: { ...(raw === undefined ? {} : { 'content-type': 'application/json' }), ...more },
          ...(raw === undefined ? {} : { raw }),
        },
      };
    });
}

function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : (written(value) ?? 'undefined');
  return encodeURIComponent(text.toWellFormed());
}

async function statusOf({ method, path, asked }: Call): Promise<number> {
  const headersIn = new Headers();
  for (const [name, value] of Object.entries(asked.headers ?? {})) headersIn.set(name, value);
  const stop = new AbortController();
  const request = new Request(`http://localhost${path}`, {
    method,
    headers: headersIn,
    signal: stop.signal,
    ...(asked.raw === undefined ? {} : { body: asked.raw }),
  });
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`No answer within ${longestMs} ms.`)), longestMs).unref();
  });
  const answer = await Promise.race([
    api.app.request(request, {}, { incoming: { socket: { remoteAddress: '192.0.2.1' } } }),
    late,
  ]);
  if (/event-stream/.test(answer.headers.get('content-type') ?? '')) {
    // A stream goes on until its reader leaves: its first words are answer enough.
    const reader = answer.body?.getReader();
    await Promise.race([reader?.read(), late]);
    await reader?.cancel();
  } else await Promise.race([answer.arrayBuffer(), late]);
  return answer.status;
}

/** A token that a call happened to make would keep all later ones out. */
const openDoor = () => api.record.db.query('delete from hearsay.tokens');

/** How often each status was answered. */
const answered = new Map<number, number>();

test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s answers whatever it is asked, and never with a 500',
  async (_, route) => {
    await fc.assert(
      fc.asyncProperty(calls(route), async (call) => {
        await openDoor();
        const status = await statusOf(call);
        answered.set(status, (answered.get(status) ?? 0) + 1);
        if (status === 500) throw api.errors.at(-1) ?? new Error('A 500 without a cause.');
      }),
      { numRuns: callsOfEach, seed, verbose: 0, endOnFailure: true },
    );
  },
);

/** What forms of the desk are filled in with; the fields of all of them, as no schema says which belong to which. */
const fields = [
  'by',
  'why',
  'mention',
  'mentions',
  'claims',
  'verdict',
  'relation',
  'back',
  'name',
  'channel',
  'kind',
];
const wanted = [
  'about',
  'url',
  'to',
  'events',
  'perHour',
  'digest',
  'zone',
  'days',
  'until',
  'from',
  'crossing',
  'next',
];
const forms = fc.dictionary(fc.constantFrom(...fields, ...wanted), texts, { maxKeys: 8 });
const acts = Object.keys(rules).filter((rule) => /^POST \/(?!v1\/|push\/|unsubscribe\/)/.test(rule));

test.each(acts)('%s takes whatever form it is sent, and never with a 500', async (rule) => {
  const page = await (await api.ask('GET', '/sign-in')).text();
  const token = /name="form_token" value="([^"]+)"/.exec(page)?.[1] as string;
  await fc.assert(
    fc.asyncProperty(forms, fc.array(texts, { minLength: 3, maxLength: 3 }), async (form, ids) => {
      await openDoor();
      let at = 0;
      const path = (rule.split(' ')[1] as string).replaceAll(/:\w+/g, () => encoded(ids[at++]));
      const answer = await api.ask('POST', path, { form: { ...form, form_token: token } });
      if (answer.status === 500) throw api.errors.at(-1) ?? new Error('A 500 without a cause.');
      // Anything else would mean that nothing was reached.
      expect(answer.status === 401).toBe(answer.status === 401 && rule === 'POST /sign-in');
    }),
    { numRuns: callsOfEach, seed, verbose: 0, endOnFailure: true },
  );
});

test('what was asked was answered well, refused and not found, each many times', () => {
  const all = [...answered.values()].reduce((sum, count) => sum + count, 0);
  const share = (low: number, high: number) =>
    [...answered].reduce((sum, [status, count]) => sum + (status >= low && status <= high ? count : 0), 0) /
    all;
  expect(all).toBe(routes.length * callsOfEach);
  expect(share(200, 299)).toBeGreaterThan(0.1);
  expect(share(400, 400)).toBeGreaterThan(0.1);
  expect(share(404, 404)).toBeGreaterThan(0.02);
  expect(share(500, 500)).toBe(0);
});
