import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findChromium } from '../../support/chromium.js';
import { testDaemon } from '../../support/daemon.js';
import { dispatch } from '../../support/newsroom.js';
import { enough, measureLive, soonMs } from './live.js';
import { faultsOf, pageRoutes, sizes } from './pages.js';
import { startWalk, type Walk } from './start.js';
import { everyVisit } from './visits.js';

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const chromium = findChromium();

/** What a person does at the desk of a running daemon, in a browser, in the order in which they would. */
describe.skipIf(chromium === null)(
  `a walk through the desk${chromium === null ? ' (skipped: no Chromium is installed here)' : ''}`,
  () => {
    let walk: Walk;
    let daemon: Walk['daemon'];
    let page: Walk['page'];
    let newsroom: Walk['newsroom'];
    let hub: Walk['hub'];
    let receiver: Walk['receiver'];
    let faults: Walk['faults'];

    beforeAll(async () => {
      walk = await startWalk(chromium as string);
      ({ daemon, page, newsroom, hub, receiver, faults } = walk);
      await open('/');
      await page.waitForFunction('document.getElementById("live").textContent === "Live."');
    });
    afterAll(() => walk?.end());

    const open = async (path: string) => {
      const answer = await page.goto(`${daemon.url}${path}`, { waitUntil: 'load' });
      expect(answer?.status(), path).toBe(200);
    };
    const articleOf = (outlet: string) => walk.articleOf(outlet);
    const storyOf = async (outlet: string): Promise<string> =>
      (await daemon.runtime.deps.store.articles.get(await articleOf(outlet)))?.story ?? '';
    const claims = async () =>
      (await daemon.call('GET', `/v1/stories/${await storyOf('late.example')}`)).claims;
    let secret = '';
    let claim: { id: string; counts: { outlets: number } };
    let mention: { id: string };

    test('sees what is published within two seconds, without a reload', async () => {
      await page.evaluate('window.same = true');
      const times = await measureLive(page, newsroom, hub);
      process.stdout.write(`From publication to the change of the front page: ${times.join(', ')} ms.\n`);
      expect(times.filter((time) => time <= soonMs).length, times.join(', ')).toBeGreaterThanOrEqual(enough);
      expect(await page.evaluate('window.same')).toBe(true);
      newsroom.publish(dispatch(1, new Date(Date.now() - 60_000)));
      await daemon.call('POST', '/v1/ingest', { urls: ['http://early.example/news/1'] });
      await page.waitForSelector('.events >> text=early.example');
      const { outlet } = await daemon.call('GET', '/v1/outlets/late.example');
      expect(outlet.articles).toBeGreaterThanOrEqual(enough);
    });

    test('tries a subscription on what has been, and switches it on', async () => {
      await page.click('a[href="/alerts"]');
      await page.click('text=Make one');
      await page.fill('#address', 'hooks.example/no-scheme');
      await page.click('text=Switch it on');
      expect(await page.textContent('[role=alert]')).toContain('must be an http or https address');
      await page.fill('#address', 'http://hooks.example/hook');
      await page.fill('#name', 'The night desk');
      await page.check('input[value=covered]');
      await page.check('input[value=repeated]');
      await page.check('input[value=corrected]');
      await page.selectOption('#about', 'words');
      await page.fill('#of', 'cranes');
      await page.click('text=See what it would have sent');
      expect(await page.textContent('#tested')).toMatch(/^In the last 7 days it would have sent [1-9]/);
      expect(receiver.received).toEqual([]);
      faults.splice(0, faults.length, ...faults.filter((fault) => !/status of 400/.test(fault)));
      await page.click('text=Switch it on');
      secret = (await page.textContent('#secret')) ?? '';
      expect(secret).toMatch(/^whsec_/);
      await page.click('text=Send a test');
      await until(() => receiver.received.length === 1, 'the test arrived');
      expect(verified(0).type).toMatch(/test/);
    });

    test('is told of an outlet that repeats the story, signed', async () => {
      await daemon.call('POST', '/v1/ingest', { urls: ['http://late.example/news/1'] });
      await until(() => receiver.received.length >= 2, 'the alert arrived');
      expect(JSON.stringify(verified(1))).toContain('late.example');
      await open('/alerts');
      await page.click('text=The night desk');
      expect(await page.textContent('table.list')).toContain('delivered');
    });

    test('sees what rejecting a mention would change, rejects it, and a retraction goes out', async () => {
      const found = (await claims()).flatMap((each: { mentions: object[] }) =>
        each.mentions.map((one) => ({ claim: each, mention: one })),
      );
      const late = await articleOf('late.example');
      const repeat = found.find(
        ({ mention: one }: { mention: { article: string; relation: string; in: string } }) =>
          one.article === late && one.relation !== 'originates' && one.in === 'text',
      );
      expect(repeat).toBeDefined();
      ({ claim, mention } = repeat);
      await open(`/claims/${claim.id}`);
      const item = page.locator(`[id="${mention.id}"]`);
      await item.locator('summary').click();
      await item.locator('text=Not this claim').click();
      expect(await page.textContent('main')).toMatch(/A retraction goes to The night desk \(\d alert/);
      await page.fill('#by', 'Ann');
      await page.fill('#why', 'they mean another crane');
      await page.click('button:has-text("Take this mention out")');
      expect(await page.textContent(`[id="${mention.id}"]`)).toContain('by Ann');
      await until(
        () => receiver.received.some((each) => /Retracted: Ann says/.test(each.raw)),
        'the retraction arrived',
      );
      verified(receiver.received.findIndex((each) => /Retracted: Ann says/.test(each.raw)));
    });

    test('takes that back, and the claim is as it was', async () => {
      await open('/review');
      await page.click('#decided ~ * >> text=Take it back');
      expect(await page.textContent('main')).toContain('What that changes');
      await page.fill('#by', 'Ben');
      await page.click('button:has-text("Take this decision back")');
      const now = (await claims()).find((each: { id: string }) => each.id === claim.id);
      expect(now.counts).toEqual(claim.counts);
      expect(now.mentions.some((each: { id: string }) => each.id === mention.id)).toBe(true);
    });

    test('confirms a mention, and splits the claim and joins it again', async () => {
      await open(`/claims/${claim.id}`);
      const item = page.locator(`[id="${mention.id}"]`);
      await item.locator('summary').click();
      await item.locator('text=/^Confirm$/').click();
      expect(await page.textContent('main')).toContain('No count, line of the log or alert.');
      await page.fill('#by', 'Ann');
      await page.click('button:has-text("Confirm this mention")');
      expect(await page.textContent(`[id="${mention.id}"]`)).toMatch(/confirmed.* by Ann/);
      await open(`/claims/${claim.id}/sort`);
      await page.check(`input[value="${mention.id}"]`);
      await page.click('text=See what a split changes');
      await page.fill('#by', 'Ann');
      await page.click('button:has-text("a claim of their own")');
      expect(page.url()).not.toContain(`/claims/${claim.id}#`);
      await open('/review');
      await page.click('#decided ~ * >> text=Take it back');
      await page.fill('#by', 'Ann');
      await page.click('button:has-text("Take this decision back")');
      const now = (await claims()).find((each: { id: string }) => each.id === claim.id);
      expect(now.counts).toEqual(claim.counts);
    });

    test('joins two claims into one, and takes that back', async () => {
      const [first, second] = await claims();
      await open(`/claims/${first.id}/sort`);
      await page.check(`input[value="${second.id}"]`);
      await page.click('text=See what joining changes');
      expect(await page.textContent('main')).toContain('What that changes');
      await page.fill('#by', 'Ann');
      await page.click('button:has-text("Make these claims one")');
      expect((await claims()).length).toBeGreaterThan(0);
      const joined = (await claims()).map((each: { id: string }) => each.id);
      expect(joined.includes(first.id) && joined.includes(second.id)).toBe(false);
      await undoLatest();
      const now = (await claims()).map((each: { id: string }) => each.id);
      expect(now).toEqual(expect.arrayContaining([first.id, second.id]));
    });

    test('says that a copy is none, and takes that back', async () => {
      const copy = walk.world.articles.find((each) => each.copyOf !== null);
      await open(`/articles/${copy?.id}`);
      await page.click('text=It is no copy');
      expect(await page.textContent('main')).toMatch(/would have a text of its own \(now a copy of .+\)/);
      await page.fill('#by', 'Ann');
      await page.fill('#why', 'own reporters');
      await page.click('button:has-text("is no copy")');
      expect(await page.textContent('.decided')).toContain('not one text said Ann');
      expect((await daemon.call('GET', `/v1/articles/${copy?.id}`)).article.copyOf).toBeNull();
      await page.click('.decided >> text=Take it back');
      await page.fill('#by', 'Ben');
      await page.click('button:has-text("Take this decision back")');
      expect((await daemon.call('GET', `/v1/articles/${copy?.id}`)).article.copyOf).toBe(copy?.copyOf);
    });

    test('splits a story and merges it again, and puts an article into another, each foreseen', async () => {
      const store = daemon.runtime.deps.store;
      const [late, early] = [await articleOf('late.example'), await articleOf('early.example')];
      const story = await storyOf('late.example');
      expect(await storyOf('early.example')).toBe(story);
      await open(`/stories/${story}`);
      await page.click('text=Split or merge this story');
      await page.check(`input[value="${early}"]`);
      await page.click('text=See what a split changes');
      expect(await page.textContent('main')).toMatch(/2 articles.*1 article/s);
      await page.fill('#by', 'Ann');
      await page.click('button:has-text("a story of its own")');
      const other = (await store.articles.get(early))?.story ?? '';
      expect(other).not.toBe(story);
      await undoLatest();
      expect((await store.articles.get(early))?.story).toBe((await store.articles.get(late))?.story);

      await open(`/articles/${late}/sort`);
      await page.fill('#look', 'lighthouse');
      await page.click('button:has-text("Look")');
      const lighthouse = await page.inputValue('input[type=radio][name=story] >> nth=0');
      await page.check(`input[value="${lighthouse}"]`);
      await page.click('#story ~ form >> text=See what that changes');
      await page.fill('#by', 'Ann');
      await page.click('button:has-text("into another story")');
      expect((await store.articles.get(late))?.story).toBe(lighthouse);
      await undoLatest();

      await open(`/stories/${await storyOf('late.example')}/sort?q=lighthouse`);
      await page.check('input[type=radio][name=story] >> nth=0');
      await page.click('text=See what that changes');
      await page.fill('#by', 'Ann');
      await page.click('button:has-text("Make these stories one")');
      expect(page.url()).toMatch(/\/stories\/s_/);
      expect(await page.textContent('.decided')).toContain('one story said Ann');
      await undoLatest();
      expect(await storyOf('late.example')).not.toBe(lighthouse);
    });

    test('is told of a correction, signed', async () => {
      const before = receiver.received.length;
      const news = dispatch(1, new Date());
      const paragraphs = news.paragraphs.map((text) =>
        text.replace('cracks in 4 harbour cranes', 'cracks in 9 harbour cranes'),
      );
      const feed = newsroom.publish({ ...news, paragraphs });
      await hub.distribute(newsroom.feedUrl, feed, 'application/atom+xml');
      const told = () => receiver.received.findIndex((each, at) => at >= before && /correct/i.test(each.raw));
      await until(() => told() >= 0, 'the correction arrived');
      expect(JSON.stringify(verified(told()))).toContain('9');
    });

    test('tries a failed job again, and discards it', async () => {
      await walk.postBad();
      // A job is told to have ended a moment before its queue holds it as failed.
      const within = { timeout: 60_000, interval: 50 };
      const failed = () => daemon.runtime.queues.failed('clean', 9);
      await vi.waitFor(async () => expect(await failed()).toHaveLength(1), within);
      const [first] = await failed();
      await open('/pipeline');
      expect(await page.textContent('#failed ~ *')).toContain('does not fit its schema');
      await page.click('button:has-text("Retry")');
      await vi.waitFor(
        async () => expect((await failed())[0]?.failedAt).toBeGreaterThan(first?.failedAt ?? 0),
        within,
      );
      await open('/pipeline');
      await page.click('button:has-text("Discard")');
      expect(await page.textContent('#failed ~ *')).toContain('nothing failed for good');
      expect(await failed()).toEqual([]);
    });

    test('changes the subscription: stop, start, snooze, mute, a new key, resend, remove', async () => {
      await open('/subscriptions');
      await page.click('text=The night desk');
      await page.click('button:has-text("Stop")');
      expect(await page.textContent('.facts')).toContain('Stopped by hand.');
      await page.click('button:has-text("Start")');
      await page.selectOption('#hours', '8');
      await page.click('button:has-text("Snooze")');
      expect(await page.textContent('.facts')).toContain('snoozed until');
      await page.click('button:has-text("End the snooze")');
      await page.click('button:has-text("Mute")');
      expect(await page.textContent('.facts')).toContain('muted');
      await page.click('button:has-text("Unmute")');
      await page.click('button:has-text("New signing key")');
      expect(await page.textContent('#secret')).not.toBe(secret);
      const before = receiver.received.length;
      await page.click('button:has-text("Resend") >> nth=0');
      await until(() => receiver.received.length > before, 'it arrived again');
      const [again] = receiver.received.slice(-1);
      expect(receiver.received.slice(0, -1).map((each) => each.id)).toContain(again?.id);
      await open('/subscriptions');
      await page.click('text=The night desk');
      await page.click('summary:has-text("Remove")');
      await page.click('button:has-text("Remove it for good")');
      expect(page.url()).toMatch(/\/subscriptions$/);
      expect(await page.textContent('main')).not.toContain('The night desk');
    });

    test('every page there is opens at 390 and 1280 px, in light and dark, without serious faults', async () => {
      const visits = await everyVisit(walk);
      expect(visits.flatMap(({ route }) => route ?? [])).toEqual(expect.arrayContaining(pageRoutes));
      for (const size of sizes) {
        await page.setViewportSize(size);
        for (const { name, path, status } of visits) {
          const answer = await page.goto(`${daemon.url}${path}`, { waitUntil: 'load' });
          expect(answer?.status(), path).toBe(status);
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme });
            faults.push(...(await faultsOf(page, name)));
          }
        }
      }
      // A browser calls each page that is no 200 an error of its own.
      expect(faults.filter((fault) => !/the server responded with a status of 404/.test(fault))).toEqual([]);
    });

    test('says what is missing where nothing is there yet, something breaks or the line is lost', async () => {
      const empty = await testDaemon('embedded');
      await page.route('**/v1/events/stream', (route) => route.abort());
      const lists = ['/', '/review', '/outlets', '/alerts', '/feeds', '/pipeline'];
      const broken = vi.spyOn(daemon.runtime.deps.store.feeds, 'list');
      for (const size of sizes) {
        await page.setViewportSize(size);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          for (const path of lists) {
            await page.goto(`${empty.url}${path}`, { waitUntil: 'load' });
            faults.push(...(await faultsOf(page, `empty-${path.slice(1) || 'front'}`)));
          }
          await open('/');
          await page.waitForSelector('#live >> text=Not live');
          faults.push(...(await faultsOf(page, 'offline')));
          broken.mockRejectedValueOnce(new Error('the disk is full'));
          const answer = await page.goto(`${daemon.url}/feeds`);
          expect(answer?.status()).toBe(500);
          expect(await page.textContent('main')).not.toContain('disk');
          faults.push(...(await faultsOf(page, 'error')));
        }
      }
      await page.unroute('**/v1/events/stream');
      await empty.end();
      const known = /the server responded with a status of (404|500)|net::ERR_FAILED/;
      expect(faults.filter((fault) => !known.test(fault))).toEqual([]);
    });

    /** Takes the latest decision back, on the page of decisions. */
    async function undoLatest(): Promise<void> {
      await open('/review');
      await page.click('#decided ~ * >> text=Take it back');
      await page.fill('#by', 'Ann');
      await page.click('button:has-text("Take this decision back")');
    }

    /** What was received, as its signature vouches for it. */
    function verified(at: number): { type: string } {
      const { raw, headers } = receiver.received[at]!;
      return new Webhook(secret).verify(raw, headers as Record<string, string>) as { type: string };
    }

    const until = (condition: () => boolean, what: string) => daemon.until(async () => condition(), what);
  },
);
