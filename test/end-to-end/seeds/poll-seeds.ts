import type { ExportObject } from '@hearsay/api';
import { testDaemon } from '../../support/daemon.js';
import { type Received, startReceiver } from '../../support/receiver.js';
import { resolveSetting } from '../../world/index.js';
import { buildSeeds, serveSeeds } from '../../world/seeds.js';

/**
 * Serves the seed articles one after the other, each by its own outlet with its own feed, lets a daemon poll them,
 * and returns what it then knows and what a webhook was told.
 */
export async function pollSeeds(
  mode: 'embedded' | 'server',
): Promise<{ record: ExportObject; received: Received[] }> {
  const site = await serveSeeds();
  const receiver = await startReceiver();
  const resolve = `${resolveSetting(buildSeeds(), site.port)},desk.example=${receiver.address}`;
  const daemon = await testDaemon(mode, { HEARSAY_RESOLVE: resolve });
  try {
    await daemon.call('POST', '/v1/subscriptions', { url: 'http://desk.example/hook' });
    const { outlets } = buildSeeds();
    for (const outlet of outlets) {
      site.publishNext();
      await daemon.call('POST', '/v1/feeds', { url: outlet.feedUrl });
      await daemon.until(() => isMatched(daemon, outlet.host), `${outlet.host} is matched`);
    }
    await daemon.until(() => allDelivered(daemon), 'every alert is delivered');
    return { record: await daemon.call('GET', '/v1/export'), received: receiver.received };
  } finally {
    await daemon.end();
    await receiver.close();
    await site.close();
  }
}

type TestDaemon = Awaited<ReturnType<typeof testDaemon>>;

async function isMatched({ runtime: { deps } }: TestDaemon, outlet: string): Promise<boolean> {
  const articles = (await deps.store.articles.all()).filter((article) => article.outlet === outlet);
  for (const article of articles) {
    const trail = await deps.store.jobs.trail([article.id]);
    if (trail.some((row) => row.stage === 'match')) return true;
  }
  return false;
}

async function allDelivered({ runtime: { deps } }: TestDaemon): Promise<boolean> {
  const waiting = await deps.store.jobs.waitingCount();
  const alerts = await deps.store.alerts.all();
  const alertsDone = (await deps.store.jobs.counts()).filter((row) => row.stage === 'alert');
  const matched = (await deps.store.jobs.counts()).filter(
    (row) => row.stage === 'match' && row.outcome === 'forward',
  );
  const sum = (rows: { jobs: number }[]) => rows.reduce((total, row) => total + row.jobs, 0);
  return (
    waiting === 0 && sum(alertsDone) >= sum(matched) && alerts.every((alert) => alert.state === 'delivered')
  );
}

/** The record without what depends on the clock. */
export function withoutClock(record: ExportObject): object {
  return {
    stories: record.stories.map(({ firstSeen: _, ...story }) => story),
    articles: record.articles.map(({ fetched: _, ...article }) => article),
    claims: record.claims,
    events: record.events.map(({ seq: _seq, at: _at, ...event }) => event),
  };
}
