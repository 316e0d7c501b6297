import { canonicalUrl } from '@hearsay/text/url';
import { expect, test } from 'vitest';
import { examine, readLedger } from '../faults/ledger.js';
import { makePlace } from '../faults/place.js';
import { eventually, startChildDaemon } from '../support/child-daemon.js';
import { startReceiver } from '../support/receiver.js';
import { buildWorld, resolveSetting, serveWorld } from '../world/index.js';

/** A stop signal may take as long as the work under way; on a loaded machine this is a hang. */
const boundMs = 60_000;

test.each(['server', 'embedded'] as const)(
  'a stop signal in the midst of everything loses nothing (%s)',
  async (mode) => {
    const world = buildWorld(31);
    const [site, receiver, place] = [await serveWorld(world), await startReceiver(), await makePlace(mode)];
    const settings = {
      ...place.settings,
      HEARSAY_POLL_MIN: '0.2',
      HEARSAY_POLL_MAX: '0.2',
      HEARSAY_DOMAIN_RATE: '1000',
      HEARSAY_DOMAIN_BURST: '100',
      HEARSAY_RESOLVE: `${resolveSetting(world, site.port)},desk.example=${receiver.address}`,
    };
    let daemon = await startChildDaemon(settings);
    try {
      await daemon.call('POST', '/v1/subscriptions', { url: 'http://desk.example/hook' });
      for (const { feedUrl } of world.outlets) await daemon.call('POST', '/v1/feeds', { url: feedUrl });
      site.publish(world.steps.length);
      const matched = async () => {
        const { stages } = await daemon.call('GET', '/v1/pipeline');
        const match = stages.find((stage: { name: string }) => stage.name === 'match');
        return match.outcomes.reduce((sum: number, row: { jobs: number }) => sum + row.jobs, 0) as number;
      };
      await eventually(async () => (await matched()) > 0, 'the first article is matched', 120_000);
      expect(await matched()).toBeLessThan(world.articles.length);

      const late = new Promise<never>((_, reject) =>
        setTimeout(() => reject(new Error(`It did not stop: ${daemon.said()}`)), boundMs).unref(),
      );
      expect(await Promise.race([daemon.end('SIGTERM'), late])).toEqual({ code: 0, signal: null });
      expect(daemon.said()).not.toMatch(/\n\s+at /);
      const half = await readLedger(place);
      expect(half.jobs.filter((job) => job.state === 'active')).toEqual([]);

      daemon = await startChildDaemon(settings);
      const all = world.articles.map((article) => canonicalUrl(article.url)).sort();
      await eventually(
        async () => {
          const { stages, outbox } = await daemon.call('GET', '/v1/pipeline');
          type Queue = Record<'waiting' | 'active' | 'delayed', number>;
          const queues = stages.filter((stage: { name: string }) => stage.name !== 'poll') as {
            queue: Queue;
          }[];
          const busy = queues.some(({ queue }) => queue.waiting + queue.active + queue.delayed > 0);
          return !busy && outbox === 0 && (await matched()) >= all.length;
        },
        'everything is matched after the restart',
        240_000,
      );
      const { articles } = await daemon.call('GET', '/v1/export');
      expect(articles.map((article: { url: string }) => article.url).sort()).toEqual(all);
      expect(await daemon.end('SIGTERM')).toEqual({ code: 0, signal: null });

      const ledger = await readLedger(place);
      expect(examine(ledger)).toEqual([]);
      expect(ledger.jobs.filter((job) => job.stalled > 0)).toEqual([]);
      const sent = ledger.alerts
        .filter((alert) => alert.subscription !== 'everything')
        .map((alert) => alert.id);
      expect(receiver.received.map((each) => each.id).sort()).toEqual(sent.sort());
    } finally {
      await daemon.end('SIGKILL');
      await place.remove();
      await receiver.close();
      await site.close();
    }
  },
  480_000,
);
