import { alert } from '@hearsay/alert';
import { runInline } from '@hearsay/runtime';
import { idOf } from '@hearsay/text/id';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, type TestRecord, testDeps, testRecord } from '../support/record.js';
import { arrive, fire } from './dedupe/arrivals.js';

describe.each(engines)('alert on the record of the %s mode', (engine) => {
  let record: TestRecord;
  beforeAll(async () => {
    record = await testRecord(engine);
  });
  afterAll(() => record.end());

  test('a job that waited for a story tells of the one that it was merged into', async () => {
    const { store } = record;
    const deps = testDeps(store);
    for (const name of ['f1', 'f2']) await arrive(fire(name), deps);
    const story = (await store.articles.get(fire('f1').article))?.story as string;
    const [older, old] = [idOf('story', 'older'), idOf('story', 'old')];
    const place = (into: string) =>
      store.stories.place([{ id: fire('f2').article, story: into, score: null, why: 'a test' }], new Date());
    // The story it waits for was merged into one that was then merged into another.
    for (const [from, into] of [
      [older, old],
      [old, story],
    ] as const) {
      await place(from);
      await place(into);
      await store.stories.mergeInto(from, into);
    }
    await record.db.query('update hearsay.events set story = $1 where outlet = $2', [
      older,
      fire('f2').outlet,
    ]);
    await store.subscriptions.save({
      ...{ id: 'u', name: 'u', channel: { kind: 'terminal' }, wants: null, pace: null, token: null },
      ...{ createdAt: new Date(), afterSeq: '0' },
    });
    const upTo = await store.events.last();
    for (let time = 0; time < 2; time++)
      expect(await runInline('alert', { story: older, upTo }, { alert }, deps)).toEqual([]);
    const told = await store.alerts.all();
    expect(told).toMatchObject([{ story, outlet: fire('f2').outlet, kind: 'coverage' }]);
    const outcomes = await store.jobs.counts();
    expect(outcomes.find(({ stage }) => stage === 'alert')).toMatchObject({ outcome: 'done' });
    expect((await store.jobs.trail([older])).map(({ reason }) => reason)).not.toContain('story gone');
  });
});
