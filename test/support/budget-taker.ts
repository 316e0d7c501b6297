import { createStore, openPostgres, type Rate } from '@hearsay/store';

/**
 * One of several processes that want requests of the same domain: takes its share as a worker does, coming back when it
 * is told to, and prints when each request began. Arguments: database, domain, requests, rate as JSON, seconds a
 * request takes.
 */
const [url = '', domain = '', requests = '0', rate = '{}', seconds = '0'] = process.argv.slice(2);
const db = await openPostgres(url);
const { budgets } = createStore(db);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function request(key: string): Promise<void> {
  for (let asked = 1; ; asked++) {
    const taken = await budgets.take(domain, key, 'page', JSON.parse(rate) as Rate);
    if (taken.lease !== null) {
      const began = Date.now();
      await pause(Number(seconds) * 1_000);
      process.stdout.write(`${JSON.stringify({ key, began, ended: Date.now(), asked })}\n`);
      await budgets.release(domain, taken.lease, true);
      return;
    }
    await pause(taken.waitMs);
  }
}

await Promise.all(Array.from({ length: Number(requests) }, (_, i) => request(`${process.pid}-${i}`)));
await db.close();
