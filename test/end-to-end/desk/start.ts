import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archiveRecord, replayArchive } from '@hearsay/cli/replay';
import { readSettings } from '@hearsay/runtime';
import type { Page } from 'playwright-core';
import { openBrowser } from '../../support/browser.js';
import { type TestDaemon, testDaemon } from '../../support/daemon.js';
import { startHub, type TestHub } from '../../support/hub.js';
import { type Newsroom, startNewsroom } from '../../support/newsroom.js';
import { startReceiver } from '../../support/receiver.js';
import { freePort } from '../../support/service-process.js';
import { archive, buildWorld } from '../../world/index.js';

/** What the walk goes through: a daemon over the demo world's record, an outlet with a hub, a receiver of alerts, a browser. */
export interface Walk {
  daemon: TestDaemon;
  page: Page;
  newsroom: Newsroom;
  hub: TestHub;
  receiver: Awaited<ReturnType<typeof startReceiver>>;
  world: Awaited<ReturnType<typeof replayArchive>>;
  /** What the browser complained of. */
  faults: string[];
  /** The article of an outlet that was seen last. */
  articleOf(outlet: string): Promise<string>;
  /** Posts a job that can never work: its payload is no page's. */
  postBad(): Promise<void>;
  end(): Promise<void>;
}

/** Starts all of it; the outlet has published nothing yet, and its hub pushes. */
export async function startWalk(chromium: string): Promise<Walk> {
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-walk-'));
  const world = await replayWorld(join(folder, 'data'));
  const [receiver, hub] = [await startReceiver(), await startHub()];
  const newsroom = await startNewsroom('late.example', 'http://hub.example/');
  const daemon = await startDesk(folder, { newsroom, hub, receiver });
  const browser = await openBrowser(chromium);
  // Only so that axe can be put into the page; the policy of the pages is tested beside this.
  const page = await (await browser.newContext({ bypassCSP: true })).newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  const { store } = daemon.runtime.deps;
  return {
    ...{ daemon, page, newsroom, hub, receiver, world, faults },
    articleOf: async (outlet) =>
      (await daemon.call('GET', '/v1/articles')).articles.find(
        (each: { outlet: string }) => each.outlet === outlet,
      ).id,
    postBad: async () => {
      const bad = { stage: 'clean' as const, payload: { page: 7 } as never };
      await daemon.runtime.relay.send(await store.transaction((write) => write.jobs.post([bad])));
    },
    end: async () => {
      await browser.close();
      await daemon.end();
      for (const each of [newsroom, receiver, hub]) await each.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The demo world as the record of a directory. */
function replayWorld(dir: string): Promise<Walk['world']> {
  const lines = archive(buildWorld(1)).trim().split('\n');
  return replayArchive(
    lines.map((line) => archiveRecord.parse(JSON.parse(line))),
    {
      settings: readSettings({}),
      dir,
      onFailure: (url, stage, error) => {
        throw new Error(`${url}: ${stage} failed: ${error.message}`);
      },
    },
  );
}

/** A daemon that a hub can reach; polling alone would find nothing within the walk. */
async function startDesk(
  folder: string,
  { newsroom, hub, receiver }: Pick<Walk, 'newsroom' | 'hub' | 'receiver'>,
): Promise<TestDaemon> {
  const port = await freePort();
  const daemon = await testDaemon('embedded', {
    HEARSAY_DATA: join(folder, 'data'),
    HEARSAY_PORT: String(port),
    HEARSAY_PUBLIC_URL: `http://127.0.0.1:${port}`,
    HEARSAY_RESOLVE: [
      ...['late.example', 'early.example'].map((host) => `${host}=127.0.0.1:${newsroom.port}`),
      `hub.example=127.0.0.1:${hub.port}`,
      `hooks.example=${receiver.address}`,
    ].join(','),
    HEARSAY_POLL_MIN: '7200',
    HEARSAY_POLL_MAX: '7200',
  });
  await daemon.call('POST', '/v1/feeds', { url: newsroom.feedUrl });
  await hub.next('subscribed');
  return daemon;
}
