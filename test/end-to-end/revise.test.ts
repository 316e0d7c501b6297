import { extract } from '@hearsay/extract';
import { match } from '@hearsay/match';
import { runInline } from '@hearsay/runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDaemon, testDaemon } from '../support/daemon.js';
import { startReceiver } from '../support/receiver.js';
import { courier, newsFeed, newsPage, type Site, startSite, tribune } from './revise/site.js';

/** Looks twice a second, for as long as the test may take: the scale of the hours and days of a real installation. */
const looks = Array.from({ length: 400 }, (_, at) => `${(at + 1) * 0.5}s`).join(',');

const nine = { ...tribune, text: tribune.text.replace('found 14 cracks', 'found 9 cracks') };
const page = 'tribune.example/bridge';

describe.each(['server', 'embedded'] as const)('an article that changes, %s mode', (mode) => {
  let site: Site;
  let daemon: TestDaemon;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let article = '';

  beforeAll(async () => {
    [site, receiver] = [await startSite(), await startReceiver()];
    const at = `127.0.0.1:${site.port}`;
    daemon = await testDaemon(mode, {
      HEARSAY_RESOLVE: `tribune.example=${at},courier.example=${at},desk.example=127.0.0.1:${receiver.port}`,
      HEARSAY_REVISIT_AFTER: looks,
      HEARSAY_REVISIT_RATE: '50',
      HEARSAY_DELETED_AFTER: '0.8s',
    });
    await daemon.call('POST', '/v1/subscriptions', { url: 'http://desk.example/hook' });
    for (const [host, told] of [
      ['tribune.example', tribune],
      ['courier.example', courier],
    ] as const) {
      site.serve(`${host}/bridge`, { status: 200, body: newsPage(told) });
      site.serve(`${host}/feed.xml`, { status: 200, body: newsFeed(told, `http://${host}/bridge`) });
      await daemon.call('POST', '/v1/feeds', { url: `http://${host}/feed.xml` });
      await daemon.until(() => matched(host), `${host} is matched`);
    }
    article = (await daemon.call('GET', `/v1/articles/${encodeURIComponent(`https://${page}`)}`)).article.id;
  }, 120_000);
  afterAll(async () => {
    await daemon?.end();
    await site?.close();
    await receiver?.close();
  });

  const matched = async (host: string) =>
    (await trail(`https://${host}/bridge`)).some(({ stage }) => stage === 'match');
  const trail = async (of: string): Promise<{ stage: string; outcome: string; reason: string | null }[]> =>
    (await daemon.call('GET', `/v1/trail?of=${encodeURIComponent(of)}`)).outcomes;
  const history = () => daemon.call('GET', `/v1/articles/${article}/revisions`);
  const kinds = async () => (await history()).revisions.map(({ kind }: { kind: string }) => kind).join(' ');
  const told = async (): Promise<{ type: string; text: string; outlet: string }[]> =>
    (await daemon.call('GET', '/v1/events?limit=500')).events;
  const changes = async () =>
    (await told()).filter(({ type }) => type === 'withdrawn' || type === 'corrected');
  const edit = (body: string) => site.serve(page, { status: 200, body });
  const reasons = async (stage: string) =>
    (await trail(article)).filter((row) => row.stage === stage).map(({ reason }) => reason ?? '');
  /** How often the desk was alerted of this. */
  const alerted = (words: RegExp) =>
    receiver.received.filter(({ body }) => words.test(body.data.text)).length;
  const outlets = async (text: string) => {
    const { claims } = await daemon.call('GET', '/v1/export');
    return claims.find((each: { text: string }) => each.text.includes(text))?.counts.outlets;
  };

  test('it is read again with its validators, and not anew', async () => {
    const asked = () => site.answers.filter(({ at, status }) => at === page && status === 304).length;
    await daemon.until(async () => asked() > 1, 'the page was asked for twice more');
    expect(await kinds()).toBe('edit');
    expect((await history()).nextVisit).not.toBeNull();
  });

  test('a clock, a counter and an advertisement that change are no revision', async () => {
    edit(newsPage(tribune, '<p>Updated 3 minutes ago</p><p>1,204 views</p><p>Advertisement</p>'));
    await daemon.until(async () => (await reasons('clean')).includes('text unchanged'), 'it was read again');
    expect(await kinds()).toBe('edit');
    expect(await changes()).toEqual([]);
  });

  test('a correction is told once, with the numbers, and counted', async () => {
    edit(newsPage(nine));
    await daemon.until(async () => alerted(/“14” became “9”/) > 0, 'the correction was told');
    expect(await kinds()).toBe('edit edit');
    expect((await changes()).map(({ type }) => type)).toEqual(['corrected']);
    const { changes: changed } = (await history()).revisions[1];
    expect(changed.sentences).toMatchObject([{ kind: 'changed' }]);
  });

  test('going back to the very bytes of the first wording is a revision too', async () => {
    edit(newsPage(tribune));
    await daemon.until(async () => alerted(/“9” became “14”/) > 0, 'the reversal was told');
    expect(await kinds()).toBe('edit edit edit');
    const { revisions } = await history();
    expect(revisions[2].pageHash).toBe(revisions[0].pageHash);
    expect(revisions[2].page).not.toBe(revisions[0].page);
  });

  test('a page that is blocked or down is not deleted', async () => {
    site.serve(page, { status: 403, body: 'no' });
    await daemon.until(
      async () => (await reasons('fetch')).includes('blocked on another look'),
      'it was blocked',
    );
    site.serve(page, { status: 500, body: 'no' });
    await daemon.until(async () => (await reasons('fetch')).includes('down on another look'), 'it was down');
    expect((await history()).absent).toBeNull();
    expect(await kinds()).toBe('edit edit edit');
  });

  test('a page that is gone is called deleted at a second look, and what it said is withdrawn', async () => {
    const counted = await outlets('14 cracks');
    site.serve(page, { status: 404, body: 'not here' });
    await daemon.until(async () => (await history()).absent !== null, 'it was missed');
    await daemon.until(
      async () => alerted(/is no longer there; whether it stands by it is not known/) > 0,
      'its deletion was told',
    );
    expect(await kinds()).toBe('edit edit edit deleted');
    expect((await history()).absent).toMatchObject({ why: 'not found (404)' });
    expect((await reasons('fetch')).some((reason) => reason.startsWith('gone, to be looked for again'))).toBe(
      true,
    );
    expect(await outlets('14 cracks')).toBe(counted - 1);
    const kept = (await daemon.call('GET', `/v1/articles/${article}`)).article;
    expect(kept.text).toContain('14 cracks');
  });

  test('a page that comes back says it again', async () => {
    edit(newsPage(tribune));
    await daemon.until(async () => alerted(/again; its page is back/) > 0, 'its return was told');
    expect(await kinds()).toBe('edit edit edit deleted restored');
    expect((await history()).absent).toBeNull();
  });

  test('work that is done again tells nothing twice', async () => {
    const before = await told();
    const { deps } = daemon.runtime;
    for (const revision of [1, 2, 3, 4, 5])
      expect(await runInline('extract', { article, revision }, { extract, match }, deps)).toEqual([]);
    expect(await told()).toEqual(before);
    const withdrawn = before.filter(({ type }) => type === 'withdrawn');
    const back = before.filter(({ text }) => text.endsWith('its page is back.'));
    expect(withdrawn.length).toBeGreaterThan(0);
    expect(back).toHaveLength(withdrawn.length);
    expect(before.filter(({ type }) => type === 'corrected')).toHaveLength(2 + back.length);
  });
});
