import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ChildDaemon, startChildDaemon } from '../support/child-daemon.js';
import { type Gave, hearsay } from '../support/command.js';
import { freePort } from '../support/service-process.js';
import { freshDatabase, freshRedis } from '../support/services.js';

let folder: string;
let site: Server;
let port: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearsay-test-'));
  site = createServer((request, response) => {
    const found = request.url === '/page.html' ? 200 : 404;
    response
      .writeHead(found, { 'content-type': 'text/html' })
      .end('<!doctype html><title>A page</title><p>No feed.');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  port = (site.address() as AddressInfo).port;
});
afterAll(() => {
  site.close();
  rmSync(folder, { recursive: true, force: true });
});

let used = 0;
/** Settings with a data directory of the test's own. */
function apart(settings: Record<string, string> = {}): { env: Record<string, string> } {
  used += 1;
  return {
    env: {
      HEARSAY_DATA: join(folder, `data-${used}`),
      HEARSAY_PORT: '0',
      HEARSAY_RESOLVE: `outlet.example=127.0.0.1:${port},silent.example=127.0.0.1:1`,
      ...settings,
    },
  };
}

/** How long a command may take: an embedded record is opened in a second, and in many on a loaded machine. */
vi.setConfig({ testTimeout: 120_000 });

/** A user's mistake: exit code 2, nothing on standard output, and these sentences alone on standard error. */
function expectSentences(gave: Gave, ...sentences: RegExp[]): void {
  expect(gave.err).not.toMatch(/\n\s+at |node:internal|Error:/);
  const lines = gave.err.trim().split('\n');
  expect(lines, gave.err).toHaveLength(sentences.length);
  for (const [at, sentence] of sentences.entries()) {
    expect(lines[at]).toMatch(sentence);
    expect(lines[at]).toMatch(/[.?)]$/);
  }
  expect(gave).toMatchObject({ code: 2, out: '' });
}

/** A record that those share which come one after the other: it is opened faster than made. */
let shared: ReturnType<typeof apart>;
beforeAll(() => {
  shared = apart();
});

