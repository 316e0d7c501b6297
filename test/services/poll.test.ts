import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { poll } from '@hearsay/poll';
import {
  type Deps,
  openLog,
  openRuntime,
  type Runtime,
  readSettings,
  runJob,
  setClock,
} from '@hearsay/runtime';
import type { Feed } from '@hearsay/store';
import { idOf } from '@hearsay/text/id';
import { feedKey, outletDomain } from '@hearsay/text/url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase, freshRedis } from '../support/services.js';

const start = new Date('2031-05-05T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;

interface Item {
  guid?: string;
  link: string;
  title: string;
  date?: Date;
}

function rss(items: Item[], head = ''): string {
  const rows = items.map(
    ({ guid, link, title, date }) =>
      `<item><title>${title}</title><link>${link}</link>${guid === undefined ? '' : `<guid isPermaLink="false">${guid}</guid>`}${
        date === undefined ? '' : `<pubDate>${date.toUTCString()}</pubDate>`
      }</item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Tribune</title>${head}${rows.join('')}</channel></rss>`;
}

describe.each(['server', 'embedded'] as const)('poll on the record of the %s mode', (engine) => {
  let runtime: Runtime;
  let deps: Deps;
  let clock: ReturnType<typeof setClock>;
  let site: Server;
  let port: number;
  let ends: (() => Promise<void>)[] = [];
  /** What the site answers, and what it was asked. */
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let asked: IncomingMessage[];
  let made = 0;

  beforeAll(async () => {
    site = createServer((request, response) => {
      asked.push(request);
      answer(request, response);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    port = (site.address() as AddressInfo).port;
    const hosts = ['tribune', 'herald', 'moved'].map((name) => `${name}.example=127.0.0.1:${port}`);
    const env: Record<string, string> = {
      HEARSAY_LOG: 'silent',
      HEARSAY_DOMAIN_RATE: '10000',
      HEARSAY_DOMAIN_BURST: '10000',
      HEARSAY_RESOLVE: [...hosts, 'silent.example=127.0.0.1:1'].join(','),
    };
    if (engine === 'server') {
      const [database, redis] = [await freshDatabase(), await freshRedis()];
      ends.push(database.drop, redis.drop);
      Object.assign(env, { DATABASE_URL: database.url, REDIS_URL: redis.url });
    } else {
      const { mkdtempSync, rmSync } = await import('node:fs');
      const folder = mkdtempSync('/tmp/hearsay-test-');
      ends.push(async () => rmSync(folder, { recursive: true, force: true }));
      env.HEARSAY_DATA = `${folder}/data`;
    }
    const settings = readSettings(env);
    runtime = await openRuntime(settings, openLog('silent'));
  });
  afterAll(async () => {
    await runtime.close();
    for (const end of ends) await end();
    ends = [];
    site.closeAllConnections();
    site.close();
  });
  beforeEach(() => {
    clock = setClock(start);
    deps = { ...runtime.deps, clock };
    asked = [];
  });
  afterEach(() => runtime.db.query('delete from hearsay.feeds'));

  async function watch(url: string, tags: string[] = []): Promise<string> {
    const id = idOf('feed', url);
    const [outlet, key] = [outletDomain(url), feedKey(url)];
    await deps.store.feeds.add({ id, url, key, outlet, title: null, tags, now: clock.now() });
    return id;
  }
  async function run(feed: string) {
    made += 1;
    const job = { id: `ob-${made}`, stage: 'poll' as const, payload: { feed }, attempt: 1, attempts: 1 };
    return runJob('poll', { ...job, queuedAt: Date.now() }, poll, deps);
  }
  const pass = (ms: number) => clock.set(new Date(clock.now().getTime() + ms));
  const row = async (id: string) => (await deps.store.feeds.get(id)) as Feed;
  const kinds = async (id: string) =>
    (await deps.store.feeds.notices(id, 50)).map((each) => each.kind).reverse();
  const serve = (body: () => string, headers: Record<string, string> = {}) => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/rss+xml', ...headers }).end(body());
    };
  };
  const status = (code: number, headers: Record<string, string> = {}) => {
    answer = (_request, response) => {
      response.writeHead(code, headers).end();
    };
  };
  const hourly = (count: number, path = '') =>
    Array.from({ length: count }, (_, at) => ({
      guid: `g${path}${at}`,
      link: `http://tribune.example/${path}${at}`,
      title: `Report ${path}${at}`,
      date: new Date(start.getTime() - (at + 1) * hour),
    }));

  test('asks with conditions, learns the pace at the first reading, and hears what the headers say', async () => {
    const id = await watch('http://tribune.example/rss');
    answer = (request, response) => {
      if (request.headers['if-none-match'] === '"v1"')
        response.writeHead(304, { 'cache-control': 'max-age=1200' }).end();
      else
        response
          .writeHead(200, { etag: '"v1"', 'last-modified': 'Mon, 05 May 2031 11:00:00 GMT' })
          .end(rss(hourly(24)));
    };
    expect(await run(id)).toMatchObject({ outcome: 'forward', reason: '24 new' });
    const first = await row(id);
    expect(first).toMatchObject({ status: 'healthy', title: 'Tribune', etag: '"v1"', readAt: start });
    expect(first.entriesPerDay).toBeCloseTo(24, 0);
    expect(first.intervalSeconds).toBeCloseTo(900, -1);
    expect(first.intervalWhy).toBe('24 new entries a day');
    pass(15 * minute);
    expect(await run(id)).toMatchObject({ outcome: 'done', reason: 'not modified' });
    expect(asked[1]?.headers['if-modified-since']).toBe('Mon, 05 May 2031 11:00:00 GMT');
    expect(await row(id)).toMatchObject({
      intervalSeconds: 1200,
      intervalWhy: 'the server lets answers be kept so long',
      lastSuccessAt: clock.now(),
      nextPollAt: new Date(clock.now().getTime() + 1_200_000),
    });
  });

  test('a busy wire is asked every minute, a sleepy blog after hours, from the first reading on', async () => {
    const wire = await watch('http://tribune.example/wire');
    serve(() =>
      rss(
        Array.from({ length: 40 }, (_, at) => ({
          link: `http://tribune.example/w${at}`,
          title: `W${at}`,
          date: new Date(start.getTime() - at * minute),
        })),
      ),
    );
    await run(wire);
    const blog = await watch('http://tribune.example/blog');
    serve(() =>
      rss(
        Array.from({ length: 10 }, (_, at) => ({
          link: `http://tribune.example/b${at}`,
          title: `B${at}`,
          date: new Date(start.getTime() - (at + 1) * 30 * 24 * hour),
        })),
      ),
    );
    await run(blog);
    expect((await row(wire)).intervalSeconds).toBe(60);
    expect((await row(blog)).intervalSeconds).toBe(21_600);
  });

  test('ttl and sy:updatePeriod are heard, on the polls that are answered "not modified" too', async () => {
    const id = await watch('http://tribune.example/ttl');
    answer = (request, response) => {
      if (request.headers['if-none-match']) response.writeHead(304).end();
      else response.writeHead(200, { etag: '"a"' }).end(rss(hourly(24), '<ttl>25</ttl>'));
    };
    await run(id);
    pass(25 * minute);
    await run(id);
    expect(await row(id)).toMatchObject({ intervalSeconds: 1500, intervalWhy: 'the feed asks for it' });
  });

  test('a server that repeats its body without validators is known by the body', async () => {
    const id = await watch('http://tribune.example/plain');
    serve(() => rss(hourly(3)));
    await run(id);
    pass(hour);
    expect(await run(id)).toMatchObject({ outcome: 'done', reason: 'not modified' });
  });

  test('a server that says "not modified" of what is modified is found out, told once, and read whole', async () => {
    const id = await watch('http://tribune.example/lies');
    let items = hourly(24);
    answer = (request, response) => {
      if (request.headers['if-none-match']) response.writeHead(304).end();
      else response.writeHead(200, { etag: '"constant"' }).end(rss(items));
    };
    await run(id);
    items = [
      {
        guid: 'late',
        link: 'http://tribune.example/late',
        title: 'Late',
        date: new Date(start.getTime() + hour),
      },
      ...items,
    ];
    pass(2 * hour);
    expect(await run(id)).toMatchObject({ reason: 'not modified' });
    pass(9 * hour); // silent for longer than it ever is: it is read without conditions
    expect(await run(id)).toMatchObject({ outcome: 'forward', reason: '1 new' });
    expect(await row(id)).toMatchObject({ validatorsLie: true });
    expect(await kinds(id)).toEqual(['validators']);
    pass(minute);
    await run(id);
    expect(asked.at(-1)?.headers['if-none-match']).toBeUndefined();
  });

  test('a feed that fails is called broken once, asked less and less, never given up, and called back once', async () => {
    const id = await watch('http://tribune.example/flaky');
    serve(() => rss(hourly(24)));
    await run(id);
    status(404);
    const intervals: number[] = [];
    for (let times = 0; times < 30; times++) {
      pass(6 * hour);
      expect(await run(id)).toMatchObject({ outcome: 'drop', reason: 'gone' });
      intervals.push((await row(id)).intervalSeconds as number);
    }
    expect(intervals.slice(0, 3)).toEqual([1800, 3600, 7200].map((seconds) => expect.closeTo(seconds, -2)));
    expect(intervals.at(-1)).toBe(21_600);
    expect(await row(id)).toMatchObject({
      status: 'broken',
      statusSince: new Date(start.getTime() + 6 * hour),
      failures: 30,
      lastError: 'not found (404)',
    });
    expect(await kinds(id)).toEqual(['broken']);
    serve(() => rss(hourly(24)));
    await run(id);
    expect(await row(id)).toMatchObject({
      status: 'healthy',
      failures: 0,
      lastError: null,
      failingSince: null,
    });
    expect(await kinds(id)).toEqual(['broken', 'back']);
  });

  test('no answer weighs half, a bot wall is "blocked"', async () => {
    const silent = await watch('http://silent.example/rss');
    for (let times = 0; times < 5; times++) await run(silent);
    expect(await row(silent)).toMatchObject({ failures: 2.5, status: 'new' });
    await run(silent);
    expect(await row(silent)).toMatchObject({ failures: 3, status: 'broken' });
    const walled = await watch('http://tribune.example/walled');
    status(403);
    for (let times = 0; times < 3; times++) await run(walled);
    expect(await row(walled)).toMatchObject({ status: 'blocked', lastError: 'access is forbidden (403)' });
  });

  test('429 puts the next poll where the site wants it, and is no failure', async () => {
    const id = await watch('http://herald.example/busy');
    status(429, { 'retry-after': '7200' });
    expect(await run(id)).toMatchObject({ outcome: 'drop', reason: 'asked to wait' });
    const feed = await row(id);
    expect(feed).toMatchObject({
      failures: 0,
      status: 'new',
      lastError: expect.stringContaining('asks us to wait'),
    });
    expect(feed.nextPollAt.getTime() - start.getTime()).toBeGreaterThanOrEqual(7_190_000);
    await runtime.db.query('delete from hearsay.budgets');
  });

  test('410 retires a feed with a notice; it can be revived', async () => {
    const id = await watch('http://tribune.example/over');
    status(410);
    expect(await run(id)).toMatchObject({ outcome: 'drop', reason: 'gone for good' });
    expect(await row(id)).toMatchObject({ status: 'retired', lastError: expect.stringContaining('410') });
    expect(await kinds(id)).toEqual(['retired']);
    expect(await run(id)).toMatchObject({ reason: 'feed retired' });
    expect(await deps.store.feeds.takeDue(new Date(start.getTime() + 30 * 24 * hour), 10, 60)).toEqual([]);
    await deps.store.feeds.revive(id, clock.now());
    serve(() => rss(hourly(2)));
    expect(await run(id)).toMatchObject({ outcome: 'forward' });
    expect(await row(id)).toMatchObject({ status: 'healthy', lastError: null });
  });

  describe('redirects', () => {
    const redirect = (code: number, to: string) => {
      answer = (request, response) => {
        if (request.url === '/old') response.writeHead(code, { location: to }).end();
        else response.writeHead(200, { etag: '"x"' }).end(rss(hourly(3)));
      };
    };

    test('301 to another place is kept after three polls over an hour, with a notice', async () => {
      const id = await watch('http://tribune.example/old');
      redirect(301, 'http://moved.example/new');
      for (let times = 0; times < 3; times++) {
        expect((await row(id)).url).toBe('http://tribune.example/old');
        await run(id);
        pass(30 * minute);
      }
      expect(await row(id)).toMatchObject({
        url: 'http://moved.example/new',
        outlet: 'moved.example',
        movedTo: null,
      });
      expect(await kinds(id)).toEqual(['moved']);
      expect(await deps.store.feeds.byKey('tribune.example/old')).toMatchObject({ id });
    });

    test('301 that went away again is forgotten; 302 is never kept', async () => {
      const id = await watch('http://tribune.example/old');
      redirect(301, 'http://moved.example/new');
      await run(id);
      expect(await row(id)).toMatchObject({ movedTo: 'http://moved.example/new', movedTimes: 1 });
      serve(() => rss(hourly(3)));
      await run(id);
      expect(await row(id)).toMatchObject({ movedTo: null, movedTimes: 0 });
      redirect(302, 'http://moved.example/new');
      for (let times = 0; times < 5; times++) {
        pass(hour);
        await run(id);
      }
      expect(await row(id)).toMatchObject({ url: 'http://tribune.example/old', movedTo: null });
    });

    test('308 to the same address with another slash is kept at once', async () => {
      const id = await watch('http://tribune.example/old');
      redirect(308, 'http://tribune.example/old/');
      await run(id);
      expect(await row(id)).toMatchObject({ url: 'http://tribune.example/old/' });
    });

    test('a feed that moved to one that is watched already is merged into it', async () => {
      const id = await watch('http://tribune.example/old', ['city']);
      const twin = await watch('http://moved.example/new', ['wire']);
      redirect(301, 'http://moved.example/new');
      for (let times = 0; times < 3; times++) {
        await run(id);
        pass(hour);
      }
      expect(await row(id)).toMatchObject({
        status: 'retired',
        lastError: expect.stringContaining('moved.example/new'),
      });
      expect(await row(twin)).toMatchObject({ status: 'new', tags: ['city', 'wire'] });
      expect([await kinds(id), await kinds(twin)]).toEqual([['merged'], ['merged']]);
    });
  });

  describe('the same article', () => {
    const date = new Date(start.getTime() - hour);
    const item = { guid: 'g1', link: 'http://tribune.example/dam', title: 'Dam', date };
    let id: string;
    beforeEach(async () => {
      id = await watch('http://tribune.example/rss');
      serve(() => rss([item]));
      expect(await run(id)).toMatchObject({ reason: '1 new' });
    });
    const then = async (...items: Item[]) => {
      serve(() => rss(items));
      return (await run(id)).reason;
    };

    test('under another guid', async () => expect(await then({ ...item, guid: 'g2' })).toBe('nothing new'));
    test('retitled', async () => expect(await then({ ...item, title: 'Dam, updated' })).toBe('nothing new'));
    test('re-dated', async () => expect(await then({ ...item, date: start })).toBe('nothing new'));
    test('with tracking parameters, www and a slash', async () =>
      expect(await then({ ...item, link: 'https://www.tribune.example/dam/?utm_source=rss' })).toBe(
        'nothing new',
      ));
    test('with a new slug under its new title', async () =>
      expect(await then({ ...item, title: 'Dam fails', link: 'http://tribune.example/dam-fails' })).toBe(
        'nothing new',
      ));
    test('but another one where a guid is used again', async () =>
      expect(
        await then({ guid: 'g1', title: 'Bridge', link: 'http://tribune.example/bridge', date: start }),
      ).toBe('1 new'));
    test('and none is lost where one guid is given to all', async () =>
      expect(
        await then(
          { guid: 'same', title: 'Bridge', link: 'http://tribune.example/bridge' },
          { guid: 'same', title: 'Road', link: 'http://tribune.example/road' },
        ),
      ).toBe('2 new'));
    test('in another feed of the outlet', async () => {
      const other = await watch('http://tribune.example/city');
      serve(() => rss([{ ...item, guid: 'c7' }]));
      expect(await run(other)).toMatchObject({ reason: 'nothing new' });
    });
    test('in two feeds that are read at the same moment', async () => {
      const feeds = await Promise.all(['a', 'b', 'c'].map((each) => watch(`http://tribune.example/${each}`)));
      serve(() => rss([{ ...item, guid: 'x', link: 'http://tribune.example/both' }]));
      const reasons = (await Promise.all(feeds.map(run))).map((ran) => ran.reason).sort();
      expect(reasons).toEqual(['1 new', 'nothing new', 'nothing new']);
    });
  });

  test('an index of sitemaps is followed to its newest, and only new pages of it are news', async () => {
    const id = await watch('http://tribune.example/index.xml');
    const at = (ms: number) => new Date(start.getTime() - ms).toISOString();
    const sitemap = (n: number, modified: number) =>
      `<sitemap><loc>http://tribune.example/map-${n}.xml</loc><lastmod>${at(modified)}</lastmod></sitemap>`;
    answer = (request, response) => {
      const map = /map-(\d)/.exec(request.url ?? '')?.[1];
      if (map === undefined)
        response.end(
          `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${[1, 2, 3, 4, 5].map((n) => sitemap(n, n * hour)).join('')}${sitemap(9, 90 * 24 * hour)}</sitemapindex>`,
        );
      else
        response.end(
          `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://tribune.example/new-${map}</loc><lastmod>${at(hour)}</lastmod></url><url><loc>http://tribune.example/old-${map}</loc><lastmod>${at(2000 * hour)}</lastmod></url></urlset>`,
        );
    };
    expect(await run(id)).toMatchObject({ reason: '3 new' });
    expect(asked.map((each) => each.url)).toEqual(['/index.xml', '/map-1.xml', '/map-2.xml', '/map-3.xml']);
    expect(await row(id)).toMatchObject({ kind: 'sitemap index' });
    pass(minute);
    expect(await run(id)).toMatchObject({ reason: 'not modified' });
  });

  test('the lag from publication to our seeing is the median of what came while we watched', async () => {
    const id = await watch('http://tribune.example/lag');
    serve(() => rss(hourly(5)));
    await run(id);
    expect((await row(id)).lagSeconds).toBeNull();
    const items = hourly(5);
    for (const [at, lag] of [60, 120, 600].entries()) {
      pass(hour);
      const date = new Date(clock.now().getTime() - lag * 1000);
      items.unshift({ guid: `n${at}`, link: `http://tribune.example/n${at}`, title: 'New', date });
      serve(() => rss(items));
      await run(id);
    }
    expect((await row(id)).lagSeconds).toBe(120);
  });
});
