import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createApi } from '@hearsay/api';
import { type Deps, type Relay, type Runtime, readSettings, type Settings } from '@hearsay/runtime';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines, type TestRecord, testDeps, testRecord } from '../support/record.js';

const topic = 'http://tribune.example/feed';
const secret = 'a secret of thirty-two characters';
const name = 'A'.repeat(43);
const settings = {
  HEARSAY_PUBLIC_URL: 'http://us.example',
  HEARSAY_TOKEN: 'a token of the API',
  HEARSAY_PUSH_MB: '0.01',
  HEARSAY_PUSH_SECONDS: '0.2',
};

describe.each(engines)('the callback of a hub (%s)', (engine) => {
  let record: TestRecord;
  let deps: Deps;
  let ask: (path: string, init?: RequestInit) => Promise<Response>;
  let app: ReturnType<typeof createApi>;

  beforeAll(async () => {
    record = await testRecord(engine);
  });
  afterAll(() => record.end());

  beforeEach(async () => {
    await record.db.query('delete from hearsay.outbox');
    await record.db.query('delete from hearsay.pushes');
    await record.store.feeds.add({
      id: 'f_1',
      url: topic,
      outlet: 'tribune.example',
      title: null,
      now: new Date(),
    });
    await record.store.pushes.offer(
      'f_1',
      { hub: 'http://hub.example/', topic },
      { id: name, secret },
      new Date(),
    );
    reopen({});
  });

  /** A process's API over the record. */
  function reopen(changed: Record<string, string>): void {
    deps = { ...testDeps(record.store), settings: readSettings({ ...settings, ...changed }) as Settings };
    const relay: Relay = { send: async () => undefined, close: async () => undefined };
    app = createApi({ deps, settings: deps.settings, relay, queues: record.queues } as Runtime);
    ask = async (path, init) => app.request(path, init);
  }

  const state = async () => (await record.store.pushes.get(name))?.state;
  const become = (to: 'asked' | 'active' | 'ending') =>
    record.store.pushes.update(name, { state: to }, new Date());
  const verify = (query: Record<string, string>, of = name) =>
    ask(`/push/${of}?${new URLSearchParams(query)}`);
  const intent = {
    'hub.mode': 'subscribe',
    'hub.topic': topic,
    'hub.challenge': '<b>c</b>',
    'hub.lease_seconds': '99',
  };
  const signed = (body: string | Uint8Array, key = secret) =>
    `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
  const push = (body: string, headers: Record<string, string> = {}, of = name) =>
    ask(`/push/${of}`, { method: 'POST', body, headers: { 'x-hub-signature': signed(body), ...headers } });
  const jobs = async () => (await record.db.query('select payload from hearsay.outbox order by id')).rows;

  test('echoes the challenge of what was asked for, as text that no browser runs', async () => {
    await become('asked');
    const answer = await verify(intent);
    expect([answer.status, await answer.text()]).toEqual([200, '<b>c</b>']);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await state()).toBe('active');
  });

  test('echoes nothing else', async () => {
    expect((await verify(intent)).status).toBe(404); // not asked yet
    await become('asked');
    for (const query of [
      { ...intent, 'hub.topic': 'http://tribune.example/other' },
      { ...intent, 'hub.mode': 'unsubscribe' },
      { ...intent, 'hub.mode': 'publish' },
      { 'hub.topic': topic },
      { ...intent, 'hub.challenge': 'x'.repeat(2_000) },
    ])
      expect((await verify(query as Record<string, string>)).status).toBe(404);
    for (const guess of ['B'.repeat(43), 'short', "' or true --", '..%2f..%2fv1%2ffeeds'])
      expect((await verify(intent, guess)).status).toBe(404);
    expect(await state()).toBe('asked');
  });

  test('ends only what we end', async () => {
    await become('active');
    const bye = { ...intent, 'hub.mode': 'unsubscribe' };
    expect((await verify(bye)).status).toBe(404);
    await become('ending');
    expect((await verify(bye)).status).toBe(200);
    expect(await state()).toBeUndefined();
  });

  test('needs no token, and opens no other way without one', async () => {
    await become('active');
    expect((await push('<feed/>')).status).toBe(202);
    expect((await ask('/v1/feeds')).status).toBe(401);
    for (const path of [`/push/${name}/../../v1/feeds`, '/push//v1/feeds', `/push/${name}/v1/feeds`])
      expect((await ask(path, { method: 'POST', body: '{}' })).status).toBeGreaterThanOrEqual(400);
  });

  test('puts one job for each content, however often it comes', async () => {
    await become('active');
    for (const body of ['<feed>1</feed>', '<feed>2</feed>']) expect((await push(body)).status).toBe(202);
    const first = await jobs();
    expect(first).toHaveLength(2);
    for (const { payload } of first) await record.store.pings.read(payload.ping, false);
    expect((await push('<feed>1</feed>')).status).toBe(202);
    expect(await jobs()).toHaveLength(2);
  });

  test('ignores what is not signed with our secret, and counts it', async () => {
    await become('active');
    for (const header of [
      '',
      'sha256=00',
      signed('<feed/>', 'guess'),
      signed('<feed>other</feed>'),
      'md5=00',
    ])
      expect((await push('<feed/>', { 'x-hub-signature': header })).status).toBe(202);
    expect(await jobs()).toEqual([]);
    expect(await record.store.pushes.get(name)).toMatchObject({
      badSignatures: 5,
      pings: 0,
      lastPingAt: null,
    });
  });

  test('tells a hub of something that is no more to stop', async () => {
    expect((await push('<feed/>', {}, 'C'.repeat(43))).status).toBe(410);
    await become('ending');
    expect((await push('<feed/>')).status).toBe(410);
    expect(await jobs()).toEqual([]);
  });

  test('never unpacks, and reads no more than it may', async () => {
    await become('active');
    const bomb = gzipSync(Buffer.alloc(1_000_000));
    const packed = await ask(`/push/${name}`, {
      method: 'POST',
      body: new Uint8Array(bomb),
      headers: { 'content-encoding': 'gzip', 'x-hub-signature': signed(bomb) },
    });
    expect(packed.status).toBe(415);
    expect((await push('x'.repeat(20_000))).status).toBe(413);
    const stream = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1_000)) });
    const endless = { method: 'POST', body: stream, duplex: 'half' } as RequestInit;
    expect((await ask(`/push/${name}`, endless)).status).toBe(413);
    expect(await jobs()).toEqual([]);
  });

  test('waits for no slow body', async () => {
    await become('active');
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const socket = connect((server.address() as { port: number }).port, '127.0.0.1');
    try {
      socket.write(`POST /push/${name} HTTP/1.1\r\nhost: us.example\r\ncontent-length: 100\r\n\r\n<feed`);
      const [answer] = await once(socket, 'data');
      expect(String(answer)).toMatch(/^HTTP\/1\.1 408 /);
    } finally {
      socket.destroy();
      server.close();
    }
    expect(await jobs()).toEqual([]);
  });

  test('asks a hub that floods us to come back later, whichever process it asks', async () => {
    await become('active');
    reopen({ HEARSAY_PUSH_RATE: '0.001' });
    const statuses: number[] = [];
    for (let at = 0; at < 24; at++) {
      if (at === 12) reopen({ HEARSAY_PUSH_RATE: '0.001' });
      statuses.push((await push(`<feed>${at}</feed>`)).status);
    }
    expect(statuses.filter((status) => status === 202)).toHaveLength(20);
    expect(statuses.slice(20)).toEqual([429, 429, 429, 429]);
    expect((await push('<feed/>')).headers.get('retry-after')).toBe('10');
  });

  test('keeps no more than fits while nobody reads', async () => {
    await become('active');
    reopen({ HEARSAY_PUSH_RATE: '10000' });
    let last = 202;
    for (let at = 0; at < 60 && last === 202; at++) last = (await push(`<feed>${at}</feed>`)).status;
    expect(last).toBe(503);
    expect(await record.store.pings.unread(name)).toBe(50);
  });
});
