import { announceDaemon } from '@hearsay/cli/access';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { hearsay } from '../support/command.js';
import { type TestDaemon, testDaemon } from '../support/daemon.js';
import { startReceiver } from '../support/receiver.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe('deliveries', () => {
  let daemon: TestDaemon;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let withdraw: () => void;
  let answers: (call: number) => number = () => 200;
  const alerts: string[] = [];
  let subscription: string;

  beforeAll(async () => {
    receiver = await startReceiver((call) => answers(call));
    daemon = await testDaemon('embedded', {
      HEARSAY_RESOLVE: `desk.example=${receiver.address}`,
      HEARSAY_RETRY_MIN: '0.05',
      HEARSAY_RETRY_MAX: '0.1',
    });
    withdraw = announceDaemon(daemon.runtime.settings, daemon.url);
    const made = await daemon.call('POST', '/v1/subscriptions', { url: 'http://desk.example/hook' });
    subscription = made.subscription.id;
    answers = (call) => (call <= 2 ? 500 : 200);
    for (const _ of [1, 2]) {
      const { alert } = await daemon.call('POST', `/v1/subscriptions/${subscription}/test`);
      alerts.push(alert);
      await daemon.until(async () => {
        const of = await daemon.call('GET', `/v1/alerts/${alert}`);
        return of.alert.state === 'delivered';
      }, `alert ${alert} is told`);
    }
  });
  afterAll(async () => {
    withdraw();
    await daemon.end();
    await receiver.close();
  });

  const command = (...args: string[]) =>
    hearsay(['deliveries', ...args], { env: { HEARSAY_DATA: daemon.runtime.settings.HEARSAY_DATA } });

  test('the API lists each attempt, the latest first, page by page', async () => {
    const { deliveries, next } = await daemon.call('GET', '/v1/deliveries');
    expect(next).toBeNull();
    expect(deliveries.map((each: { alert: string; attempt: number }) => [each.alert, each.attempt])).toEqual([
      [alerts[1], 1],
      [alerts[0], 3],
      [alerts[0], 2],
      [alerts[0], 1],
    ]);
    expect(deliveries[3]).toMatchObject({
      subscription,
      ok: false,
      status: 500,
      error: 'The receiver answered 500.',
      state: 'delivered',
      headline: expect.stringMatching(/^Test of the subscription/),
    });
    const first = await daemon.call('GET', '/v1/deliveries?limit=3');
    const rest = await daemon.call('GET', `/v1/deliveries?limit=3&cursor=${first.next}`);
    expect([...first.deliveries, ...rest.deliveries]).toEqual(deliveries);
    const failed = await daemon.call('GET', `/v1/deliveries?ok=false&subscription=${subscription}`);
    expect(failed.deliveries).toEqual(deliveries.slice(2));
    expect((await daemon.call('GET', `/v1/deliveries?alert=${alerts[1]}`)).deliveries).toHaveLength(1);
    await expect(daemon.call('GET', '/v1/deliveries?ok=perhaps')).rejects.toThrow(/400.*"ok"/);
    await expect(daemon.call('GET', '/v1/deliveries?cursor=x')).rejects.toThrow(/400.*"cursor"/);
  });

  test('the command lists them, and those of one alert with what the receiver said', async () => {
    const all = await command();
    expect(all).toMatchObject({ code: 0, err: '' });
    const lines = all.out.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^AT +SUBSCRIPTION +TRY +CAME OF IT +ALERT +ID$/);
    expect(lines[1]).toMatch(new RegExp(`${subscription} +1 +arrived \\(200\\) +Test of .+ ${alerts[1]}$`));
    expect(lines[4]).toMatch(new RegExp(`1 +The receiver answered 500\\. +Test of .+ ${alerts[0]}$`));
    const one = await command(alerts[0] as string);
    expect(one).toMatchObject({ code: 0, err: '' });
    expect(one.out).toMatch(/^Test of the subscription “.+”: alerts arrive here\. {2}\S+\n {2}kind {3}/);
    expect(one.out).toMatch(/\n {2}stands {2}told, after 3 attempts\n/);
    expect(one.out).toMatch(/\n {2}1\. \S+ \S+ UTC {2}The receiver answered 500\. {2}\d+ ms\n/);
    expect(one.out).toMatch(/\n {2}3\. \S+ \S+ UTC {2}arrived \(200\) {2}\d+ ms\n$/);
    expect(JSON.parse((await command('--failed', '--json')).out).deliveries).toHaveLength(2);
    expect(await command('--subscription', 'u_none')).toMatchObject({
      code: 0,
      out: 'Nothing was delivered yet.\n',
    });
    expect(await command('al_none')).toMatchObject({ code: 2, err: 'There is no alert al_none.\n' });
  });

  test('an alert that waits says when it is tried again, one of a stopped subscription that it is not', async () => {
    answers = () => 503;
    const { alert } = await daemon.call('POST', `/v1/subscriptions/${subscription}/test`);
    const of = () => daemon.call('GET', `/v1/alerts/${alert}`);
    await daemon.until(async () => (await of()).deliveries.length > 0, 'it was tried');
    const waiting = await of();
    expect(waiting.alert.state).toBe('pending');
    expect(Date.parse(waiting.nextTry)).toBeGreaterThanOrEqual(Date.parse(waiting.deliveries[0].at));
    expect((await command(alert)).out).toMatch(/stands {2}waits, \d+ attempts? so far, next \S+ \S+ UTC\n/);
    await daemon.call('POST', `/v1/subscriptions/${subscription}/stop`);
    expect((await of()).nextTry).toBeNull();
    expect((await command(alert)).out).toMatch(/stands {2}waits: its subscription is stopped\n/);
  });
});
