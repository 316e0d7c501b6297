import { rules } from '@hearsay/api/access/index';
import { Rates } from '@hearsay/api/access/rate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../../support/record.js';
import { type TestApp, testApp } from './app.js';

const setting = 'a token of the settings';
const public_ = {
  HEARSAY_HOST: '0.0.0.0',
  HEARSAY_TOKEN: setting,
  HEARSAY_PUBLIC_URL: 'https://desk.example',
};

const fieldOf = (page: string) => /name="form_token" value="([^"]+)"/.exec(page)?.[1] ?? '';

/** A path that a route answers, with something in place of its parameters. */
const pathOf = (path: string) => path.replace(/:name\{[^}]*\}/, 'feed.rss').replaceAll(/:\w+/g, 'none');

async function problem(answer: Response | Promise<Response>): Promise<Record<string, unknown>> {
  const given = await answer;
  expect(given.headers.get('content-type')).toBe('application/problem+json');
  return (await given.json()) as Record<string, unknown>;
}

describe('the rules', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await testApp('embedded');
  });
  afterAll(() => api.end());

  test('every route of the app has one, and every rule a route', () => {
    const routes = api.app.routes.filter(({ method }) => method !== 'ALL');
    expect(routes.length).toBeGreaterThan(50);
    expect([...new Set(routes.map(({ method, path }) => `${method} ${path}`))].sort()).toEqual(
      Object.keys(rules).sort(),
    );
  });

  test('what changes something is no GET, needs write at least, and is told to the log', () => {
    for (const [route, { scope, does, foreign }] of Object.entries(rules)) {
      if (route.startsWith('GET ')) expect(does, route).toBeNull();
      else if (does !== null && !foreign && !/sign-(in|out)$/.test(route))
        expect(['write', 'admin'], route).toContain(scope);
    }
  });

  test('without a token every route that is not open refuses on an address that others can reach', async () => {
    const strict = api.again({ ...public_, HEARSAY_API_RATE: '100000' });
    let refused = 0;
    for (const [route, { scope }] of Object.entries(rules)) {
      const [method, path] = route.split(' ') as [string, string];
      const answer = await strict.ask(method, pathOf(path));
      if (scope === 'open') expect(answer.status, route).not.toBe(401);
      else expect(answer.status, route).toBe(401);
      if (answer.status === 401) refused += 1;
    }
    expect(refused).toBeGreaterThan(40);
  });

  test('a rate is kept for each, in bounded memory', () => {
    const rates = new Rates(2, 3);
    expect([rates.take('a', 0), rates.take('a', 0), rates.take('a', 0)]).toEqual([0, 0, 30]);
    expect(rates.take('b', 0)).toBe(0);
    expect(rates.look('a', 29_000)).toBe(1);
    expect(rates.take('a', 30_000)).toBe(0);
    for (const each of ['c', 'd', 'e']) rates.take(each, 30_000);
    // The one that asked least lately is forgotten, and begins anew.
    expect(rates.take('b', 30_000)).toBe(0);
  });
});

