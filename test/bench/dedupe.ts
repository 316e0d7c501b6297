import { dedupe } from '@hearsay/dedupe';
import { pipeline } from '@hearsay/pipeline';
import { type Deps, runJob } from '@hearsay/runtime';
import { readReprints } from '../eval/copies/data.js';
import { readEcb, readRoundups } from '../eval/stories/data.js';
import { shuffled } from '../eval/stories/shuffle.js';
import { type Arrival, arrival } from '../services/dedupe/arrivals.js';
import { type Engine, testDeps, testRecord } from '../support/record.js';
import type { Task } from '../support/run-task.js';
import { hasShared } from '../support/shared-data.js';

/** Jobs at work at a time, as the pipeline has it. */
const atOnce = pipeline.dedupe.concurrency;
/** One article in so many minutes: the sets have no times. */
const minutesApart = 5;

/** `npm run bench -- dedupe [ARTICLES]`: articles a second through the dedupe stage, on both engines. */
export const task: Task = {
  about:
    'dedupe: articles a second, as many jobs at a time as the stage has, on news texts of three labelled sets',
  async run(args) {
    if (!hasShared('data/stories')) throw new Error('../shared/data is missing: put it beside the checkout.');
    const arrivals = readArrivals().slice(0, Number(args[0] ?? 10_000));
    for (const engine of ['server', 'embedded'] as const) await measure(engine, arrivals);
  },
};

function readArrivals(): Arrival[] {
  const reprints = readReprints(false).map(({ article }) => ({ ...article, title: null }));
  const rows = shuffled([...readEcb(), ...readRoundups(), ...reprints], 1);
  return rows.map((row, at) => {
    const published = new Date(Date.UTC(2031, 0, 1) + at * minutesApart * 60_000);
    return arrival({
      name: row.id,
      outlet: `paper${at % 97}.example`,
      title: row.title,
      text: row.text,
      published,
    });
  });
}

async function measure(engine: Engine, arrivals: Arrival[]): Promise<void> {
  const record = await testRecord(engine);
  try {
    const deps = testDeps(record.store);
    for (const { name: _, ...each } of arrivals) await record.store.articles.save(each);
    const [started, cpu] = [performance.now(), process.cpuUsage()];
    const times = await runAll(arrivals, deps);
    const seconds = (performance.now() - started) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    const { rows } = await record.db.query<{ copies: number; stories: number; moves: number }>(
      `select count(copy_of)::int as copies, count(distinct story)::int as stories,
         (select count(*)::int from hearsay.events) as moves from hearsay.articles`,
    );
    const { copies, stories, moves } = rows[0]!;
    const sorted = times.sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(0);
    process.stdout.write(
      `${engine.padEnd(9)} ${(arrivals.length / seconds).toFixed(0).padStart(5)} articles/s   ` +
        `${((user + system) / 1_000 / arrivals.length).toFixed(1)} ms CPU each   ` +
        `half within ${at(0.5)} ms, 95 % within ${at(0.95)} ms, all within ${at(1)} ms   ` +
        `${arrivals.length} articles, ${copies} copies, ${stories} stories, ${moves} splits and merges\n`,
    );
  } finally {
    await record.end();
  }
}

async function runAll(arrivals: Arrival[], deps: Deps): Promise<number[]> {
  const times: number[] = [];
  const queue = arrivals.entries();
  const worker = async () => {
    for (const [at, { article }] of queue) {
      const started = performance.now();
      const job = { id: `b-${at}`, stage: 'dedupe' as const, attempt: 1, attempts: 1, queuedAt: Date.now() };
      await runJob('dedupe', { ...job, payload: { article, revision: 1 } }, dedupe, deps);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return times;
}
