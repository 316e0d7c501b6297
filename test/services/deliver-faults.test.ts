import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { deliver } from '@hearsay/deliver';
import { type Deps, readSettings } from '@hearsay/runtime';
import { createHttp } from '@hearsay/runtime/http/index';
import { testBody } from '@hearsay/text/alert';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines, type TestRecord, testDeps, testRecord } from '../support/record.js';
import { freePort } from '../support/service-process.js';
import { root } from '../support/shared-data.js';
import { run } from './dedupe/arrivals.js';

const start = new Date('2031-05-01T12:00:00Z');
const pem = (part: string) => readFileSync(join(root, `test/fixtures/tls/other.example.${part}.pem`));

/** What receivers do in the world, and what has to come of it: each alert at least once, in order, with one id, none lost. */
describe.each(engines)('receivers that fail, on the record of the %s mode', (engine) => {
  let record: TestRecord;
  let deps: Deps;
  let now = start;
  let port: number;
  let server: Server | null = null;
  /** Ids of the alerts that a receiver was sent and read to their end, in order. */
  const taken: string[] = [];

  beforeAll(async () => {
    record = await testRecord(engine);
  });
  afterAll(() => record.end());
  beforeEach(async () => {
    await record.db.query('truncate hearsay.subscriptions, hearsay.outcomes, hearsay.outbox cascade');
    taken.length = 0;
    now = start;
    port = await freePort();
    const resolve = [{ host: 'desk.example', address: '127.0.0.1', port }];
    const http = createHttp({
      resolve,
      allowNetworks: ['127.0.0.0/8'],
      userAgent: 'test',
      limits: { ports: [port] },
    });
    deps = {
      ...testDeps(record.store),
      web: { get: () => Promise.reject(new Error('no')), post: http.post, close: http.close } as Deps['web'],
      clock: { now: () => now },
      settings: readSettings({ HEARSAY_HOOK_SECONDS: '0.5' }),
    };
  });
  afterEach(async () => {
    await deps.web.close();
    await close();
  });

  const listen = (made: Server) =>
    new Promise<void>((resolve) => {
      server = made.listen(port, '127.0.0.1', resolve);
    });
  const close = () =>
    new Promise<void>((resolve) => {
      const [closing] = [server];
      server = null;
      if (closing === null) return resolve();
      (closing as unknown as { closeAllConnections(): void }).closeAllConnections();
      closing.close(() => resolve());
    });
  /** A receiver that reads a request to its end, and then does this. */
  const reads = (then: (call: number, response: Parameters<RequestListener>[1]) => void): RequestListener => {
    let calls = 0;
    return (request, response) => {
      request.resume();
      request.on('end', () => {
        taken.push(String(request.headers['webhook-id']));
        calls += 1;
        then(calls, response);
      });
    };
  };
  const works = reads((_, response) => response.writeHead(200).end());
  const subscribe = (url = 'http://desk.example/hook') =>
    record.store.subscriptions.save({
      ...{ id: 'u', name: 'desk', channel: { kind: 'webhook', url }, wants: null, pace: null },
      ...{ createdAt: start, afterSeq: '0', token: null },
    });
  const make = async (...ids: string[]) => {
    for (const id of ids) {
      const row = {
        id,
        subscription: 'u',
        kind: 'test',
        story: 's',
        outlet: 'o',
        createdAt: now,
        dueAt: now,
      };
      await record.store.alerts.save({ ...row, body: testBody(id), state: 'pending', held: null }, []);
    }
  };
  /** Tells what is due, and lets so many seconds pass. */
  const tell = async (seconds = 60) => {
    await run('deliver', { subscription: 'u' }, deps, { deliver } as never);
    now = new Date(now.getTime() + seconds * 1_000);
  };
  const states = async () => (await record.store.alerts.all()).map(({ id, state }) => `${id} ${state}`);
  const attempts = async (id: string) =>
    (await record.store.alerts.deliveries(id)).map(({ ok, status, error }) => ({ ok, status, error }));

  test('one that is not there for a while gets everything when it is back, in order', async () => {
    await subscribe();
    await make('l1', 'l2');
    await tell();
    await tell();
    expect(await states()).toEqual(['l1 pending', 'l2 pending']);
    await make('l3');
    await listen(createServer(works));
    await tell();
    await tell();
    expect(taken).toEqual(['l1', 'l2', 'l3']);
    expect(await states()).toEqual(['l1 delivered', 'l2 delivered', 'l3 delivered']);
    expect((await attempts('l1')).map(({ ok }) => ok)).toEqual([false, false, true]);
    expect((await attempts('l1'))[0]?.error).toMatch(/\S/);
  });

  test('one that is slower than the limit is tried again under the same id, and nothing overtakes', async () => {
    await subscribe();
    await listen(createServer(reads((call, response) => void (call > 1 && response.writeHead(200).end()))));
    await make('l1', 'l2');
    await tell();
    expect(await states()).toEqual(['l1 pending', 'l2 pending']);
    expect((await attempts('l1'))[0]).toMatchObject({ ok: false, status: null });
    await tell();
    await tell();
    expect(taken).toEqual(['l1', 'l1', 'l2']);
    expect(await states()).toEqual(['l1 delivered', 'l2 delivered']);
  });

  test('one that hangs up before or in the middle of its answer is tried again under the same id', async () => {
    await subscribe();
    await listen(
      createServer(
        reads((call, response) => {
          if (call === 1) response.socket?.destroy();
          else if (call === 2) {
            response.writeHead(200, { 'content-length': '1000' }).write('half of');
            setImmediate(() => response.socket?.destroy());
          } else response.writeHead(200).end();
        }),
      ),
    );
    await make('l1', 'l2');
    for (let round = 0; round < 4; round += 1) await tell();
    expect(taken.filter((id) => id === 'l1').length).toBeGreaterThan(1);
    expect([...new Set(taken)]).toEqual(['l1', 'l2']);
    expect(taken.lastIndexOf('l1')).toBeLessThan(taken.indexOf('l2'));
    expect(await states()).toEqual(['l1 delivered', 'l2 delivered']);
  });

  test('one that answers 500 keeps the order until it works, and one that answers 410 is stopped and says so', async () => {
    await subscribe();
    const statuses = [500, 500, 200, 410];
    await listen(
      createServer(reads((call, response) => response.writeHead(statuses[call - 1] ?? 200).end())),
    );
    await make('l1', 'l2', 'l3');
    for (let round = 0; round < 3; round += 1) await tell();
    expect(taken).toEqual(['l1', 'l1', 'l1', 'l2']);
    expect(await record.store.subscriptions.get('u')).toMatchObject({
      state: 'stopped',
      stoppedWhy: expect.stringContaining('410'),
    });
    expect(await states()).toEqual(['l1 delivered', 'l2 failed', 'l3 pending']);
  });

  test('one whose certificate does not vouch for it is told nothing, and the attempt says why', async () => {
    await subscribe(`https://127.0.0.1:${port}/hook`);
    await listen(createTlsServer({ cert: pem('cert'), key: pem('key') }, works));
    await make('l1');
    await tell();
    expect(taken).toEqual([]);
    expect(await states()).toEqual(['l1 pending']);
    expect((await attempts('l1'))[0]).toMatchObject({ ok: false, status: null });
    expect((await attempts('l1'))[0]?.error).toMatch(/certificate|self[- ]signed|altname/i);
  });
});
