import { announceDaemon } from '@hearsay/cli/access';
import { parseFeed } from '@hearsay/text/feed';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openBrowser } from '../../support/browser.js';
import { findChromium } from '../../support/chromium.js';
import { hearsay } from '../../support/command.js';
import { type TestDaemon, testDaemon } from '../../support/daemon.js';
import { startMailbox } from '../../support/mailbox.js';
import { startReceiver } from '../../support/receiver.js';
import { startHostileOutlets } from './hostile-site.js';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

/** Controls but line breaks and tabs, and what reverses text. */
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Longest page of the desk, mail and message that a title of a megabyte may lead to. */
const [longestPage, longestMessage] = [300_000, 60_000] as const;

let site: Awaited<ReturnType<typeof startHostileOutlets>>;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
let hook: Awaited<ReturnType<typeof startReceiver>>;
let daemon: TestDaemon;
let [story, feed]: [string, string] = ['', ''];
const paths: string[] = [];

beforeAll(async () => {
  [site, mailbox, hook] = [await startHostileOutlets(), await startMailbox(), await startReceiver()];
  daemon = await testDaemon('embedded', {
    HEARSAY_RESOLVE: `${site.resolve('calm.example', 'evil.example')},hooks.example=${hook.address}`,
    HEARSAY_SMTP_URL: mailbox.url,
  });
  const wants = { events: ['covered', 'originated', 'repeated', 'varied', 'disputed', 'confirmed'] };
  for (const channel of [
    { kind: 'email', to: 'editor@paper.example' },
    { kind: 'slack', url: 'http://hooks.example/slack' },
    { kind: 'webhook', url: 'http://hooks.example/hook' },
  ])
    await daemon.call('POST', '/v1/subscriptions', { channel, wants });
  await daemon.call('POST', '/v1/subscriptions', { channel: { kind: 'feed' }, wants });
  const kept = await daemon.runtime.deps.store.subscriptions.all();
  feed = kept.find(({ channel }) => (channel as { kind: string }).kind === 'feed')?.token ?? '';
  // The honest outlet is first with it, so that the other repeats, varies and disputes.
  const articles = async () =>
    (await daemon.call('GET', '/v1/articles')).articles as { id: string; outlet: string }[];
  for (const [at, url] of site.feeds.entries()) {
    await daemon.call('POST', '/v1/feeds', { url });
    await daemon.until(
      async () => (await articles()).length >= (at === 0 ? 1 : 3),
      `the articles of ${url} are read`,
    );
  }
  const disputed = async () =>
    (await daemon.call('GET', '/v1/events?limit=500')).events
      .map((each: { type: string }) => each.type)
      .includes('disputed');
  await daemon.until(disputed, 'the dispute is told');
  await daemon.until(async () => mailbox.received.length > 0 && hook.received.length > 1, 'alerts arrive');
  const { stories } = await daemon.call('GET', '/v1/stories');
  story = stories[0].id;
  const { claims } = await daemon.call('GET', `/v1/stories/${story}/claims`);
  const { alerts } = await daemon.call('GET', '/v1/alerts');
  paths.push(
    ...['/', '/outlets', '/outlets/evil.example', '/alerts', '/feeds', '/pipeline', '/search', '/nothing'],
    ...['cranes', 'window.ran', '%3Cscript%3Ewindow.ran=1%3C/script%3E', 'quill', 'evil'].map(
      (q) => `/search?q=${q}`,
    ),
    ...stories.flatMap(({ id }: { id: string }) => [
      `/stories/${id}`,
      `/stories/${id}?claims=all&origin=${encodeURIComponent('"><script>')}`,
    ]),
    ...(await articles()).map(({ id }) => `/articles/${id}`),
    ...claims.map(({ id }: { id: string }) => `/claims/${id}`),
    ...alerts.slice(0, 10).map(({ id }: { id: string }) => `/alerts/${id}`),
  );
});

afterAll(async () => {
  await daemon?.end();
  await Promise.all([site?.close(), mailbox?.close(), hook?.close()]);
});

test('what the outlet published is in the record, so that all below looks at something', async () => {
  const record = JSON.stringify(await daemon.call('GET', '/v1/export'));
  expect(record).toContain('<script>window.ran = 1</script>');
  expect(record).toContain('=HYPERLINK(');
  expect(paths.length).toBeGreaterThan(20);
});

