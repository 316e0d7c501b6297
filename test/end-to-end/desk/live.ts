import type { Page } from 'playwright-core';
import type { TestHub } from '../../support/hub.js';
import type { Newsroom } from '../../support/newsroom.js';
import { report, reportCount } from './news.js';

/** Milliseconds from publication within which a reader sees it, and how many publications have to be seen so. */
export const [soonMs, enough] = [2_000, 3] as const;

/**
 * Publishes one report after the other, tells the hub, and measures by one clock from the moment before publication to the
 * change of the page in which its headline first stands. Stops once enough of them were seen soon.
 *
 * Where nothing in the way waits longer than that, the first three do. A machine that is busy with other things may be slow
 * with some; polls are hours apart here, so that none of these times can be luck. Returns all times measured.
 */
export async function measureLive(page: Page, newsroom: Newsroom, hub: TestHub): Promise<number[]> {
  const times: number[] = [];
  for (let number = 0; number < reportCount; number += 1) {
    const news = report(number);
    const seen = page.evaluate(seenAt, news.title);
    const published = Date.now();
    await hub.distribute(newsroom.feedUrl, newsroom.publish(news), 'application/atom+xml');
    times.push((await seen) - published);
    if (times.filter((time) => time <= soonMs).length >= enough) break;
  }
  return times;
}

/** When a text first stands on the page: run in the page. */
function seenAt(text: string): Promise<number> {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own globals
  const { document, MutationObserver } = globalThis as any;
  const main = document.querySelector('main');
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!main.textContent.includes(text)) return;
      observer.disconnect();
      resolve(Date.now());
    });
    observer.observe(main, { subtree: true, childList: true, characterData: true });
  });
}
