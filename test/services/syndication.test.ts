import type { Format } from '@hearsay/text/syndication';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { faultsOf } from '../support/grammar.js';
import { type TestApp, testApp } from './access/app.js';
import { fill } from './access/fill.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const formats: Format[] = ['rss', 'atom', 'json'];
const hostile =
  '<script>alert(1)</script>]]> &amp; &nbsp; "quoted" \u202e\u0007 \ud83d\ude00 https://x.example/?a=1&b=2';

describe('feeds out are valid by the grammar of their format', () => {
  let served: TestApp;
  let paths: string[];

  beforeAll(async () => {
    served = await testApp('embedded');
    const made = await served.ask('POST', '/v1/subscriptions', {
      body: { name: `desk ${hostile}`, channel: { kind: 'feed' } },
      from: '127.0.0.1',
    });
    const { subscription } = (await made.json()) as { subscription: { token: string } };
    await fill(served.deps);
    const { rows } = await served.record.db.query<{ story: string; claim: string }>(
      'select story, claim from hearsay.events where claim is not null order by seq limit 1',
    );
    const [{ story, claim } = { story: '', claim: '' }] = rows;
    paths = [`/feeds/${subscription.token}`, `/v1/stories/${story}/feed`, `/v1/claims/${claim}/feed`];
  });
  afterAll(() => served.end());

  const read = async (path: string, format: Format) => {
    const answer = await served.ask('GET', `${path}.${format}`, { from: '127.0.0.1' });
    expect(answer.status).toBe(200);
    return answer.text();
  };

  test.each(formats)('as %s', async (format) => {
    for (const path of paths) {
      const feed = await read(path, format);
      expect(faultsOf(format, feed), feed.slice(0, 2_000)).toEqual([]);
      expect(feed).toMatch(/14 harbour cranes/);
    }
  });

  test.each(formats)('as %s, with hostile texts of others', async (format) => {
    await served.record.db.query('update hearsay.events set text = $1', [hostile]);
    await served.record.db.query('update hearsay.stories set title = $1', [hostile]);
    await served.record.db.query('update hearsay.claims set text = $1', [hostile]);
    await served.record.db.query(
      `update hearsay.alerts set body = jsonb_set(body, '{headline}', to_jsonb($1::text))`,
      [hostile],
    );
    for (const path of paths) {
      const feed = await read(path, format);
      expect(faultsOf(format, feed), feed.slice(0, 2_000)).toEqual([]);
      expect(feed).not.toMatch(/[\u0007\u202e]/);
      if (format !== 'json') expect(feed).not.toMatch(/<script/);
    }
  });
});
