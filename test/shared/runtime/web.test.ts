import type { IncomingMessage, ServerResponse } from 'node:http';
import { RetryAfterError } from '@hearsay/pipeline';
import { createMetrics, readSettings, type Web, wallClock } from '@hearsay/runtime';
import { createHttp } from '@hearsay/runtime/http/index';
import { createWeb, ThrottledError } from '@hearsay/runtime/web';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines, type TestRecord, testRecord } from '../../support/record.js';
import { type Site, startSite } from '../../support/site.js';

const page = '<html><body><p>The council met on Tuesday.</p></body></html>';

describe.each(engines)('the way to the web over the record of the %s mode', (engine) => {
  let record: TestRecord;
  let site: Site;
  let web: Web;
  let made = 0;
  /** Each test has a site of its own name. */
  let host = '';
  const opened: Web[] = [];

  beforeAll(async () => {
    record = await testRecord(engine);
    site = await startSite();
  });
  beforeEach(() => {
    made += 1;
    host = `paper${made}.example`;
    site.asked = [];
    web = open();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
  });
  afterAll(async () => {
    await record.end();
    await site.close();
  });

  /** A process's way to the web; several share the record. */
  function open(env: Record<string, string> = {}): Web {
    const settings = readSettings({
      HEARSAY_RESOLVE: site.resolve(host, `other.${host}`, `elsewhere-${host}`),
      HEARSAY_USER_AGENT: 'hearsay/0.1 (+https://desk.example)',
      HEARSAY_DOMAIN_RATE: '1000',
      HEARSAY_DOMAIN_BURST: '100',
      HEARSAY_DOMAIN_PARALLEL: '50',
      HEARSAY_ROBOTS_RETRY: '0.05',
      HEARSAY_QUIET: '0.05',
      ...env,
    });
    const userAgent = settings.HEARSAY_USER_AGENT as string;
    const http = createHttp({ resolve: settings.HEARSAY_RESOLVE ?? [], allowNetworks: [], userAgent });
    const needs = {
      http,
      store: record.store,
      clock: wallClock,
      settings,
      metrics: createMetrics(),
      userAgent,
    };
    const made = createWeb(needs);
    opened.push(made);
    return made;
  }

  /** Answers robots.txt with these rules (or status), and everything else with a page. */
  function serve(
    robots: string | number,
    then?: (request: IncomingMessage, response: ServerResponse) => void,
  ): void {
    site.answer = (request, response) => {
      if (request.url === '/robots.txt') {
        if (typeof robots === 'number') return void response.writeHead(robots).end();
        return void response.end(robots);
      }
      if (then !== undefined) return then(request, response);
      response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    };
  }

  /** Asks as a job does: comes back when it is told to. */
  async function patiently(way: Web, url: string): Promise<number> {
    for (;;) {
      try {
        return (await way.get(url)).response.status;
      } catch (error) {
        if (!(error instanceof RetryAfterError)) throw error;
        await new Promise((resolve) => setTimeout(resolve, error.waitMs));
      }
    }
  }
  const failure = (call: Promise<unknown>) =>
    call.then(
      () => null,
      (error: unknown) => error as Error & { code?: string },
    );
  const robotsAsked = () => site.asked.filter((each) => each.endsWith('/robots.txt'));

  test('keeps to robots.txt, says which line, and asks for it once', async () => {
    serve('User-agent: hearsay\nDisallow: /drafts\n');
    expect((await web.get(`https://${host}/news`)).meaning.kind).toBe('ok');
    const error = await failure(web.get(`https://${host}/drafts/1`));
    expect(error?.code).toBe('robots');
    expect(error?.message).toBe(
      `https://${host}/drafts/1 is not fetched: https://${host}/robots.txt keeps robots from it (line 2).`,
    );
    expect(site.asked).toEqual([`${host} /robots.txt`, `${host} /news`]);
  });

  test('does not ask robots.txt about what a person asked for', async () => {
    serve('User-agent: *\nDisallow: /\n');
    expect((await web.get(`https://${host}/feed.xml`, { asked: true })).meaning.kind).toBe('ok');
    expect(robotsAsked()).toEqual([]);
  });

  test('many jobs of several processes ask for it once, and none waits in its worker', async () => {
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    serve('User-agent: *\nDisallow: /drafts\n');
    const plain = site.answer;
    site.answer = (request, response) => {
      if (request.url !== '/robots.txt') return plain(request, response);
      held.then(() => plain(request, response));
    };
    const ways = [web, open(), open()];
    const first = failure(web.get(`https://${host}/1`));
    while (robotsAsked().length === 0) await new Promise(setImmediate);
    const others = await Promise.all(ways.map((way, i) => failure(way.get(`https://${host}/2${i}`))));
    for (const error of others) expect(error).toBeInstanceOf(RetryAfterError);
    release();
    expect(await first).toBeNull();
    await Promise.all(ways.map((way, i) => patiently(way, `https://${host}/2${i}`)));
    expect(robotsAsked()).toHaveLength(1);
  });

  test('a redirect is asked about too: in the robots.txt and the budget of where it leads', async () => {
    serve('User-agent: *\nDisallow: /private\n', (request, response) => {
      if (request.url === '/go')
        return void response.writeHead(302, { location: `https://elsewhere-${host}/private` }).end();
      response.end(page);
    });
    expect((await failure(web.get(`https://${host}/go`)))?.code).toBe('robots');
    expect(site.asked).toEqual([`${host} /robots.txt`, `${host} /go`, `elsewhere-${host} /robots.txt`]);
  });

  test('fetches nothing while robots.txt cannot be read, and goes on when it can', async () => {
    serve(500);
    const error = await failure(web.get(`https://${host}/news`));
    expect(error).toBeInstanceOf(RetryAfterError);
    expect(error?.message).toBe(
      `Nothing of https://${host} may be fetched while robots.txt cannot be read (500).`,
    );
    expect(site.asked).toEqual([`${host} /robots.txt`]);
    serve('');
    expect(await patiently(web, `https://${host}/news`)).toBe(200);
  });

  test('takes a missing robots.txt, and one behind too many redirects, for none', async () => {
    serve(404);
    expect((await web.get(`https://${host}/news`)).meaning.kind).toBe('ok');
    site.answer = (request, response) => {
      if (request.url?.startsWith('/robots.txt'))
        return void response.writeHead(301, { location: `${request.url}?` }).end();
      response.end(page);
    };
    expect((await web.get(`https://other.${host}/news`)).meaning.kind).toBe('ok');
    expect(robotsAsked()[0]).toBe(`${host} /robots.txt`);
  });

  test('follows robots.txt over five redirects, even to another site', async () => {
    site.answer = (request, response) => {
      const step = Number(
        /^\/r(\d)$/.exec(request.url ?? '')?.[1] ?? (request.url === '/robots.txt' ? 0 : -1),
      );
      if (step === -1) return void response.end(page);
      if (step < 5)
        return void response.writeHead(302, { location: `http://elsewhere-${host}/r${step + 1}` }).end();
      response.end('User-agent: *\nDisallow: /news');
    };
    expect((await failure(web.get(`https://${host}/news`)))?.code).toBe('robots');
  });

  test('reads the first 500 KiB of an endless robots.txt', async () => {
    site.answer = (request, response) => {
      if (request.url !== '/robots.txt') return void response.end(page);
      response.write('User-agent: *\nDisallow: /a\n');
      const line = `# ${'x'.repeat(60_000)}\n`;
      const more = () => {
        while (!response.destroyed && response.write(line));
      };
      response.on('drain', more);
      more();
    };
    expect((await failure(web.get(`https://${host}/a`)))?.code).toBe('robots');
    expect((await web.get(`https://${host}/b`)).meaning.kind).toBe('ok');
  });

  test('robots.txt that answers 429 keeps everybody away, and is no permission', async () => {
    serve(429);
    expect(await failure(web.get(`https://${host}/news`))).toBeInstanceOf(ThrottledError);
    expect(site.asked).toEqual([`${host} /robots.txt`]);
  });

  test('a site that asks us to wait is left alone by every process, for as long as it says', async () => {
    serve('', (_, response) => void response.writeHead(429, { 'retry-after': '3600' }).end());
    const other = open();
    const error = await failure(web.get(`https://${host}/news`));
    expect(error).toBeInstanceOf(ThrottledError);
    expect((error as ThrottledError).waitMs).toBeCloseTo(3_600_000, -4);
    expect((error as ThrottledError).answer.meaning).toMatchObject({
      kind: 'throttled',
      retryAfterSeconds: 3600,
    });
    const before = site.asked.length;
    for (const way of [web, other]) {
      expect(await failure(way.get(`https://other.${host}/b`, { asked: true }))).toBeInstanceOf(
        RetryAfterError,
      );
    }
    expect(site.asked).toHaveLength(before);
  });

  test('a 503 without a word is told as down, and its domain gets a pause that grows', async () => {
    serve('', (_, response) => void response.writeHead(503).end());
    const way = open({ HEARSAY_QUIET: '600' });
    expect((await way.get(`https://${host}/a`)).meaning.kind).toBe('down');
    const first = (await failure(way.get(`https://${host}/b`))) as RetryAfterError;
    expect(first.waitMs).toBeGreaterThan(300_000);
    expect(first.waitMs).toBeLessThanOrEqual(600_000);
    await record.db.query(
      "update hearsay.budgets set (blocked_until, next_at, feed_at) = (select t, t, t from (select now() - interval '1 hour') as x (t))",
    );
    expect((await way.get(`https://${host}/b`)).meaning.kind).toBe('down');
    const second = (await failure(way.get(`https://${host}/c`))) as RetryAfterError;
    expect(second.waitMs).toBeGreaterThan(900_000);
    expect(second.waitMs).toBeLessThanOrEqual(1_200_000);
  });

  test('keeps to a Crawl-delay within its bound', async () => {
    serve('User-agent: *\nCrawl-delay: 600\n');
    const way = open({ HEARSAY_CRAWL_DELAY_MAX: '20' });
    expect((await way.get(`https://${host}/a`)).meaning.kind).toBe('ok');
    const error = (await failure(way.get(`https://${host}/b`))) as RetryAfterError;
    expect(error).toBeInstanceOf(RetryAfterError);
    expect(error.waitMs).toBeGreaterThan(15_000);
    expect(error.waitMs).toBeLessThanOrEqual(20_000);
  });

  test('a request that fails gives its lane back', async () => {
    serve('', (_, response) => void response.destroy());
    const way = open({ HEARSAY_DOMAIN_PARALLEL: '1' });
    for (let i = 0; i < 3; i++) expect((await failure(way.get(`https://${host}/${i}`)))?.code).toBe('broken');
  });

  test('what the guard refuses costs no request', async () => {
    for (const url of ['http://127.0.0.1/', 'file:///etc/passwd', `https://${host}@[::1]/`, 'nonsense'])
      expect((await failure(web.get(url)))?.code).toMatch(/refused|bad-url/);
    expect(site.asked).toEqual([]);
  });
});