describe('with a daemon running', () => {
  let daemon: ChildDaemon;
  beforeAll(async () => {
    daemon = await startChildDaemon(shared.env);
  }, 120_000);
  afterAll(() => daemon.end('SIGKILL'));

  test.each([
    [['storys'], /unknown command 'storys'.*Did you mean/i],
    [['stories', '--colour'], /unknown option '--colour'/i],
    [['claims'], /missing required argument 'story'/i],
    [['trail'], /missing required argument/i],
    [['stage', 'cook'], /unknown command 'cook'|too many|invalid/i],
    [['feeds', 'ad', 'http://outlet.example/'], /unknown command 'ad'.*add/i],
    [['stage', 'clean', 'nowhere.jsonl'], /There is no file nowhere\.jsonl/],
    [['replay', 'nowhere.jsonl'], /There is no file nowhere\.jsonl/],
    [['replay', '/'], /\/ is a folder/],
    [['stories', '--limit', 'many'], /"limit": expected number/],
    [['failed', 'list', 'cook'], /"stage": expected one of "poll"/],
    [['search', 'ferry', '--in', 'weather'], /"in": expected one of "all"/],
    [['search', ''], /"q" is empty/],
    [['outlets', 'nowhere.example'], /There is no outlet nowhere\.example/],
    [['claims', 's_nothing'], /There is no story s_nothing/],
    [['failed', 'retry', 'ob-1'], /There is no failed job ob-1/],
    [['feeds', 'remove', 'http://outlet.example/none'], /There is no feed http:\/\/outlet\.example\/none/],
    [['feeds', 'add', 'outlet.example/feed'], /"url" must be an http or https address/],
    [['feeds', 'add', 'http://outlet.example/page.html'], /outlet\.example\/page\.html is not a feed/],
    [['feeds', 'add', 'http://outlet.example/missing.xml'], /cannot be read: .*404/],
    [['feeds', 'add', 'http://silent.example/feed.xml'], /cannot be read: .*silent\.example/],
    [['feeds', 'add', 'http://127.0.0.1:1/feed.xml'], /cannot be read/],
    [['subscriptions', 'add', 'ftp://desk.example'], /http or https/],
    [['start', '--only', 'fetch,cook'], /There is no stage cook/],
    [['start', '--only', 'fetch'], /--only needs REDIS_URL and DATABASE_URL/],
  ])('hearsay %j says what is wrong in one sentence', async (args, sentence) => {
    expectSentences(await hearsay(args as string[], shared), sentence);
  });

  test('its API answers mistakes as problem+json with the field named', async () => {
    const ask = async (method: string, path: string, body?: string) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${daemon.url}${path}`, {
        method,
        ...(body === undefined ? {} : { body, headers }),
      });
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      return (await answer.json()) as object;
    };
    expect(await ask('POST', '/v1/feeds', '{"url":7}')).toMatchObject({ status: 400, field: 'url' });
    expect(await ask('POST', '/v1/feeds', '{')).toMatchObject({
      status: 400,
      detail: 'The body is not JSON.',
    });
    expect(await ask('POST', '/v1/feeds', '{"url":"http://outlet.example/page.html"}')).toMatchObject({
      status: 422,
      field: 'url',
      detail: expect.stringContaining('is not a feed'),
    });
    expect(await ask('POST', '/v1/ingest', '{"urls":["gopher://x"]}')).toMatchObject({
      status: 400,
      field: 'urls.0',
    });
    expect(await ask('POST', '/v1/subscriptions', '{}')).toMatchObject({ status: 400, field: 'channel' });
    expect(await ask('GET', '/v1/stories?limit=0')).toMatchObject({ status: 400, field: 'limit' });
    expect(await ask('GET', '/v1/events?after=-1')).toMatchObject({ status: 400, field: 'after' });
    expect(await ask('GET', '/v1/events/stream?after=x')).toMatchObject({ status: 400, field: 'after' });
    expect(await ask('GET', '/v1/trail')).toMatchObject({ status: 400, field: 'of' });
    expect(await ask('GET', '/v1/failed?stage=cook')).toMatchObject({ status: 400, field: 'stage' });
    expect(await ask('GET', '/v1/stories/s_none')).toMatchObject({ status: 404 });
    expect(await ask('POST', '/v1/failed/clean/ob-1/retry')).toMatchObject({ status: 404 });
    expect(await ask('GET', '/nowhere')).toMatchObject({ status: 404, title: 'Not found' });
    expect(daemon.said()).not.toContain('"level":50');
  });

  test('a second one is refused and told who holds the directory; commands go through its API', async () => {
    const { env } = shared;
    const second = await hearsay(['start'], { env });
    expectSentences(second, new RegExp(`${env.HEARSAY_DATA} is in use by process ${daemon.pid} `));
    const replay = await hearsay(['replay', '-', '--data', env.HEARSAY_DATA as string], {
      env,
      input: '{"url":"http://outlet.example/a","text":"A text."}\n',
    });
    expectSentences(replay, new RegExp(`in use by process ${daemon.pid} `));
    expect(await hearsay(['stories'], { env })).toMatchObject({
      code: 0,
      out: 'No stories yet.\n',
      err: '',
    });
    const notFeed = await hearsay(['feeds', 'add', 'http://outlet.example/page.html'], { env });
    expectSentences(notFeed, /is not a feed/);
    expect(await daemon.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(await hearsay(['feeds', 'list'], { env })).toMatchObject({ code: 0, err: '' });
  });
});

describe('without a daemon', () => {
  test.each([
    [['stories', '--limit', 'many'], /"limit": expected number/],
    [['feeds', 'add', 'http://outlet.example/page.html'], /outlet\.example\/page\.html is not a feed/],
    [['watch'], /No daemon is running here: start one with `hearsay start`/],
  ])('hearsay %j says what is wrong in one sentence', async (args, sentence) => {
    expectSentences(await hearsay(args as string[], shared), sentence);
  });

  test('bad settings are listed all at once', async () => {
    const settings = {
      HEARSAY_PORT: 'high',
      HEARSAY_POLL_MIN: '0',
      HEARSAY_ALLOW_NETWORKS: '10.0.0.0',
      HEARSAY_TOKEN: 'short-secret',
      HEARSAY_COLOUR: 'red',
      REDIS_URL: 'redis://localhost',
    };
    const gave = await hearsay(['start'], { env: settings });
    expectSentences(
      gave,
      /^HEARSAY_PORT must be a number/,
      /^HEARSAY_TOKEN must have/,
      /^HEARSAY_ALLOW_NETWORKS must be/,
      /^HEARSAY_POLL_MIN must be/,
      /^HEARSAY_COLOUR is no setting/,
      /^REDIS_URL is set but DATABASE_URL is not/,
    );
    expect(gave.err).not.toContain('short-secret');
  });

  test('a data directory that is none', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, 'text');
    expectSentences(await hearsay(['start'], apart({ HEARSAY_DATA: file })), /a-file/);
    expectSentences(
      await hearsay(['start'], apart({ HEARSAY_DATA: '/dev/null/data' })),
      /\/dev\/null\/data cannot be used/,
    );
  });

  test('a port that is in use', async () => {
    expectSentences(
      await hearsay(['start'], { env: { ...shared.env, HEARSAY_PORT: String(port) } }),
      new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is in use`),
    );
  });

  test('an address that others can reach, without a token', async () => {
    expectSentences(
      await hearsay(['start'], { env: { ...shared.env, HEARSAY_HOST: '0.0.0.0' } }),
      /hearsay tokens add NAME --scope admin.*HEARSAY_TOKEN/,
    );
  });
});

