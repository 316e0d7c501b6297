import type { PushObject } from '@hearsay/api/push-object';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type TestDaemon, testDaemon } from '../support/daemon.js';
import { type HubManners, startHub, type TestHub } from '../support/hub.js';
import { dispatch, type Newsroom, startNewsroom } from '../support/newsroom.js';
import { startReceiver } from '../support/receiver.js';
import { engines } from '../support/record.js';
import { freePort } from '../support/service-process.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const at = () => new Date(Date.now() - 60_000);

describe.each(engines)('a hub that pushes (%s)', (engine) => {
  let hub: TestHub;
  let news: Newsroom;
  let desk: Awaited<ReturnType<typeof startReceiver>>;
  let daemon: TestDaemon;
  let published = 0;

  beforeEach(async () => {
    hub = await startHub();
    news = await startNewsroom('tribune.example', 'http://hub.example/');
    desk = await startReceiver();
  });
  afterEach(async () => {
    await daemon.end();
    for (const each of [hub, news, desk]) await each.close();
  });

  /** A daemon that a hub can reach; polling alone would find nothing within the test. */
  async function start(settings: Record<string, string> = {}): Promise<void> {
    const port = await freePort();
    daemon = await testDaemon(engine, {
      HEARSAY_PORT: String(port),
      HEARSAY_PUBLIC_URL: `http://127.0.0.1:${port}`,
      HEARSAY_RESOLVE: [
        `courier.example=127.0.0.1:${news.port}`,
        `tribune.example=127.0.0.1:${news.port}`,
        `hub.example=127.0.0.1:${hub.port}`,
        `desk.example=${desk.address}`,
      ].join(','),
      HEARSAY_POLL_MIN: '3600',
      HEARSAY_POLL_MAX: '3600',
      HEARSAY_PUSH_RETRY: '0.2',
      ...settings,
    });
    await daemon.call('POST', '/v1/subscriptions', { url: 'http://desk.example/' });
    await daemon.call('POST', '/v1/feeds', { url: news.feedUrl });
  }

  const manners = (changed: Partial<HubManners>) => Object.assign(hub.manners, changed);
  const matched = (url: string) =>
    daemon.until(
      async () =>
        (await daemon.call('GET', `/v1/trail?of=${encodeURIComponent(url)}`)).outcomes.some(
          ({ stage }: { stage: string }) => stage === 'match',
        ),
      `${url} is matched`,
    );
  const read = (number: number) => matched(`http://tribune.example/news/${number}`);
  const publish = () => news.publish(dispatch(++published, at()));
  /** Our outlet repeats what another has told before: that makes an alert. */
  const repeat = async (): Promise<string> => {
    const body = publish();
    const url = `http://courier.example/news/${published}`;
    await daemon.call('POST', '/v1/ingest', { urls: [url] });
    await matched(url);
    return body;
  };
  const distribute = (body: string) => hub.distribute(news.topic, body, 'application/atom+xml');
  const pushed = async (): Promise<PushObject | null> =>
    (await daemon.call('GET', '/v1/feeds')).feeds.find((feed: { url: string }) => feed.url === news.feedUrl)
      ?.push ?? null;
  const polls = async () =>
    (await daemon.call('GET', '/v1/pipeline')).stages
      .find((stage: { name: string }) => stage.name === 'poll')
      .outcomes.reduce((sum: number, row: { jobs: number }) => sum + row.jobs, 0);
  const toldOf = (number: number) =>
    desk.received.filter(({ body }) => body.data.article.url.endsWith(`/news/${number}`));
  const told = (number: number) =>
    daemon.until(async () => toldOf(number).length > 0, `an alert tells of article ${number}`);

  test('is subscribed to, and what it pushes becomes an alert without a poll, once', async () => {
    await start();
    const { callback } = await hub.next('subscribed');
    expect(callback).toMatch(/\/push\/[\w-]{43}$/);
    expect(await pushed()).toMatchObject({
      state: 'active',
      hub: 'http://hub.example/',
      pings: 0,
      error: null,
    });
    await daemon.until(async () => (await polls()) === 1, 'the first poll has ended');
    const [polled, body] = [news.polls, await repeat()];

    expect(await distribute(body)).toEqual([202]);
    await told(published);
    expect(await distribute(body)).toEqual([202]); // a hub that repeats itself, or somebody who recorded it
    expect(await distribute(body.replace('<title>News', '<title>Late news'))).toEqual([202]); // other bytes, the same entries
    await daemon.until(async () => (await polls()) === 3, 'the repeats are read');
    expect(toldOf(published)).toHaveLength(1);
    expect(news.polls).toBe(polled);
    const { lastPing, ...rest } = (await pushed()) as PushObject;
    expect(rest).toMatchObject({ state: 'active', pings: 3, unsigned: 0 });
    expect(lastPing).not.toBeNull();
  });

  test('is not believed without our secret', async () => {
    await start();
    await hub.next('subscribed');
    manners({ wrongSecret: true });
    expect(await distribute(publish())).toEqual([202]);
    expect(await pushed()).toMatchObject({ pings: 0, unsigned: 1, lastPing: null });
    manners({ wrongSecret: false, method: 'sha512' });
    expect(await distribute(publish())).toEqual([202]);
    await read(published);
  });

  test('makes us poll at once with a ping that has no content, or none that is a feed', async () => {
    await start();
    await hub.next('subscribed');
    for (const body of ['', 'something is new', 'something is new']) {
      publish();
      await distribute(body);
      await read(published);
    }
    expect(await pushed()).toMatchObject({ state: 'active', pings: 3 });
  });

  test('is asked again when it denies, fails, moves or is slow', async () => {
    manners({ status: 500 });
    await start({ HEARSAY_PUSH_RETRY_MAX: '0.5' });
    await hub.next('asked');
    await hub.next('asked');
    expect(await pushed()).toMatchObject({ state: 'asked', error: 'the hub answered 500' });
    manners({ status: 202, denies: 'too many feeds' });
    await hub.next('denied');
    expect(await pushed()).toMatchObject({
      state: 'denied',
      error: 'the hub will not push it: too many feeds',
    });
    const other = await startHub({ slowMs: 300 });
    try {
      manners({ status: 307, movedTo: `http://hub.example.:${other.port}/` });
      manners({ status: 202, denies: null, verifiesFirst: true });
      await hub.next('subscribed');
      expect(await pushed()).toMatchObject({ state: 'active', error: null });
    } finally {
      await other.close();
    }
  });

  test('has its lease renewed before it runs out, under the same callback', async () => {
    manners({ leaseSeconds: 1_000 });
    await start();
    const { callback } = await hub.next('subscribed');
    const { store } = daemon.runtime.deps;
    const id = callback.split('/').at(-1) as string;
    const before = await store.pushes.get(id);
    const share =
      ((before?.tryAt.getTime() as number) - (before?.stateSince.getTime() as number)) / 1_000 / 1_000;
    expect(share).toBeGreaterThan(0.49);
    expect(share).toBeLessThan(0.71);

    manners({ leaseSeconds: 2_000 });
    await store.pushes.update(id, { tryAt: new Date() }, new Date()); // that time has come
    expect((await hub.next('subscribed')).callback).toBe(callback);
    expect(hub.subscribers.size).toBe(1);
    const renewed = await store.pushes.get(id);
    expect(renewed).toMatchObject({ state: 'active', attempts: 0, stateSince: before?.stateSince });
    expect(renewed?.leaseUntil?.getTime()).toBeGreaterThan(before?.leaseUntil?.getTime() as number);
  });

  test('that forgets us is found out by polling, and asked again', async () => {
    await start({ HEARSAY_POLL_MIN: '0.3', HEARSAY_POLL_MAX: '0.3', HEARSAY_PUSH_QUIET: '0.3' });
    await hub.next('subscribed');
    hub.forget();
    let again = false;
    void hub.next('subscribed').then(() => {
      again = true;
    });
    // News goes on until it is found out: what comes right after a verification proves nothing.
    const goesOn = async () => {
      if (!again) publish();
      return again;
    };
    await daemon.until(goesOn, 'the hub is asked again');
    expect(hub.events.filter(({ kind }) => kind === 'asked').length).toBeGreaterThan(1);
    expect(await pushed()).toMatchObject({ state: 'active' });
    expect(await distribute(publish())).toEqual([202]);
    await read(published);
  });

  test('is told to stop when its feed is removed, and its pings go nowhere then', async () => {
    await start();
    const { callback } = await hub.next('subscribed');
    await daemon.call('DELETE', `/v1/feeds?of=${encodeURIComponent(news.feedUrl)}`);
    await hub.next('unsubscribed');
    const answer = await fetch(callback, { method: 'POST', body: publish() });
    expect(answer.status).toBe(410);
  });

  test('is left for another when the feed names another topic', async () => {
    await start();
    const first = await hub.next('subscribed');
    news.topic = 'http://tribune.example/other';
    publish();
    await distribute('');
    await hub.distribute('http://tribune.example/feed', '', 'text/plain');
    const second = await hub.next('subscribed');
    expect(second).toMatchObject({ topic: 'http://tribune.example/other' });
    expect(second.callback).not.toBe(first.callback);
    await hub.next('unsubscribed');
    expect([...hub.subscribers.keys()]).toEqual([second.callback]);
  });

  test('is not asked while nobody can reach us', async () => {
    await start({ HEARSAY_PUBLIC_URL: '' });
    await daemon.until(async () => (await polls()) === 1, 'the first poll has ended');
    expect(await pushed()).toMatchObject({
      state: 'off',
      error: 'HEARSAY_PUBLIC_URL is not set, so the hub cannot reach us',
    });
    expect(hub.events).toEqual([]);
  });
});
