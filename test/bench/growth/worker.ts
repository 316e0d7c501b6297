import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { dedupe } from '@hearsay/dedupe';
import { type Deps, runJob } from '@hearsay/runtime';
import { createStore, openPostgres } from '@hearsay/store';
import { testDeps } from '../../support/record.js';
import { heapMb } from './machine.js';

/** What a worker spent on some articles. */
export interface Spent {
  /** Milliseconds in all, and of CPU. */
  wall: number;
  cpu: number;
  /** Megabytes that live on its heap, and that the process has, afterwards. */
  heap: number;
  resident: number;
}

/** A worker of dedupe in a process of its own, so that its memory is nobody else's. */
export class DedupeWorker {
  private readonly child: ChildProcess;

  constructor(databaseUrl: string) {
    this.child = fork(fileURLToPath(import.meta.url), [databaseUrl]);
  }

  async place(articles: string[], atOnce: number): Promise<Spent> {
    const ended = once(this.child, 'exit').then(([code]) => {
      throw new Error(`The worker ended with code ${code}.`);
    });
    this.child.send({ articles, atOnce });
    const [spent] = await Promise.race([once(this.child, 'message'), ended]);
    return spent as Spent;
  }

  async end(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }
}

/** Runs dedupe on articles of a record, `atOnce` at a time. */
export async function placeAll(articles: string[], deps: Deps, atOnce: number): Promise<void> {
  const queue = articles.values();
  const worker = async () => {
    for (const article of queue) {
      const job = {
        id: `g-${article}`,
        stage: 'dedupe' as const,
        attempt: 1,
        attempts: 1,
        queuedAt: Date.now(),
      };
      await runJob('dedupe', { ...job, payload: { article, revision: 1 } }, dedupe, deps);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function serve(databaseUrl: string): Promise<void> {
  const db = await openPostgres(databaseUrl);
  const deps = testDeps(createStore(db));
  process.on('message', async ({ articles, atOnce }: { articles: string[]; atOnce: number }) => {
    const [started, before] = [performance.now(), process.cpuUsage()];
    await placeAll(articles, deps, atOnce);
    const wall = performance.now() - started;
    const { user, system } = process.cpuUsage(before);
    const heap = heapMb();
    const resident = process.memoryUsage().rss / 1_048_576;
    process.send?.({ wall, cpu: (user + system) / 1_000, heap, resident } satisfies Spent);
  });
  process.once('disconnect', () => db.close());
}

// This file is the worker's program too.
if (process.send !== undefined && process.argv[1] === fileURLToPath(import.meta.url))
  await serve(process.argv[2] as string);
