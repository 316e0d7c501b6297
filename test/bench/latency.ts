import { availableParallelism, loadavg } from 'node:os';
import type { Engine } from '../support/record.js';
import type { Task } from '../support/run-task.js';
import { playPolled, playPushed, type Told } from './latency/measure.js';

const defaults = { publications: 200, pollSeconds: 60 };

/**
 * `npm run bench -- latency [PUBLICATIONS] [POLL_SECONDS] [server|embedded]`: from the moment an article is published to
 * the alert at the receiver's clock, on a daemon that does nothing else. Pushed: the hub is told, fetches the feed and
 * distributes it. Polled: the same world without a hub, read every POLL_SECONDS (60 is the shortest by default).
 */
export const task: Task = {
  about: 'from publication to alert at the webhook, pushed by a WebSub hub and only polled',
  async run(args) {
    const publications = Number(args[0] ?? defaults.publications);
    const pollSeconds = Number(args[1] ?? defaults.pollSeconds);
    const engines: Engine[] = args[2] === undefined ? ['server', 'embedded'] : [args[2] as Engine];
    for (const engine of engines) {
      const pushed: Told[] = [];
      for (let seed = 1; pushed.length < publications; seed++)
        pushed.push(...(await playPushed(engine, seed)));
      print(`${engine}, pushed`, pushed);
      printStages(pushed);
      print(`${engine}, polled every ${pollSeconds} s`, await playPolled(engine, 1, pollSeconds));
    }
  },
};

function print(name: string, told: Told[]): void {
  const sorted = told.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  const [p50, p95, most] = [0.5, 0.95, 1].map((share) => `${(at(sorted, share) / 1_000).toFixed(2)} s`);
  const load = `load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`;
  write(
    `${name.padEnd(28)} ${told.length} publications   half within ${p50}   95 % within ${p95}   all within ${most}   (${load})`,
  );
}

/** Medians by stage: the work itself, and what passed since the stage before ended (queue, transaction, work). */
function printStages(told: Told[]): void {
  const names = told[0]?.stages.map(({ stage }) => stage) ?? [];
  for (const name of names) {
    const rows = told.flatMap(({ stages }) => {
      const index = stages.findIndex(({ stage }) => stage === name);
      const row = stages[index];
      return row === undefined
        ? []
        : [{ work: row.workMs, since: row.endedMs - (stages[index - 1]?.endedMs ?? 0) }];
    });
    const middle = (list: number[]) =>
      at(
        list.sort((a, b) => a - b),
        0.5,
      )
        .toFixed(0)
        .padStart(5);
    write(
      `  ${name.padEnd(8)} ${middle(rows.map(({ since }) => since))} ms, of it work ${middle(rows.map(({ work }) => work))} ms`,
    );
  }
}

function at(sorted: number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