describe.each(engines)('who may do what (%s)', (engine) => {
  let api: TestApp;
  beforeAll(async () => {
    api = await testApp(engine);
  });
  afterAll(() => api.end());

  const make = async (name: string, scope: string, more: object = {}, token?: string) => {
    const answer = await api.ask('POST', '/v1/tokens', {
      body: { name, scope, ...more },
      ...(token === undefined ? {} : { token }),
    });
    return { status: answer.status, ...((await answer.json()) as { token: { id: string }; secret: string }) };
  };

  test('on this machine nothing is asked, but not of other names, sites and forms', async () => {
    expect((await api.ask('GET', '/v1/stories')).status).toBe(200);
    const change = { body: { about: 'nothing' } };
    expect((await api.ask('POST', '/v1/ingest', change)).status).toBe(400);
    for (const headers of [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'http://localhost' },
    ] as Record<string, string>[])
      expect(await problem(api.ask('POST', '/v1/ingest', { ...change, headers }))).toMatchObject({
        status: 403,
        field: 'origin',
      });
    expect(await problem(api.ask('GET', 'http://rebound.example/v1/stories'))).toMatchObject({
      field: 'host',
    });
    for (const name of ['localhost:4747', '127.0.0.1:4747', '[::1]:4747'])
      expect((await api.ask('GET', `http://${name}/v1/stories`)).status).toBe(200);
    const proxied = api.again({ HEARSAY_PUBLIC_URL: 'https://desk.example' });
    for (const [path, headers] of [
      ['https://desk.example/v1/stories', {}],
      ['/v1/stories', { 'x-forwarded-for': '192.0.2.7' }],
      ['/v1/stories', { via: '1.1 proxy' }],
    ] as [string, Record<string, string>][])
      expect((await proxied.ask('GET', path, { headers })).status).toBe(401);
    expect((await proxied.ask('GET', 'https://desk.example/healthz')).status).toBe(200);
    expect((await proxied.ask('GET', '/v1/stories')).status).toBe(200);
    const text = { headers: { 'content-type': 'text/plain' }, form: { urls: '[]' } };
    expect(await problem(api.ask('POST', '/v1/ingest', text))).toMatchObject({ status: 415 });
    const form = { form: { urls: '[]' } };
    expect(await problem(api.ask('POST', '/v1/ingest', form))).toMatchObject({ status: 415 });
    expect(await problem(api.ask('POST', '/sign-out', { form: {} }))).toMatchObject({
      status: 403,
      field: 'form_token',
    });
    expect(await problem(api.ask('POST', '/sign-out'))).toMatchObject({ status: 415 });
  });

  test('tokens: the first is of scope admin; each scope allows what it says; the log names who did it', async () => {
    expect((await make('reader', 'read')).status).toBe(422);
    const boss = await make('boss', 'admin');
    expect(boss).toMatchObject({ status: 201, secret: expect.stringMatching(/^hst_[\w-]{43}$/) });
    // From now on a token is asked for, here too.
    expect(await problem(api.ask('GET', '/v1/stories'))).toMatchObject({ status: 401 });
    expect((await api.ask('GET', '/v1/stories')).headers.get('www-authenticate')).toMatch(/^Bearer/);
    const reader = await make('reader', 'read', {}, boss.secret);
    const writer = await make('writer', 'write', {}, boss.secret);
    const may = async (method: string, path: string, token: string) =>
      (await api.ask(method, path, { token, ...(method === 'GET' ? {} : { body: {} }) })).status;
    const asked: [string, string, number, number, number][] = [
      ['GET', '/v1/stories', 200, 200, 200],
      ['POST', '/v1/ingest', 403, 400, 400],
      ['GET', '/v1/tokens', 403, 403, 200],
      ['GET', '/v1/audit', 403, 403, 200],
      ['POST', '/v1/tokens', 403, 403, 400],
      ['GET', '/metrics', 200, 200, 200],
    ];
    for (const [method, path, ...wanted] of asked)
      expect(
        [
          await may(method, path, reader.secret),
          await may(method, path, writer.secret),
          await may(method, path, boss.secret),
        ],
        `${method} ${path}`,
      ).toEqual(wanted);

    // The token of a subscription's links stops it: who may only read does not see it.
    const feed = { name: 'feed', channel: { kind: 'feed' } };
    expect((await api.ask('POST', '/v1/subscriptions', { token: writer.secret, body: feed })).status).toBe(
      201,
    );
    const linkSeen = async (token: string) =>
      (await (await api.ask('GET', '/v1/subscriptions', { token })).json()).subscriptions[0].token;
    expect(await linkSeen(reader.secret)).toBeNull();
    expect(await linkSeen(writer.secret)).toMatch(/^[\w-]{32}$/);

    expect((await make('Writer', 'read', {}, boss.secret)).status).toBe(409);
    expect((await make('loopback', 'read', {}, boss.secret)).status).toBe(400);
    expect((await make('late', 'read', { expiresAt: '2020-01-01T00:00:00Z' }, boss.secret)).status).toBe(400);
    const done = await api.ask('POST', '/v1/ingest', {
      token: writer.secret,
      body: { urls: ['https://outlet.example/a'] },
      from: '198.51.100.7',
    });
    expect(done.status).toBe(202);
    const listed = await (await api.ask('GET', '/v1/tokens', { token: boss.secret })).json();
    expect(JSON.stringify(listed)).not.toContain(writer.secret);
    expect(listed.tokens.find((each: { name: string }) => each.name === 'writer').lastUsedAt).not.toBeNull();
    const { changes } = await (await api.ask('GET', '/v1/audit', { token: boss.secret })).json();
    expect(changes.map((each: { who: string; does: string }) => [each.who, each.does])).toEqual([
      ['writer', 'gave pages'],
      ['writer', 'made a subscription'],
      ['boss', 'made a token'],
      ['boss', 'made a token'],
      ['loopback', 'made a token'],
    ]);
    expect(changes[0]).toMatchObject({ via: 'token', address: '198.51.100.7', status: 202 });
    expect(changes[0].subject).toMatch(/^e_/);
    for (const { secret } of [boss, reader, writer]) expect(JSON.stringify(changes)).not.toContain(secret);

    const page = await (await api.ask('GET', '/v1/audit?limit=3', { token: boss.secret })).json();
    const rest = await api.ask('GET', `/v1/audit?limit=3&cursor=${page.next}`, { token: boss.secret });
    expect([...page.changes, ...(await rest.json()).changes]).toEqual(changes);

    expect((await api.ask('DELETE', '/v1/tokens/boss', { token: boss.secret })).status).toBe(409);
    expect((await api.ask('DELETE', `/v1/tokens/${reader.token.id}`, { token: boss.secret })).status).toBe(
      200,
    );
    expect((await api.ask('GET', '/v1/stories', { token: reader.secret })).status).toBe(401);
    expect((await make('reader', 'read', {}, boss.secret)).status).toBe(201);
    for (const name of ['reader', 'writer', 'boss'])
      expect((await api.ask('DELETE', `/v1/tokens/${name}`, { token: boss.secret })).status).toBe(200);
    expect((await api.ask('GET', '/v1/stories')).status).toBe(200);
  });

  test('an expired token lets nobody in, and does not open the door', async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const { secret } = await make('guest', 'admin', { expiresAt: soon });
    expect((await api.ask('GET', '/v1/stories', { token: secret })).status).toBe(200);
    await api.record.db.query(
      "update hearsay.tokens set expires_at = now() - interval '1 second' where name = 'guest'",
    );
    expect((await api.ask('GET', '/v1/stories', { token: secret })).status).toBe(401);
    expect((await api.ask('GET', '/v1/stories')).status).toBe(401);
    await api.record.db.query('delete from hearsay.tokens');
  });

  test('the desk: signing in, forms that carry their token, signing out; a revoked token ends its sessions', async () => {
    const desk = api.again(public_);
    const html = { accept: 'text/html' };
    const away = await desk.ask('GET', '/stories/s_1?claims=all', { headers: html });
    expect([away.status, away.headers.get('location')]).toEqual([
      303,
      '/sign-in?next=%2Fstories%2Fs_1%3Fclaims%3Dall',
    ]);
    const page = await (await desk.ask('GET', away.headers.get('location') as string)).text();
    expect(page).toContain('value="/stories/s_1?claims=all"');

    const { secret } = await (
      await desk.ask('POST', '/v1/tokens', { token: setting, body: { name: 'night desk', scope: 'write' } })
    ).json();
    const signIn = (form: Record<string, string>, headers: Record<string, string> = {}) =>
      desk.ask('POST', '/sign-in', { form, headers });
    expect((await signIn({ token: secret })).status).toBe(403);
    expect(
      (await signIn({ token: secret, form_token: fieldOf(page) }, { origin: 'https://evil.example' })).status,
    ).toBe(403);
    const wrong = await signIn({ token: 'hst_wrong', form_token: fieldOf(page) });
    expect(wrong.status).toBe(401);
    expect(await wrong.text()).toContain('role="alert"');

    const entered = await signIn(
      { token: secret, form_token: fieldOf(page), next: '/alerts?x=1' },
      { origin: 'https://desk.example' },
    );
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/alerts?x=1']);
    const set = entered.headers.get('set-cookie') as string;
    expect(set).toMatch(/^hearsay_session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    const cookie = set.split(';')[0] as string;
    expect(JSON.stringify((await api.record.db.query('select * from hearsay.sessions')).rows)).not.toContain(
      cookie.split('=')[1],
    );

    const signed = { cookie, ...html };
    const front = await desk.ask('GET', '/', { headers: signed });
    const body = await front.text();
    expect(front.status).toBe(200);
    expect(body).toContain('night desk');
    // The scope of the session is that of its token; the form's token is that of the session alone.
    expect((await desk.ask('GET', '/v1/tokens', { headers: { cookie } })).status).toBe(403);
    expect((await desk.ask('POST', '/v1/ingest', { headers: { cookie }, body: {} })).status).toBe(400);
    expect(fieldOf(body)).not.toBe(fieldOf(page));
    const out = (form: Record<string, string>) => desk.ask('POST', '/sign-out', { headers: signed, form });
    expect((await out({ form_token: fieldOf(page) })).status).toBe(403);
    expect((await out({ form_token: fieldOf(body) })).status).toBe(303);
    expect((await desk.ask('GET', '/', { headers: signed })).status).toBe(303);

    const second = await signIn({ token: secret, form_token: fieldOf(page), next: '//evil.example/' });
    expect(second.headers.get('location')).toBe('/');
    const other = { cookie: (second.headers.get('set-cookie') as string).split(';')[0] as string };
    expect((await desk.ask('GET', '/v1/stories', { headers: other })).status).toBe(200);
    await desk.ask('DELETE', '/v1/tokens/night%20desk', { token: setting });
    expect((await desk.ask('GET', '/v1/stories', { headers: other })).status).toBe(401);
    expect((await api.record.db.query('select from hearsay.sessions')).rows).toHaveLength(0);
    const { changes } = await (
      await desk.ask('GET', '/v1/audit?who=night%20desk', { token: setting })
    ).json();
    expect(changes.map((each: { does: string; via: string }) => `${each.via}: ${each.does}`)).toEqual([
      'session: signed in',
      'session: signed out',
      'session: signed in',
    ]);
  });

  test('a session lasts while it is used, and no longer than is set', async () => {
    const desk = api.again({ ...public_, HEARSAY_SESSION_HOURS: '1' });
    const page = await (await desk.ask('GET', '/sign-in')).text();
    const entered = await desk.ask('POST', '/sign-in', {
      form: { token: setting, form_token: fieldOf(page) },
    });
    const headers = { cookie: (entered.headers.get('set-cookie') as string).split(';')[0] as string };
    const { db } = api.record;
    const left = async () =>
      (
        await db.query<{ minutes: number }>(
          'select extract(epoch from expires_at - now())::float8 / 60 as minutes from hearsay.sessions',
        )
      ).rows[0]?.minutes ?? 0;
    await db.query(
      "update hearsay.sessions set used_at = now() - interval '50 minutes', expires_at = now() + interval '10 minutes'",
    );
    expect((await desk.ask('GET', '/v1/stories', { headers })).status).toBe(200);
    expect(await left()).toBeGreaterThan(58);
    await db.query("update hearsay.sessions set expires_at = now() - interval '1 second'");
    expect((await desk.ask('GET', '/v1/stories', { headers })).status).toBe(401);
    await api.record.store.sessions.forget(new Date());
    expect((await db.query('select from hearsay.sessions')).rows).toHaveLength(0);
  });

  test('a stream ends when the token of who listens is revoked', async () => {
    const desk = api.again(public_);
    const { secret } = await (
      await desk.ask('POST', '/v1/tokens', { token: setting, body: { name: 'listener', scope: 'read' } })
    ).json();
    const stream = await desk.ask('GET', '/v1/events/stream', { token: secret });
    expect(stream.status).toBe(200);
    await desk.ask('DELETE', '/v1/tokens/listener', { token: setting });
    expect(await stream.text()).toContain('event: hello');
  });

  test('a session of the token in the settings ends where that token changes', async () => {
    const desk = api.again(public_);
    const page = await (await desk.ask('GET', '/sign-in')).text();
    const form = { token: setting, form_token: fieldOf(page) };
    const entered = await desk.ask('POST', '/sign-in', { form });
    const headers = { cookie: (entered.headers.get('set-cookie') as string).split(';')[0] as string };
    expect((await desk.ask('GET', '/v1/tokens', { headers })).status).toBe(200);
    const changed = api.again({ ...public_, HEARSAY_TOKEN: 'another token of the settings' });
    expect((await changed.ask('GET', '/v1/tokens', { headers })).status).toBe(401);
  });

  test('wrong tokens and many requests are slowed, and a token that was made is not kept out by others', async () => {
    const desk = api.again({ ...public_, HEARSAY_SIGN_IN_RATE: '3', HEARSAY_API_RATE: '20' });
    const { secret } = await (
      await desk.ask('POST', '/v1/tokens', { token: setting, body: { name: 'steady', scope: 'read' } })
    ).json();
    const guess = async () =>
      await desk.ask('GET', '/v1/stories', { token: 'a wrong one', from: '203.0.113.9' });
    expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([401, 401, 401]);
    const slowed = await guess();
    expect(slowed.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await problem(slowed)).toMatchObject({ status: 429 });
    // Not even the right one is looked at from there; one of ours is, and other addresses are not slowed.
    expect((await desk.ask('GET', '/v1/stories', { token: setting, from: '203.0.113.9' })).status).toBe(429);
    expect((await desk.ask('GET', '/v1/stories', { token: setting })).status).toBe(200);
    expect((await desk.ask('GET', '/v1/stories', { token: secret, from: '203.0.113.9' })).status).toBe(200);
    const statuses: number[] = [];
    for (let at = 0; at < 25; at++)
      statuses.push((await desk.ask('GET', '/v1/stories', { token: secret })).status);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(5);
    expect((await desk.ask('GET', '/healthz')).status).toBe(200);
    await api.record.db.query('delete from hearsay.tokens');
  });
});
