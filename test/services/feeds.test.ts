import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi, serveApi } from '@hearsay/api';
import { announceDaemon } from '@hearsay/cli/access';
import { openLog, openRuntime, type Runtime, readSettings } from '@hearsay/runtime';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Gave, hearsay } from '../support/command.js';
import { freshDatabase, freshRedis } from '../support/services.js';

vi.setConfig({ testTimeout: 120_000 });

const rss = (title: string, links: string[], head = '') =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${title}</title>${head}${links.map((link) => `<item><title>${link}</title><link>${link}</link></item>`).join('')}</channel></rss>`;
const link = (href: string, type = 'application/rss+xml') =>
  `<link rel="alternate" type="${type}" href="${href}">`;
const own = (href: string) => `<atom:link rel="self" href="${href}"/>`;
const city = [1, 2, 3].map((n) => `http://tribune.example/city-${n}`);
const sport = [1, 2, 3].map((n) => `http://tribune.example/sport-${n}`);

/** What each address of the site answers: a body, or where it redirects to. */
const pages: Record<string, string | { to: string; code: number }> = {
  'tribune.example/': `<html><head>${link('/rss')}${link('/atom', 'application/atom+xml')}${link('/sport.rss')}${link('/gone.rss')}</head></html>`,
  'tribune.example/rss': rss('Tribune', city),
  'tribune.example/atom': rss('Tribune (Atom)', city),
  'tribune.example/sport.rss': rss('Tribune: Sport', sport, own('http://tribune.example/rss')),
  'tribune.example/old': { to: 'http://tribune.example/rss', code: 301 },
  'tribune.example/now': { to: 'http://tribune.example/rss', code: 302 },
  'burner.example/tribune': rss('Tribune', city, own('http://tribune.example/rss')),
  'quiet.example/': '<html><head><title>No links</title></head></html>',
  'quiet.example/feed.xml': rss('Quiet', ['http://quiet.example/1']),
  'maps.example/': '<html></html>',
  'maps.example/robots.txt':
    'User-agent: *\nSitemap: http://maps.example/sitemap.xml\nSitemap: http://maps.example/news.xml\n',
  'maps.example/news.xml':
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://maps.example/1</loc></url></urlset>',
  'empty.example/': '<html><head>Nothing</head></html>',
  'lists.example/list.opml':
    '<?xml version="1.0"?><opml version="2.0"><body><outline text="City"><outline xmlUrl="http://tribune.example/rss" text="Tribune"/></outline><outline xmlUrl="http://quiet.example/feed.xml"/></body></opml>',
};

