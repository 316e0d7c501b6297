import { deliver, sweepDeliveries } from '@hearsay/deliver';
import { type Channel, createMailer, type Deps, type Runtime, readSettings } from '@hearsay/runtime';
import { createHttp } from '@hearsay/runtime/http/index';
import { testBody } from '@hearsay/text/alert';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startMailbox } from '../support/mailbox.js';
import { startReceiver } from '../support/receiver.js';
import { engines, type TestRecord, testDeps, testRecord } from '../support/record.js';
import { run } from './dedupe/arrivals.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const start = new Date('2031-05-01T12:00:00Z');

describe.each(engines)('deliver on the record of the %s mode', (engine) => {
  let record: TestRecord;
  let answers: (call: number) => number;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let deps: Deps;
  let now = start;

  beforeAll(async () => {
    record = await testRecord(engine);
    receiver = await startReceiver((call) => answers(call));
    const resolve = [{ host: 'desk.example', address: '127.0.0.1', port: receiver.port }];
    const http = createHttp({ resolve, allowNetworks: [], userAgent: 'test' });
    deps = {
      ...testDeps(record.store),
      web: { get: () => Promise.reject(new Error('no')), post: http.post, close: http.close } as Deps['web'],
      clock: { now: () => now },
      settings: readSettings({ HEARSAY_PUBLIC_URL: 'https://hearsay.example' }),
    };
  });
  afterAll(async () => {
    await deps.web.close();
    await receiver.close();
    await record.end();
  });
  beforeEach(async () => {
    await record.db.query('truncate hearsay.subscriptions, hearsay.outcomes, hearsay.outbox cascade');
    answers = () => 200;
    receiver.received.length = 0;
    now = start;
  });

  const subscribe = (channel: Channel, pace: object | null = null) =>
    record.store.subscriptions.save({
      ...{
        id: 'u',
        name: 'desk',
        channel,
        wants: null,
        pace,
        createdAt: start,
        afterSeq: '0',
        token: 'secret-token',
      },
    });
  const make = async (id: string, more: { state?: 'held'; dueAt?: Date } = {}) => {
    const row = {
      id,
      subscription: 'u',
      kind: 'test',
      story: 's',
      outlet: 'o',
      createdAt: now,
      body: testBody(id),
    };
    await record.store.alerts.save({ ...row, state: 'pending', dueAt: now, held: null, ...more }, []);
  };
  const tell = () => run('deliver', { subscription: 'u' }, deps, { deliver } as never);
  const states = async () =>
    Object.fromEntries((await record.store.alerts.all()).map((alert) => [alert.id, alert.state]));
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1_000);
  };
  const hook: Channel = { kind: 'webhook', url: 'http://desk.example/hook', secret };

  test('alerts arrive in order, signed, as CloudEvents, each once', async () => {
    await subscribe(hook);
    for (const id of ['l1', 'l2', 'l3']) await make(id);
    await tell();
    await tell();
    expect(receiver.received.map((each) => each.id)).toEqual(['l1', 'l2', 'l3']);
    const [first] = receiver.received;
    // A receiver that checks the signature takes it; its clock is the one of the test's headers.
    expect(first?.headers['content-type']).toMatch(/^application\/cloudevents\+json/);
    expect(first?.headers['webhook-signature']).toBe(new Webhook(secret).sign('l1', start, first?.raw ?? ''));
    expect(first?.body).toMatchObject({
      specversion: '1.0',
      id: 'l1',
      type: 'hearsay.test',
      source: 'https://hearsay.example',
      data: { kind: 'test', text: expect.stringContaining('l1') },
    });
    expect(await states()).toEqual({ l1: 'delivered', l2: 'delivered', l3: 'delivered' });
  });

  test('the secret before signs too, until its time is over', async () => {
    const previous = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
    await subscribe({ ...hook, previous, previousUntil: '2031-05-02T12:00:00.000Z' } as Channel);
    await make('l1');
    await tell();
    later(2 * 86_400);
    await make('l2');
    await tell();
    const signatures = receiver.received.map((each) => String(each.headers['webhook-signature']).split(' '));
    expect(signatures.map((each) => each.length)).toEqual([2, 1]);
    expect(signatures[0]?.[1]).toBe(new Webhook(previous).sign('l1', start, receiver.received[0]?.raw ?? ''));
  });

  test('a receiver that is down keeps the order: nothing overtakes, and each comes with its own id', async () => {
    await subscribe(hook);
    answers = (call) => (call <= 2 ? 500 : 200);
    await make('l1');
    await make('l2');
    await tell();
    expect(await states()).toEqual({ l1: 'pending', l2: 'pending' });
    await tell();
    expect(receiver.received).toHaveLength(1);
    later(6);
    await tell();
    later(11);
    await tell();
    expect(receiver.received.map((each) => each.id)).toEqual(['l1', 'l1', 'l1', 'l2']);
    expect(
      (await record.store.alerts.deliveries('l1')).map(({ attempt, ok, status }) => [attempt, ok, status]),
    ).toEqual([
      [1, false, 500],
      [2, false, 500],
      [3, true, 200],
    ]);
    expect(await record.store.subscriptions.get('u')).toMatchObject({ failures: 0, retryAt: null });
  });

  test('after two days an alert waits for a person, who sends it again', async () => {
    await subscribe(hook);
    answers = () => 503;
    await make('l1');
    await tell();
    later(49 * 3_600);
    await tell();
    expect(await states()).toEqual({ l1: 'failed' });
    answers = () => 200;
    later(5 * 3_600);
    await record.store.alerts.resend(['l1'], now);
    await tell();
    expect(await states()).toEqual({ l1: 'delivered' });
  });

  test('a message that is refused does not block the next for ever; a receiver that is gone is left alone', async () => {
    await subscribe(hook);
    answers = (call) => (call <= 3 ? 422 : call === 4 ? 200 : 410);
    await make('l1');
    await make('l2');
    for (let tries = 0; tries < 3; tries += 1) {
      await tell();
      later(60);
    }
    expect(await states()).toEqual({ l1: 'failed', l2: 'delivered' });
    await make('l3');
    await tell();
    expect(await states()).toMatchObject({ l3: 'failed' });
    expect(await record.store.subscriptions.get('u')).toMatchObject({
      state: 'stopped',
      stoppedWhy: expect.stringContaining('410'),
    });
  });

  test('two workers never tell one subscription at once', async () => {
    await subscribe(hook);
    for (const id of ['l1', 'l2', 'l3', 'l4']) await make(id);
    await Promise.all([tell(), tell(), tell(), tell()]);
    await tell();
    expect(receiver.received.map((each) => each.id)).toEqual(['l1', 'l2', 'l3', 'l4']);
  });

  test('what was held goes out when its time has come: one as it is, several as one', async () => {
    await subscribe(hook);
    const dueAt = new Date(start.getTime() + 3_600_000);
    const sweep = () =>
      sweepDeliveries({ deps, relay: { send: async () => undefined } } as unknown as Pick<
        Runtime,
        'deps' | 'relay'
      >);
    for (const id of ['l1', 'l2']) await make(id, { state: 'held', dueAt });
    await sweep();
    await tell();
    expect(receiver.received).toEqual([]);
    later(3_601);
    await sweep();
    await tell();
    const [digest, ...more] = receiver.received;
    expect(more).toEqual([]);
    expect(digest?.body).toMatchObject({
      type: 'hearsay.digest',
      data: { parts: [{ alert: 'l1' }, { alert: 'l2' }] },
    });
    expect(await states()).toMatchObject({ l1: 'folded', l2: 'folded', [digest?.id ?? '']: 'delivered' });
    await make('l3', { state: 'held', dueAt: now });
    await sweep();
    await tell();
    expect(receiver.received.at(-1)?.id).toBe('l3');
    expect((await record.store.jobs.waitingCount()) > 0).toBe(true);
  });

  test('Slack and its like get text and blocks', async () => {
    await subscribe({ kind: 'slack', url: 'http://desk.example/services/x' });
    await make('l1 <!channel> & co');
    await tell();
    const [{ body } = { body: null }] = receiver.received;
    expect(body.text).toContain('&lt;!channel&gt; &amp; co');
    expect(JSON.stringify(body)).not.toContain('<!channel>');
  });

  test('e-mail has text, HTML and one-click unsubscribing', async () => {
    const mailbox = await startMailbox();
    try {
      deps = {
        ...deps,
        mailer: createMailer(
          readSettings({
            HEARSAY_SMTP_URL: mailbox.url,
            HEARSAY_MAIL_FROM: 'Hearsay <desk@hearsay.example>',
          }),
        ),
      };
      await subscribe({ kind: 'email', to: 'editor@paper.example' });
      await make('<script>alert(1)</script>\r\nBcc: all@paper.example');
      await tell();
      expect(await states()).toEqual({ '<script>alert(1)</script>\r\nBcc: all@paper.example': 'delivered' });
      const [mail] = mailbox.received;
      expect(mail).toMatchObject({
        to: [{ address: 'editor@paper.example' }],
        from: { address: 'desk@hearsay.example' },
      });
      expect(mail?.html).not.toContain('<script>');
      expect(mail?.bcc).toBeUndefined();
      const header = (key: string) => mail?.headers.find((each) => each.key === key)?.value;
      expect(header('list-unsubscribe')).toBe('<https://hearsay.example/unsubscribe/secret-token>');
      expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    } finally {
      deps.mailer.close();
      await mailbox.close();
    }
  });
});
