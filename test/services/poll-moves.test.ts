import { beforeEach, describe, expect, test } from 'vitest';
import { hour, hourly, type Item, minute, rss, start, usePoll } from './poll/site.js';

describe.each(['server', 'embedded'] as const)('what poll follows on the record of the %s mode', (engine) => {
  const { on, watch, run, pass, row, kinds, serve } = usePoll(engine);

  describe('redirects', () => {
    const redirect = (code: number, to: string) => {
      on.answer = (request, response) => {
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
      expect(await on.deps.store.feeds.byKey('tribune.example/old')).toMatchObject({ id });
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
    on.answer = (request, response) => {
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
    expect(on.asked.map((each) => each.url)).toEqual([
      '/index.xml',
      '/map-1.xml',
      '/map-2.xml',
      '/map-3.xml',
    ]);
    expect(await row(id)).toMatchObject({ kind: 'sitemap index' });
    pass(minute);
    expect(await run(id)).toMatchObject({ reason: 'not modified' });
  });
});