describe('with servers', () => {
  test('a wrong or unreachable one is named, without its password', async () => {
    const nobody = await freePort();
    const database = await freshDatabase();
    try {
      const DATABASE_URL = database.url;
      const start = (env: Record<string, string>) => hearsay(['start'], apart(env));
      expectSentences(await start({ DATABASE_URL, REDIS_URL: 'http://127.0.0.1' }), /REDIS_URL.*redis:\/\//);
      const unreachable = await start({ DATABASE_URL, REDIS_URL: `redis://me:secret@127.0.0.1:${nobody}` });
      expectSentences(unreachable, new RegExp(`Redis at .*127\\.0\\.0\\.1:${nobody}.*\\(REDIS_URL\\)`));
      expect(unreachable.err).not.toContain('secret');
      expectSentences(
        await start({ DATABASE_URL, REDIS_URL: `redis://127.0.0.1:${port}` }),
        new RegExp(`Redis at .*127\\.0\\.0\\.1:${port}`),
      );
      const noDatabase = await start({
        DATABASE_URL: `postgres://me:secret@127.0.0.1:${nobody}/hearsay`,
        REDIS_URL: 'redis://127.0.0.1',
      });
      expectSentences(
        noDatabase,
        new RegExp(`PostgreSQL at 127\\.0\\.0\\.1:${nobody}/hearsay cannot be used`),
      );
      expect(noDatabase.err).not.toContain('secret');
    } finally {
      await database.drop();
    }
  });

  test('a database that a newer version wrote is left alone', async () => {
    const [database, redis] = [await freshDatabase(), await freshRedis()];
    try {
      const env = apart({ DATABASE_URL: database.url, REDIS_URL: redis.url }).env;
      expect(await hearsay(['stories'], { env })).toMatchObject({ code: 0, err: '' });
      const { openPostgres } = await import('@hearsay/store');
      const db = await openPostgres(database.url);
      await db.query("insert into hearsay.schema_version (version, name) values (999, 'from-the-future')");
      await db.close();
      expectSentences(await hearsay(['start'], { env }), /schema version 999.*update the program/);
    } finally {
      await redis.drop();
      await database.drop();
    }
  });

  test('a Redis that may evict jobs is warned of, and used', async () => {
    const [database, redis] = [await freshDatabase(), await freshRedis()];
    const client = new Redis(redis.url);
    try {
      await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
      const { env } = apart({ DATABASE_URL: database.url, REDIS_URL: redis.url });
      const daemon = await startChildDaemon(env);
      await client.config('SET', 'maxmemory-policy', 'noeviction');
      expect(daemon.said()).toContain(
        'Redis may evict jobs (maxmemory-policy is allkeys-lru): set it to noeviction.',
      );
      expect(await daemon.end('SIGTERM')).toEqual({ code: 0, signal: null });
    } finally {
      await client.config('SET', 'maxmemory-policy', 'noeviction');
      client.disconnect();
      await redis.drop();
      await database.drop();
    }
  });

  test('a data directory under /proc, where Node would try for ever', async () => {
    const said = await hearsay(['stories'], { env: { ...apart().env, HEARSAY_DATA: '/proc/nowhere/data' } });
    expectSentences(said, /The data directory \/proc\/nowhere\/data cannot be used/);
  });
});

describe('restore', () => {
  test('puts the newest dump in place, keeps what was there, and says so where there is none', async () => {
    const { env } = apart();
    expectSentences(await hearsay(['restore'], { env }), /There is no dump of .*: one is made each hour/);
    const { openEmbedded } = await import('@hearsay/store');
    const record = await openEmbedded(env.HEARSAY_DATA as string);
    await record.query('create table seen as select 1 as id');
    await record.dump(join(`${env.HEARSAY_DATA}.dumps`, 'record-1.tar.gz'));
    await record.query('insert into seen values (2)');
    await record.close();
    expect((await hearsay(['restore', '--list'], { env })).out).toContain('record-1.tar.gz');
    const said = await hearsay(['restore'], { env });
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(said.out).toMatch(/^Restored .*record-1\.tar\.gz\. What was there is kept as .*damaged-.*\.\n$/);
    const restored = await openEmbedded(env.HEARSAY_DATA as string);
    expect((await restored.query('select id from seen')).rows).toEqual([{ id: 1 }]);
    await restored.close();
  });
});