let site: Server;
let port: number;
beforeAll(async () => {
  site = createServer((request, response) => {
    const page = pages[`${request.headers.host}${request.url}`];
    if (page === undefined) response.writeHead(404).end();
    else if (typeof page === 'object') response.writeHead(page.code, { location: page.to }).end();
    else
      response
        .writeHead(200, { 'content-type': page.startsWith('<html') ? 'text/html' : 'application/xml' })
        .end(page);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  port = (site.address() as AddressInfo).port;
});
afterAll(() => {
  site.closeAllConnections();
  site.close();
});

function settings(place: Record<string, string>): Record<string, string> {
  const hosts = [...new Set(Object.keys(pages).map((each) => each.split('/')[0]))];
  return {
    HEARSAY_LOG: 'silent',
    HEARSAY_PORT: '0',
    HEARSAY_DOMAIN_RATE: '1000',
    HEARSAY_DOMAIN_BURST: '1000',
    HEARSAY_RESOLVE: [...hosts.map((host) => `${host}=127.0.0.1:${port}`), 'silent.example=127.0.0.1:1'].join(
      ',',
    ),
    ...place,
  };
}

describe.each(['server', 'embedded'] as const)(
  'feeds through the API, on the record of the %s mode',
  (mode) => {
    let runtime: Runtime;
    let app: ReturnType<typeof createApi>;
    const ends: (() => Promise<void>)[] = [];

    beforeAll(async () => {
      let place: Record<string, string>;
      if (mode === 'server') {
        const [database, redis] = [await freshDatabase(), await freshRedis()];
        ends.push(redis.drop, database.drop);
        place = { DATABASE_URL: database.url, REDIS_URL: redis.url };
      } else {
        const folder = mkdtempSync(join(tmpdir(), 'hearsay-test-'));
        ends.push(async () => rmSync(folder, { recursive: true, force: true }));
        place = { HEARSAY_DATA: join(folder, 'data') };
      }
      runtime = await openRuntime(readSettings(settings(place)), openLog('silent'));
      app = createApi(runtime);
    });
    afterAll(async () => {
      await runtime.close();
      for (const end of ends) await end();
    });
    afterEach(() => runtime.db.query('delete from hearsay.feeds'));

    // biome-ignore lint/suspicious/noExplicitAny: tests look into many shapes
    async function call(method: string, path: string, body?: unknown): Promise<any> {
      const init =
        body === undefined
          ? { method }
          : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      const response = await app.request(`http://localhost/v1${path}`, init);
      return { status: response.status, ...((await response.json()) as object) };
    }
    const add = (url: string, more: object = {}) => call('POST', '/feeds', { url, ...more });
    const urls = async () => (await call('GET', '/feeds')).feeds.map((feed: { url: string }) => feed.url);

    test('a home page: its main feed is taken, and the others are told with why they are not', async () => {
      const answer = await add('http://tribune.example/');
      expect(answer).toMatchObject({
        status: 201,
        added: true,
        feed: { url: 'http://tribune.example/rss', title: 'Tribune' },
      });
      expect(answer.found).toMatchObject([
        { url: 'http://tribune.example/rss', chosen: true },
        {
          url: 'http://tribune.example/atom',
          chosen: false,
          because: 'the same feed as http://tribune.example/rss',
        },
        { url: 'http://tribune.example/sport.rss', chosen: false, because: expect.stringContaining('--all') },
      ]);
      expect(await urls()).toEqual(['http://tribune.example/rss']);
    });

    test('all of them, where all are wanted', async () => {
      await add('http://tribune.example/', { all: true, tags: ['city'] });
      expect(await urls()).toEqual(['http://tribune.example/rss', 'http://tribune.example/sport.rss']);
      expect((await call('GET', '/feeds')).feeds[0].tags).toEqual(['city']);
    });

    test('a page without links: the usual addresses, then the news sitemaps of robots.txt', async () => {
      expect((await add('http://quiet.example/')).feed).toMatchObject({
        url: 'http://quiet.example/feed.xml',
        title: 'Quiet',
      });
      expect((await add('http://maps.example/')).feed).toMatchObject({ url: 'http://maps.example/news.xml' });
    });

    test('what has none, cannot be read or is a list says so in one sentence', async () => {
      expect(await add('http://empty.example/')).toMatchObject({
        status: 422,
        field: 'url',
        detail: expect.stringMatching(
          /^http:\/\/empty\.example\/ is not a feed, and none was found: its page names none/,
        ),
      });
      expect(await add('http://tribune.example/missing')).toMatchObject({
        status: 422,
        detail: expect.stringContaining('404'),
      });
      expect(await add('http://silent.example/')).toMatchObject({
        status: 422,
        detail: expect.stringContaining('cannot be read'),
      });
      expect(await add('http://lists.example/list.opml')).toMatchObject({
        status: 422,
        detail: expect.stringContaining('feeds import'),
      });
      expect(await add('tribune.example')).toMatchObject({ status: 400, field: 'url' });
    });

    test.each([
      ['http://tribune.example/rss/', 'a trailing slash'],
      ['https://www.tribune.example/rss', 'https and www'],
      ['http://tribune.example/old', 'an address that has moved for good'],
    ])('%s is watched already (%s)', async (again) => {
      await add('http://tribune.example/rss');
      pages['www.tribune.example/rss'] = pages['tribune.example/rss'] as string;
      pages['tribune.example/rss/'] = pages['tribune.example/rss'] as string;
      if (again.includes('www')) {
        expect(
          await call('POST', '/feeds/import', {
            opml: `<opml><body><outline xmlUrl="${again}"/></body></opml>`,
          }),
        ).toMatchObject({ added: 0, known: 1 });
      } else expect(await add(again)).toMatchObject({ status: 200, added: false });
      expect(await urls()).toHaveLength(1);
    });

    test('the target of a temporary redirect is the feed that redirects there', async () => {
      expect((await add('http://tribune.example/now')).feed.url).toBe('http://tribune.example/now');
      expect(await add('http://tribune.example/rss')).toMatchObject({ added: false });
      expect(await urls()).toEqual(['http://tribune.example/now']);
    });

    test('the address a feed gives as its own is that feed, if they list the same; from either side', async () => {
      await add('http://tribune.example/rss');
      expect(await add('http://burner.example/tribune')).toMatchObject({ added: false });
      await runtime.db.query('delete from hearsay.feeds');
      await add('http://burner.example/tribune');
      expect(await add('http://tribune.example/rss')).toMatchObject({ added: false });
      // Copied from a template: it says it is the main feed, and lists something else.
      expect(await add('http://tribune.example/sport.rss')).toMatchObject({ added: true });
    });

    test('two adds at the same moment make one feed', async () => {
      const both = await Promise.all([add('http://tribune.example/rss'), add('http://tribune.example/rss')]);
      expect(both.map((each) => each.added).sort()).toEqual([false, true]);
    });

    test('a list is imported once, by text and by address, with folders as tags, and exported as it came', async () => {
      expect(await call('POST', '/feeds/import', { url: 'http://lists.example/list.opml' })).toMatchObject({
        added: 2,
        known: 0,
        wrong: [],
      });
      const { opml, feeds } = await call('GET', '/feeds/export');
      expect(feeds).toBe(2);
      expect(await call('POST', '/feeds/import', { opml })).toMatchObject({ added: 0, known: 2 });
      const listed = (await call('GET', '/feeds')).feeds;
      expect(listed.map((feed: { tags: string[] }) => feed.tags)).toEqual([[], ['City']]);
      expect(await call('POST', '/feeds/import', { opml: '<html>' })).toMatchObject({
        status: 422,
        field: 'opml',
      });
      expect(await call('POST', '/feeds/import', { url: 'http://lists.example/none' })).toMatchObject({
        status: 422,
        field: 'url',
      });
    });

    test('one feed is shown by id or address with its health and history; a retired one is revived', async () => {
      const { feed } = await add('http://tribune.example/rss');
      await runtime.deps.store.feeds.retire(feed.id, 'gone for good', new Date());
      for (const of of [feed.id, 'http://tribune.example/rss', 'https://tribune.example/rss/']) {
        const shown = await call('GET', `/feeds/${encodeURIComponent(of)}`);
        expect(shown.feed.health).toMatchObject({ state: 'retired', why: 'gone for good' });
        expect(shown.notices[0]).toMatchObject({ kind: 'added' });
      }
      expect(await call('POST', `/feeds/${feed.id}/revive`, {})).toMatchObject({
        revived: true,
        feed: { health: { state: 'new' } },
      });
      expect(await call('POST', `/feeds/${feed.id}/revive`, {})).toMatchObject({ revived: false });
      expect(await call('GET', '/feeds/f_none')).toMatchObject({
        status: 404,
        detail: 'There is no feed f_none.',
      });
      expect(
        await call('DELETE', `/feeds?of=${encodeURIComponent('http://tribune.example/rss')}`),
      ).toMatchObject({ status: 200 });
      expect(await urls()).toEqual([]);
    });
  },
);

test('the terminal: add, list, show, import, export', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-test-'));
  const env = settings({ HEARSAY_DATA: join(folder, 'data'), HEARSAY_PORT: '0' });
  // The API alone, as no feed is to be read; each command would take seconds to open the record for itself.
  const runtime = await openRuntime(readSettings(env), openLog('silent'));
  const served = await serveApi(runtime);
  const withdraw = announceDaemon(runtime.settings, served.url);
  const run = async (...args: string[]): Promise<string> => {
    const gave: Gave = await hearsay(['feeds', ...args], { env });
    expect(gave, gave.err).toMatchObject({ code: 0, err: '' });
    return gave.out;
  };
  try {
    expect(await run('add', 'http://tribune.example/', '--tag', 'city')).toMatch(
      /^Watching Tribune \(tribune\.example\): http:\/\/tribune\.example\/rss\nFound 3 feeds:\n {2}✓ +http:\/\/tribune\.example\/rss .*main feed\n/,
    );
    expect(await run('list')).toMatch(
      /^1 feed: 1 new\n\n {2}STATE .*FEED\n\+ new .* tribune\.example .* now +Tribune\n$/,
    );
    const shown = await run('show', 'http://tribune.example/rss');
    for (const part of [
      /^Tribune {2}f_/,
      /\+ new since/,
      /tags +city/,
      /last read +never/,
      /next poll +now/,
      /History\n .* added +Watched from now on/,
    ])
      expect(shown).toMatch(part);
    const file = join(folder, 'list.opml');
    expect(await run('export', file)).toBe(`1 feed written to ${file}.\n`);
    expect(readFileSync(file, 'utf8')).toContain('xmlUrl="http://tribune.example/rss"');
    expect(await run('import', file)).toBe('0 feeds added, 1 watched already.\n');
    const wrong = await hearsay(['feeds', 'import', join(folder, 'none.opml')], { env });
    expect(wrong).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^The list .*none\.opml cannot be read \(ENOENT\)\.\n$/),
    });
  } finally {
    withdraw();
    await served.close();
    await runtime.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 400_000);
