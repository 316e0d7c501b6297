import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archiveRecord, replayArchive } from '@hearsay/cli/replay';
import { type Daemon, startDaemon } from '@hearsay/daemon';
import { openLog, readSettings } from '@hearsay/runtime';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { accessFaults } from '../../support/access-faults.js';
import { openBrowser } from '../../support/browser.js';
import { findChromium } from '../../support/chromium.js';
import { archive, buildWorld } from '../../world/index.js';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const chromium = findChromium();
const folder = mkdtempSync(join(tmpdir(), 'hearsay-desk-'));
const env = { HEARSAY_DATA: join(folder, 'data'), HEARSAY_PORT: '0', HEARSAY_LOG: 'silent' };

/** What an outlet that means harm publishes: all of it must arrive as text. */
const hostile = `<script>window.ran = 1</script><img src="x" onerror="window.ran = 1"> & "quay" \u202egnp`;

let [daemon, browser]: [Daemon | null, Browser | null] = [null, null];
const paths: string[] = [];

describe.skipIf(chromium === null)(
  `the desk in a browser${chromium === null ? ' (skipped: no Chromium is installed here)' : ''}`,
  () => {
    beforeAll(async () => {
      const lines = archive(buildWorld(1)).trim().split('\n');
      const planted = {
        url: 'https://evil.example/1',
        outlet: 'evil.example',
        outletName: hostile,
        published: '2031-01-01T00:00:00Z',
        title: hostile,
        text: `The harbour office counted 40 boats. ${hostile} Nobody was hurt, the harbour master said.`,
      };
      const made = await replayArchive(
        [...lines.map((line) => JSON.parse(line)), planted].map((record) => archiveRecord.parse(record)),
        {
          settings: readSettings({}),
          dir: env.HEARSAY_DATA,
          onFailure: (url, stage, error) => {
            throw new Error(`${url}: ${stage} failed: ${error.message}`);
          },
        },
      );
      const widest = [...made.claims].sort((a, b) => b.mentions.length - a.mentions.length)[0];
      const evil = made.articles.find((article) => article.outlet === 'evil.example');
      const evilStory = made.stories.find((story) => story.articles.includes(evil?.id ?? ''));
      paths.push(
        '/',
        `/stories/${widest?.story}`,
        `/claims/${widest?.id}`,
        `/articles/${widest?.mentions[0]?.article}`,
        `/stories/${evilStory?.id}`,
        `/articles/${evil?.id}`,
        `/articles/${made.articles.find((article) => article.copyOf !== null)?.id}`,
        '/alerts',
        '/feeds',
        '/pipeline',
      );
      const settings = readSettings(env);
      daemon = await startDaemon(settings, openLog(settings.HEARSAY_LOG));
      browser = await openBrowser(chromium as string);
    });

    afterAll(async () => {
      await browser?.close();
      await daemon?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test('opens every page without an error, without a serious fault of access, and fits 390 px', async () => {
      const faults: string[] = [];
      const context = await (browser as Browser).newContext({
        viewport: { width: 390, height: 844 },
        // Only so that axe can be put into the page; the policy is tested below.
        bypassCSP: true,
      });
      const page = await context.newPage();
      hearErrors(page, faults);
      for (const path of paths) {
        const answer = await page.goto(`${daemon?.api?.url}${path}`, { waitUntil: 'load' });
        expect(answer?.status(), path).toBe(200);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          faults.push(...(await accessFaults(page)).map((fault) => `${colorScheme} ${path}: ${fault}`));
          const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          if (tooWide !== 0) faults.push(`${path} is ${tooWide} px too wide`);
        }
      }
      await context.close();
      expect(faults).toEqual([]);
    });

    test('runs nothing that the web wrote, and hears of events, under its own policy', async () => {
      const faults: string[] = [];
      const page = await (browser as Browser).newPage();
      hearErrors(page, faults);
      for (const path of paths) {
        await page.goto(`${daemon?.api?.url}${path}`, { waitUntil: 'load' });
        expect(await page.evaluate('window.ran'), path).toBeUndefined();
      }
      await page.goto(`${daemon?.api?.url}/`, { waitUntil: 'load' });
      expect(await page.textContent('main')).toContain('<script>window.ran = 1</script>');
      await page.getByText('Live.', { exact: true }).waitFor();
      expect(faults).toEqual([]);
      await page.close();
    });

    test('sends a policy under which nothing but its own files runs or styles a page', async () => {
      for (const path of paths) {
        const policy =
          (await fetch(`${daemon?.api?.url}${path}`)).headers.get('content-security-policy') ?? '';
        expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
        expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
      }
    });

    test('shows an event that is logged while the page is open, without a reload', async () => {
      const page = await (browser as Browser).newPage();
      await page.goto(`${daemon?.api?.url}/`, { waitUntil: 'load' });
      await page.getByText('Live.', { exact: true }).waitFor();
      await page.evaluate('window.same = true');
      const fact = { claim: null, outlet: 'late.example', article: null, mention: null, at: new Date() };
      await daemon?.runtime.deps.store.transaction((write) =>
        write.events.append([
          {
            ...fact,
            key: 'late',
            type: 'covered',
            story: paths[1]?.split('/')[2] ?? '',
            text: 'The Late Post joined.',
          },
        ]),
      );
      await page.waitForSelector('.events >> text=The Late Post joined.');
      expect(await page.evaluate('window.same')).toBe(true);
      await page.close();
    });

    test('leaves what a reader opened, chose, typed and scrolled to as it is when a page changes under them', async () => {
      const page = await (browser as Browser).newPage({ viewport: { width: 800, height: 500 } });
      await page.goto(`${daemon?.api?.url}${paths[2]}`, { waitUntil: 'load' });
      await page.getByText('Live.', { exact: true }).waitFor();
      const item = page.locator('.mention').last();
      await item.locator('summary').click();
      await item.getByText('Not this claim').focus();
      const before = await page.evaluate(readerState);
      expect(before).toMatchObject({ open: 1, focus: 'Not this claim' });
      await change((await item.getAttribute('id')) ?? '', 'The rule was made clearer.');
      await page.getByText('The rule was made clearer.').first().waitFor();
      const after = await page.evaluate(readerState);
      expect(after).toMatchObject({ open: 1, focus: 'Not this claim' });
      expect(Math.abs(after.top - before.top)).toBeLessThanOrEqual(2);

      await page.goto(`${daemon?.api?.url}${paths[1]}`, { waitUntil: 'load' });
      await page.getByText('Live.', { exact: true }).waitFor();
      const chosen = await page.locator('select[name=outlet] option').nth(2).getAttribute('value');
      await page.selectOption('select[name=outlet]', chosen);
      await page.locator('.grid tbody a').last().focus();
      const focused = await page.evaluate('document.activeElement.getAttribute("href")');
      await change('', 'It was made clearer again.', 'A claim in clearer words');
      await page.getByText('A claim in clearer words').first().waitFor();
      expect(await page.inputValue('select[name=outlet]')).toBe(chosen);
      expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe(focused);
      expect(await page.locator('[data-part] [data-part]').count()).toBe(0);
      await page.close();
    });

    /** Gives all mentions but one another reason, and the claim other words; and says so in the log. */
    async function change(but: string, why: string, text?: string): Promise<void> {
      const [story, claim] = [paths[1], paths[2]].map((path) => path?.split('/')[2] ?? '') as [
        string,
        string,
      ];
      await daemon?.runtime.deps.store.transaction(async (write) => {
        const [claims, mentions] = [
          await write.claims.ofStory(story),
          await write.claims.mentionsOfStory(story),
        ];
        await write.claims.replaceStory(story, {
          claims: claims.map((each) => (each.id === claim && text !== undefined ? { ...each, text } : each)),
          mentions: mentions.map((each) =>
            each.id === but ? each : { ...each, data: { ...(each.data as object), why } },
          ),
        });
        const fact = {
          claim,
          outlet: 'late.example',
          article: null,
          mention: null,
          at: new Date(),
          text: why,
        };
        await write.events.append([{ ...fact, key: why, type: 'varied', story }]);
      });
    }

    test('leads from the front to a story, a claim and an article by links, without JavaScript', async () => {
      const context = await (browser as Browser).newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(`${daemon?.api?.url}/`);
      await page.click(`a[href="${paths[1]}"]`);
      expect(await page.textContent('h2#grid')).toBe('Who says what');
      await page.click('.grid tbody th a >> nth=0');
      expect(await page.textContent('.kicker')).toMatch(/^Claim/);
      await page.click('.mention .who a >> nth=0');
      expect(await page.textContent('.legend')).toContain('a quotation');
      await context.close();
    });
  },
);

/** What a reader did to a page: run in the page. */
function readerState(): { open: number; focus: string; top: number } {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own globals
  const { document } = globalThis as any;
  return {
    open: document.querySelectorAll('.mention details[open]').length,
    focus: document.activeElement.textContent,
    // Where on the screen it stands: what is above it may have become longer or shorter.
    top: Math.round(document.activeElement.getBoundingClientRect().top),
  };
}

function hearErrors(page: Page, faults: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
}
