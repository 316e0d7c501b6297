import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openBrowser } from '../../support/browser.js';
import { findChromium } from '../../support/chromium.js';
import { type TestDaemon, testDaemon } from '../../support/daemon.js';
import { fill } from './fill.js';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const chromium = findChromium();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const setting = 'a token of the settings';

/** Where pictures of the pages are put, for whoever wants to look at them. */
const pictures = process.env.DESK_PICTURES;

let [daemon, browser]: [TestDaemon | null, Browser | null] = [null, null];

async function picture(page: Page, name: string): Promise<void> {
  if (pictures !== undefined)
    await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: !name.startsWith('reference') });
}

async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

describe.skipIf(chromium === null)(
  `signing in with a browser${chromium === null ? ' (skipped: no Chromium is installed here)' : ''}`,
  () => {
    beforeAll(async () => {
      daemon = await testDaemon('embedded', { HEARSAY_TOKEN: setting });
      await fill(daemon.runtime.deps);
      browser = await openBrowser(chromium as string);
    });
    afterAll(async () => {
      await browser?.close();
      await daemon?.end();
    });
    const address = (path: string) => `${(daemon as TestDaemon).url}${path}`;

    test('works without JavaScript: there, wrong, in, back to the page, out', async () => {
      const context = await (browser as Browser).newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(address('/alerts?x=1'));
      expect(new URL(page.url()).pathname).toBe('/sign-in');
      await signIn(page, 'a wrong token');
      expect(await page.getByRole('alert').textContent()).toMatch(/unknown, expired or revoked/);
      await signIn(page, setting);
      expect(page.url()).toBe(address('/alerts?x=1'));
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.goto(address('/'));
      expect(new URL(page.url()).pathname).toBe('/sign-in');
      await context.close();
    });

    test('its pages are without errors and serious faults of access at 390 px, in light and dark, and go live', async () => {
      const found = await fetch(address('/v1/stories'), { headers: { authorization: `Bearer ${setting}` } });
      const [story] = ((await found.json()) as { stories: { id: string }[] }).stories;
      const whole = await fetch(address(`/v1/stories/${story?.id}`), {
        headers: { authorization: `Bearer ${setting}` },
      });
      const { claims } = (await whole.json()) as {
        claims: { id: string; counts: { disputingOutlets: number } }[];
      };
      const disputed = claims.find(({ counts }) => counts.disputingOutlets > 0);
      const faults: string[] = [];
      for (const colorScheme of ['light', 'dark'] as const) {
        const context = await (browser as Browser).newContext({
          colorScheme,
          viewport: { width: 390, height: 844 },
        });
        const page = await context.newPage();
        page.on('console', (message) => {
          if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`);
        });
        page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
        const look = async (name: string) => {
          await picture(page, `${name}-${colorScheme}`);
          const wide = await page.evaluate('document.documentElement.scrollWidth');
          if (Number(wide) > 390) faults.push(`${name} is ${wide} px wide.`);
          await page.evaluate(axe);
          const { violations } = (await page.evaluate('axe.run()')) as {
            violations: { id: string; impact: string; nodes: { html: string }[] }[];
          };
          for (const { id, impact, nodes } of violations)
            if (impact === 'serious' || impact === 'critical')
              faults.push(`${name}: ${id} ${nodes[0]?.html}`);
        };
        await page.goto(address('/'));
        await look('sign-in');
        await signIn(page, setting);
        await page.getByText('Live.').waitFor({ timeout: 30_000 });
        await look('front');
        // Data of schema.org in the page breaks no rule of its policy.
        await page.goto(address(`/claims/${disputed?.id}`));
        expect(await page.locator('script[type="application/ld+json"]').count()).toBe(1);
        await look('claim');
        await page.goto(address('/v1/reference'));
        await look('reference');
        await context.close();
      }
      expect(faults).toEqual([]);
    });
  },
);
