import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDaemon, testDaemon } from '../support/daemon.js';
import { startReceiver } from '../support/receiver.js';
import { engines } from '../support/record.js';

describe.each(engines)('subscriptions over the API of the %s mode', (mode) => {
  let daemon: TestDaemon;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;

  beforeAll(async () => {
    receiver = await startReceiver();
    daemon = await testDaemon(mode, { HEARSAY_RESOLVE: `desk.example=${receiver.address}` });
  });
  afterAll(async () => {
    await daemon.end();
    await receiver.close();
  });
  beforeEach(() => {
    receiver.received.length = 0;
  });

  const url = 'http://desk.example/hook?key=hidden';
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${daemon.url}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: response.status, body: await response.json() };
  };
  const arrived = (count: number) =>
    daemon.until(async () => receiver.received.length >= count, `${count} alerts have arrived`);

  test.each([
    [{}, 'channel'],
    [{ url: 'ftp://desk.example' }, 'url'],
    [{ channel: { kind: 'pigeon' } }, 'channel.kind'],
    [{ channel: { kind: 'email', to: 'nobody' } }, 'channel.to'],
    [{ channel: { kind: 'webhook', url, secret: 'short' } }, 'channel.secret'],
    [{ url, wants: { about: [{ kind: 'words', query: '((fire' }] } }, 'wants.about.0.query'],
    [{ url, wants: { about: [] } }, 'wants.about'],
    [{ url, wants: { events: ['exploded'] } }, 'wants.events.0'],
    [{ url, wants: { minConfidence: 7 } }, 'wants.minConfidence'],
    [{ url, pace: { quiet: { from: '25:00', to: '07:00' } } }, 'pace.quiet.from'],
    [{ url, pace: { zone: 'Europe/Atlantis' } }, 'pace.zone'],
  ])('%j is refused with the field named', async (body, field) => {
    expect(await ask('POST', '/v1/subscriptions', body)).toMatchObject({ status: 400, body: { field } });
  });

  test('one is made, tested, turned, stopped, started and ended; its secrets are told once', async () => {
    const made = await daemon.call('POST', '/v1/subscriptions', { url, name: 'desk' });
    expect(made).toMatchObject({
      added: true,
      secret: expect.stringMatching(/^whsec_/),
      subscription: {
        name: 'desk',
        state: 'active',
        channel: { kind: 'webhook', url: 'http://desk.example/…' },
      },
    });
    const { id } = made.subscription;
    expect(await daemon.call('POST', '/v1/subscriptions', { url, name: 'desk' })).toMatchObject({
      added: false,
    });
    const shown = JSON.stringify(await daemon.call('GET', `/v1/subscriptions/${id}`));
    expect(shown).not.toMatch(/whsec_|hidden/);

    const { alert } = await daemon.call('POST', `/v1/subscriptions/${id}/test`);
    await arrived(1);
    const [first] = receiver.received;
    expect(first?.id).toBe(alert);
    const verify = (secret: string, at: number) =>
      new Webhook(secret).verify(
        receiver.received[at]?.raw ?? '',
        receiver.received[at]?.headers as Record<string, string>,
      );
    expect(verify(made.secret, 0)).toMatchObject({ type: 'hearsay.test' });

    const { secret } = await daemon.call('POST', `/v1/subscriptions/${id}/rotate`);
    await daemon.call('POST', `/v1/subscriptions/${id}/test`);
    await arrived(2);
    expect(verify(secret, 1)).toMatchObject({ type: 'hearsay.test' });
    expect(verify(made.secret, 1)).toMatchObject({ type: 'hearsay.test' });

    await daemon.until(
      async () => (await daemon.call('GET', `/v1/alerts/${alert}`)).alert.state === 'delivered',
      'the delivery is kept',
    );
    expect(await daemon.call('GET', `/v1/alerts/${alert}`)).toMatchObject({
      deliveries: [{ attempt: 1, ok: true, status: 200 }],
    });
    await daemon.call('POST', `/v1/alerts/${alert}/resend`);
    await arrived(3);
    expect(receiver.received[2]?.id).toBe(alert);

    const pace = { perHour: 3, quiet: { from: '22:00', to: '07:00' }, zone: 'Europe/Berlin' };
    const turned = await daemon.call('PATCH', `/v1/subscriptions/${id}`, { pace });
    expect(turned.subscription).toMatchObject({ name: 'desk', pace: { ...pace, digest: 'off' } });
    expect(await daemon.call('POST', `/v1/subscriptions/${id}/stop`)).toMatchObject({
      subscription: { state: 'stopped', stoppedWhy: 'Stopped by hand.' },
    });
    expect(await daemon.call('POST', `/v1/subscriptions/${id}/start`)).toMatchObject({
      subscription: { state: 'active', stoppedWhy: null },
    });
    await daemon.call('DELETE', `/v1/subscriptions/${id}`);
    expect(await ask('GET', `/v1/subscriptions/${id}`)).toMatchObject({ status: 404 });
  });

  test('the link of a mail asks, then stops; a wrong one stops nothing', async () => {
    const channel = { kind: 'email', to: 'editor@paper.example' };
    const { subscription } = await daemon.call('POST', '/v1/subscriptions', { channel, name: '<b>mail</b>' });
    const { token } = subscription;
    const asked = await fetch(`${daemon.url}/unsubscribe/${token}`);
    expect(asked.status).toBe(200);
    const page = await asked.text();
    expect(page).toContain('&lt;b&gt;mail');
    expect(page).toContain('<form method="post">');
    const state = async () =>
      (await daemon.call('GET', `/v1/subscriptions/${subscription.id}`)).subscription.state;
    expect(await state()).toBe('active');
    expect((await fetch(`${daemon.url}/unsubscribe/wrong`, { method: 'POST' })).status).toBe(404);
    expect(await state()).toBe('active');
    const clicked = await fetch(`${daemon.url}/unsubscribe/${token}`, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    });
    expect(clicked.status).toBe(200);
    expect(await state()).toBe('stopped');
  });

  test('what one was told is read as a feed by who has its address', async () => {
    const { subscription } = await daemon.call('POST', '/v1/subscriptions', {
      channel: { kind: 'feed' },
      name: 'reader',
    });
    const address = `${daemon.url}/feeds/${subscription.token}`;
    const first = await fetch(`${address}.rss`);
    expect(first.headers.get('content-type')).toMatch(/^application\/rss\+xml/);
    expect(await first.text()).toContain('Hearsay: reader');
    const etag = first.headers.get('etag') ?? '';
    expect((await fetch(`${address}.rss`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(`${address}.json`)).headers.get('content-type')).toMatch(/^application\/feed\+json/);
    expect((await fetch(`${daemon.url}/feeds/wrong.rss`)).status).toBe(404);
    expect((await fetch(`${address}.exe`)).status).toBe(404);
  });

  test('a back-test of an empty record is empty', async () => {
    expect(await daemon.call('POST', '/v1/backtest', { days: 7 })).toMatchObject({
      stories: 0,
      total: 0,
      alerts: [],
    });
    expect(await ask('POST', '/v1/backtest', { days: 999 })).toMatchObject({
      status: 400,
      body: { field: 'days' },
    });
  });
});
