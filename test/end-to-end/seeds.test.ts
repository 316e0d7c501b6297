import { expect, test } from 'vitest';
import { hasShared } from '../support/shared-data.js';
import { pollSeeds, withoutClock } from './seeds/poll-seeds.js';

test.skipIf(!hasShared('seeds/gold.json'))(
  'seeds: the same record in both modes but for the clock (needs ../shared/seeds)',
  async () => {
    const server = await pollSeeds('server');
    const embedded = await pollSeeds('embedded');
    for (const { record, received } of [server, embedded]) {
      expect(record.stories).toHaveLength(1);
      expect(record.articles).toHaveLength(5);
      const byHost = new Map(record.articles.map((article) => [article.outlet, article]));
      const copy = byHost.get('bncglobal.example');
      expect(copy?.copyOf).toBe(byHost.get('nbcnews.example')?.id);
      expect(copy?.copyKind).toBe('translation');
      for (const article of record.articles.filter((each) => each.outlet !== 'nbcnews.example')) {
        expect(article.cites.map((cite) => cite.outletName)).toContain('NBC News');
      }
      const altered = record.events.filter(
        (event) => event.outlet === 'bncglobal.example' && event.type === 'varied',
      );
      expect(altered.length).toBeGreaterThan(0);
      const disputes = received.filter((alert) => alert.body.type === 'hearsay.dispute');
      expect(new Set(disputes.map((alert) => alert.body.data.outlet.domain))).toEqual(
        new Set(['border.example', 'san.example']),
      );
      for (const dispute of disputes) expect(dispute.body.data.text).toContain('Mayorkas');
      expect(new Set(received.map((alert) => alert.id)).size).toBe(received.length);
      expect(received.length).toBeLessThanOrEqual(6);
    }
    expect(withoutClock(embedded.record)).toEqual(withoutClock(server.record));
  },
  120_000,
);
