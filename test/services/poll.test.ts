import { describe, expect, test } from 'vitest';
import { hour, hourly, minute, rss, start, usePoll } from './poll/site.js';

describe.each(['server', 'embedded'] as const)('poll on the record of the %s mode', (engine) => {
  const { on, watch, run, pass, row, kinds, serve, status } = usePoll(engine);

  test('asks with conditions, learns the pace at the first reading, and hears what the headers say', async () => {
    const id = await watch('http://tribune.example/rss');
    on.answer = (request, response) => {
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
    expect(on.asked[1]?.headers['if-modified-since']).toBe('Mon, 05 May 2031 11:00:00 GMT');
    expect(await row(id)).toMatchObject({
      intervalSeconds: 1200,
      intervalWhy: 'the server lets answers be kept so long',
      lastSuccessAt: on.clock.now(),
      nextPollAt: new Date(on.clock.now().getTime() + 1_200_000),
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
    on.answer = (request, response) => {
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
    on.answer = (request, response) => {
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
    expect(on.asked.at(-1)?.headers['if-none-match']).toBeUndefined();
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
    await on.runtime.db.query('delete from hearsay.budgets');
  });

  test('410 retires a feed with a notice; it can be revived', async () => {
    const id = await watch('http://tribune.example/over');
    status(410);
    expect(await run(id)).toMatchObject({ outcome: 'drop', reason: 'gone for good' });
    expect(await row(id)).toMatchObject({ status: 'retired', lastError: expect.stringContaining('410') });
    expect(await kinds(id)).toEqual(['retired']);
    expect(await run(id)).toMatchObject({ reason: 'feed retired' });
    expect(await on.deps.store.feeds.takeDue(new Date(start.getTime() + 30 * 24 * hour), 10, 60)).toEqual([]);
    await on.deps.store.feeds.revive(id, on.clock.now());
    serve(() => rss(hourly(2)));
    expect(await run(id)).toMatchObject({ outcome: 'forward' });
    expect(await row(id)).toMatchObject({ status: 'healthy', lastError: null });
  });

  test('the lag from publication to our seeing is the median of what came while we watched', async () => {
    const id = await watch('http://tribune.example/lag');
    serve(() => rss(hourly(5)));
    await run(id);
    expect((await row(id)).lagSeconds).toBeNull();
    const items = hourly(5);
    for (const [at, lag] of [60, 120, 600].entries()) {
      pass(hour);
      const date = new Date(on.clock.now().getTime() - lag * 1000);
      items.unshift({ guid: `n${at}`, link: `http://tribune.example/n${at}`, title: 'New', date });
      serve(() => rss(items));
      await run(id);
    }
    expect((await row(id)).lagSeconds).toBe(120);
  });
});
