import { openLog, startRelay } from '@hearsay/runtime';
import { describe, expect, test } from 'vitest';
import { engines, testRecord } from '../../support/record.js';

describe.each(engines)('the relay of the %s mode', (engine) => {
  test('hands on rows that a process left behind between its commit and the queue, each once', async () => {
    const record = await testRecord(engine);
    const { db, store, queues } = record;
    const seen: string[] = [];
    let all = () => {};
    const everyone = new Promise<void>((resolve) => {
      all = resolve;
    });
    const worker = queues.work('clean', async (job) => {
      seen.push(job.id);
      if (seen.length === 3) all();
    });
    try {
      const payload = (page: string) => ({ stage: 'clean', payload: { page } });
      const rows = await store.transaction((write) => write.jobs.post(['a', 'b', 'c'].map(payload)));
      // One of them had reached the queue when its process died; the row was not yet removed.
      await queues.add([{ id: `ob-${rows[0]?.id}`, stage: 'clean', payload: { page: 'a' } }]);
      await db.query("update hearsay.outbox set created_at = now() - interval '1 minute'");
      const relays = [
        startRelay(store, queues, openLog('silent')),
        startRelay(store, queues, openLog('silent')),
      ];
      await everyone;
      await Promise.all(relays.map((relay) => relay.close()));
      expect(seen.sort()).toEqual(rows.map((row) => `ob-${row.id}`).sort());
      expect(await store.jobs.waitingCount()).toBe(0);
    } finally {
      await worker.close();
      await record.end();
    }
  });

  test('leaves rows to the process that just wrote them, and rolled back ones to nobody', async () => {
    const record = await testRecord(engine);
    try {
      const undone = record.store.transaction(async (write) => {
        await write.jobs.post([{ stage: 'clean', payload: { page: 'never' } }]);
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      expect(await record.store.jobs.waitingCount()).toBe(0);
      await record.store.jobs.post([{ stage: 'clean', payload: { page: 'fresh' } }]);
      expect(await record.store.jobs.waiting(3_600, 10)).toEqual([]);
      expect(await record.store.jobs.waiting(0, 10)).toHaveLength(1);
    } finally {
      await record.end();
    }
  });
});