describe('pages of the desk', () => {
  test('hold no control and no mark that reverses text, and stay small', async () => {
    for (const path of paths) {
      const page = await (await fetch(`${daemon.url}${path}`)).text();
      expect(page.length, path).toBeLessThan(longestPage);
      expect(page.match(controls), path).toBeNull();
    }
  });

  const chromium = findChromium();
  const why = chromium === null ? ' (skipped: no Chromium is installed here)' : '';
  test.skipIf(chromium === null)(
    `run nothing, ask nobody else, break no policy, hide nothing, in a browser${why}`,
    async () => {
      let browser: Browser | null = null;
      const faults: string[] = [];
      try {
        browser = await openBrowser(chromium as string);
        const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
        const page = await context.newPage();
        page.on('dialog', (dialog) => {
          faults.push(`dialog: ${dialog.message()}`);
          void dialog.dismiss();
        });
        page.on('console', (message) => {
          const isMissing = message.text().includes('404');
          if (!isMissing && message.type() !== 'log') faults.push(`console: ${message.text()}`);
        });
        page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
        page.on('popup', () => faults.push('a window was opened'));
        page.on('request', (request) => {
          if (!request.url().startsWith(daemon.url)) faults.push(`asked for ${request.url()}`);
        });
        await page.addInitScript(
          `document.addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective));`,
        );
        for (const path of paths) {
          await page.goto(`${daemon.url}${path}`, { waitUntil: 'load' });
          const seen = (await page.evaluate(
            `({ ran: window.ran, display: getComputedStyle(document.body).display, wide: document.documentElement.scrollWidth - innerWidth,
             odd: [...document.querySelectorAll('a')].filter((a) => !/^([/#?]|https?:)/.test(a.getAttribute('href'))).length })`,
          )) as { ran?: number; display: string; wide: number; odd: number };
          if (path !== '/nothing' && JSON.stringify(seen) !== '{"display":"block","wide":0,"odd":0}')
            faults.push(`${path}: ${JSON.stringify(seen)}`);
        }
        expect(faults).toEqual([]);
      } finally {
        await browser?.close();
      }
    },
  );
});

test('mails hold it as text: no markup of others, no address of theirs but the article, one line in the subject', () => {
  expect(mailbox.received.length).toBeGreaterThan(0);
  for (const { subject, text, html, headers } of mailbox.received) {
    expect(`${subject}${text}${html}`.match(controls)).toBeNull();
    expect(subject?.length).toBeLessThanOrEqual(150);
    expect(`${text}${html}`.length).toBeLessThan(longestMessage);
    expect(html).not.toMatch(/<(?:script|img|svg|iframe|style|link|object|form)\b/i);
    const hrefs = [...(html ?? '').matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? '');
    expect(
      hrefs.filter(
        (href) => !/^https?:\/\/(?:127\.0\.0\.1|localhost|evil\.example|calm\.example)[:/]/.test(href),
      ),
    ).toEqual([]);
    expect(headers.filter(({ key }) => key === 'subject' || key === 'to')).toHaveLength(2);
  }
  expect(mailbox.received.some(({ html }) => html?.includes('&lt;script&gt;'))).toBe(true);
});

test('messages to Slack and its like make no link, no call to a channel, and stay within its bounds', () => {
  const messages = hook.received.filter(({ body }) => Array.isArray(body.blocks)).map(({ body }) => body);
  expect(messages.length).toBeGreaterThan(0);
  for (const { text, blocks } of messages) {
    expect(text).not.toMatch(/<(?:!|http|@|#)/);
    for (const block of blocks) {
      if (block.text?.type === 'mrkdwn') expect(block.text.text).not.toMatch(/[<>]/);
      expect(block.text?.text.length ?? 0).toBeLessThanOrEqual(3_000);
    }
    expect(
      `${text}${blocks.map((block: { text?: { text: string } }) => block.text?.text ?? '').join('')}`.match(
        controls,
      ),
    ).toBeNull();
  }
});

test('feeds of ours say it as text, are read back by feedsmith and by our own parser', async () => {
  const parsers = { rss: parseRssFeed, atom: parseAtomFeed, json: parseJsonFeed };
  for (const format of ['rss', 'atom', 'json'] as const)
    for (const path of [`/v1/stories/${story}/feed.${format}`, `/feeds/${feed}.${format}`]) {
      const answer = await fetch(`${daemon.url}${path}`);
      expect(answer.status, path).toBe(200);
      const written = await answer.text();
      expect(written.match(controls), path).toBeNull();
      const theirs = parsers[format](written) as { items?: unknown[]; entries?: unknown[] };
      const url = `${daemon.url}${path}`;
      const ours = await parseFeed(new TextEncoder().encode(written), {
        url,
        contentType: answer.headers.get('content-type'),
      });
      expect(ours.entries.length, path).toBeGreaterThan(0);
      expect((theirs.items ?? theirs.entries)?.length, path).toBe(ours.entries.length);
      for (const { title, content, summary, link } of ours.entries) {
        expect(title?.length).toBeLessThanOrEqual(200);
        expect(`${content}${summary}`).not.toMatch(/<(?:script|img|svg|iframe|style)\b/i);
        expect(link?.startsWith(daemon.url)).toBe(true);
      }
    }
});

test('the terminal gets no escape, no C1 control and no reversed text, as tables and as JSON', async () => {
  const takeBack = announceDaemon(daemon.runtime.settings, daemon.url);
  const env = { HEARSAY_DATA: daemon.runtime.settings.HEARSAY_DATA, HEARSAY_PORT: new URL(daemon.url).port };
  const article = paths
    .filter((path) => path.startsWith('/articles/'))
    .map((path) => path.split('/')[2] ?? '');
  // A process each: one for every kind of line that is printed.
  for (const args of [
    ['story', story],
    ['claims', story],
    ['alerts'],
    ['outlets', 'evil.example'],
    ['search', 'cranes'],
    ['events', '--json'],
    ['article', article.at(-1) ?? '', '--text'],
  ]) {
    const gave = await hearsay(args, { env });
    expect(gave.code, gave.err).toBe(0);
    expect(gave.out.match(controls), args.join(' ')).toBeNull();
    if (args.includes('--json')) expect(JSON.parse(gave.out).events.length).toBeGreaterThan(0);
  }
  takeBack();
});
