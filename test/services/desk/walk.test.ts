import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openBrowser } from '../../support/browser.js';
import { findChromium } from '../../support/chromium.js';
import { type TestDaemon, testDaemon } from '../../support/daemon.js';
import { dispatch, type Newsroom, startNewsroom } from '../../support/newsroom.js';
import { startReceiver } from '../../support/receiver.js';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const chromium = findChromium();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a person does at the desk of a running daemon, in a browser, in the order in which they would. */
describe.skipIf(chromium === null)(
  `a walk through the desk${chromium === null ? ' (skipped: no Chromium is installed here)' : ''}`,
  () => {
    let daemon: TestDaemon;
    let browser: Browser;
    let page: Page;
    let newsroom: Newsroom;
    let receiver: Awaited<ReturnType<typeof startReceiver>>;
    const faults: string[] = [];

    beforeAll(async () => {
      receiver = await startReceiver();
      newsroom = await startNewsroom('late.example', null);
      const places = ['late.example', 'early.example'].map((host) => `${host}=127.0.0.1:${newsroom.port}`);
      daemon = await testDaemon('embedded', {
        HEARSAY_RESOLVE: [...places, `hooks.example=${receiver.address}`].join(','),
      });
      browser = await openBrowser(chromium as string);
      // Only so that axe can be put into the page; the policy of the pages is tested beside this.
      const context = await browser.newContext({ bypassCSP: true });
      page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
      });
      page.on('pageerror', (error) => faults.push(error.message));
      newsroom.publish(dispatch(1, new Date(Date.now() - 60_000)));
      await open('/');
      await page.waitForFunction('document.getElementById("live").textContent === "Live."');
    });
    afterAll(async () => {
      await browser?.close();
      await daemon?.end();
      await newsroom?.close();
      await receiver?.close();
    });

    const open = async (path: string) => {
      const answer = await page.goto(`${daemon.url}${path}`, { waitUntil: 'load' });
      expect(answer?.status(), path).toBe(200);
    };
    const articleOf = async (outlet: string): Promise<string> =>
      (await daemon.call('GET', '/v1/articles')).articles.find(
        (each: { outlet: string }) => each.outlet === outlet,
      ).id;
    const claims = async () => {
      const { articles } = await daemon.call('GET', '/v1/articles');
      const story = await daemon.runtime.deps.store.articles.get(articles[0].id);
      return (await daemon.call('GET', `/v1/stories/${story?.story}`)).claims;
    };
    let secret = '';
    let claim: { id: string; counts: { outlets: number } };
    let mention: { id: string };

    test('sees a story that arrives while the front page is open, without a reload', async () => {
      await page.evaluate('window.same = true');
      await daemon.call('POST', '/v1/ingest', { urls: ['http://early.example/news/1'] });
      await page.waitForSelector('.events >> text=joined the story');
      const seen = Date.now();
      const [event] = (await daemon.call('GET', '/v1/events')).events;
      expect(await page.evaluate('window.same')).toBe(true);
      // What is measured here is said, and asserted loosely: a machine may be busy.
      process.stdout.write(
        `A line of the log was on the page ${seen - Date.parse(event.at)} ms after it was written.\n`,
      );
      expect(seen - Date.parse(event.at)).toBeLessThan(15_000);
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

    test('every page of the desk opens at 390 px, in light and dark, without serious faults', async () => {
      const made = await daemon.call('POST', '/v1/subscriptions', {
        url: 'http://hooks.example/hook',
        name: 'Again',
      });
      const [alert] = (await daemon.call('GET', '/v1/alerts')).alerts;
      const story = (await daemon.call('GET', '/v1/stories')).stories[0].id;
      const paths = [
        ...[
          '/',
          `/stories/${story}`,
          `/claims/${claim.id}`,
          `/claims/${claim.id}/sort`,
          '/review',
          '/pipeline',
        ],
        ...[
          `/articles/${await articleOf('late.example')}`,
          '/outlets',
          '/outlets/late.example',
          '/feeds',
          '/alerts',
        ],
        ...[
          '/subscriptions',
          '/subscriptions/new',
          `/subscriptions/${made.subscription.id}`,
          '/search?q=cranes',
        ],
        ...[
          `/decide?verdict=rejected&id=${mention.id}`,
          ...(alert === undefined ? [] : [`/alerts/${alert.id}`]),
        ],
      ];
      await page.setViewportSize({ width: 390, height: 844 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const path of paths) {
          await open(path);
          faults.push(...(await accessFaults(page)).map((fault) => `${colorScheme} ${path}: ${fault}`));
          const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          if (tooWide !== 0) faults.push(`${path} is ${tooWide} px too wide`);
        }
      }
      expect(faults).toEqual([]);
    });

    /** What was received, as its signature vouches for it. */
    function verified(at: number): { type: string } {
      const { raw, headers } = receiver.received[at]!;
      return new Webhook(secret).verify(raw, headers as Record<string, string>) as { type: string };
    }

    const until = (condition: () => boolean, what: string) => daemon.until(async () => condition(), what);
  },
);

/** What axe-core finds that is serious or worse, as sentences. */
async function accessFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
  )) as { violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] };
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}
