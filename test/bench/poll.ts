import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openLog, openRuntime, readSettings } from '@hearsay/runtime';
import { privateDirectory, privateServers } from '../support/daemon.js';
import type { Engine } from '../support/record.js';
import type { Task } from '../support/run-task.js';
import type { Told } from './poll/poller.js';

/** Feeds that are polled, and for how many seconds after the warm-up. */
const defaults = { feeds: 10_000, seconds: 30 };

/** The first seconds compile and connect; they are not counted. */
const warmSeconds = 5;

/** Cores: ours is the poller's alone; all servers share the other. */
const cores = { poller: '0', servers: '1' };

/**
 * `npm run bench -- poll [FEEDS] [SECONDS] [server|embedded]`: polls a second of one process that has one core, on feeds
 * of as many hosts that are due again as soon as they were polled; servers, database and Redis are on the other core.
 */
export const task: Task = {
  about: 'polls a second of one process on one core: feeds answer 304, then 1 % of answers bring a new entry',
  async run(args) {
    const [feeds, seconds] = [Number(args[0] ?? defaults.feeds), Number(args[1] ?? defaults.seconds)];
    const engines: Engine[] = args[2] === undefined ? ['server', 'embedded'] : [args[2] as Engine];
    pin(process.pid, cores.servers);
    for (const engine of engines)
      for (const share of [0, 0.01]) await measure(engine, { feeds, seconds, share });
  },
};

async function measure(
  engine: Engine,
  { feeds, seconds, share }: { feeds: number; seconds: number; share: number },
): Promise<void> {
  const place = engine === 'server' ? await privateServers() : privateDirectory();
  const env = { ...place.env, HEARSAY_POLL_MIN: '1', HEARSAY_POLL_MAX: '1', HEARSAY_LOG: 'warn' };
  const site = start('site', cores.servers, []);
  try {
    const [{ ports }] = (await once(site, 'message')) as [{ ports: number[] }];
    await seed(env, feeds);
    site.send({ share });
    await once(site, 'message');
    const poller = start('poller', cores.poller, [JSON.stringify({ env, hosts: feeds, ports })]);
    const told = await watch(poller, seconds);
    site.send({});
    const [{ entries }] = (await once(site, 'message')) as [{ entries: number }];
    poller.send({});
    await once(poller, 'exit');
    report(engine, share, told);
    await check(env, engine, entries);
  } finally {
    site.disconnect();
    await place.remove();
  }
}

function report(engine: Engine, share: number, told: Told[]): void {
  const [first, middle, last] = [told[0], told[told.length >> 1], told.at(-1)] as [Told, Told, Told];
  const polls = last.polls - first.polls;
  const cpu = last.cpuMs - first.cpuMs;
  const mb = ({ rssMb, heapMb }: Told) => `${rssMb.toFixed(0)} (live ${heapMb.toFixed(0)})`;
  process.stdout.write(
    `${engine.padEnd(9)}${share === 0 ? 'all 304   ' : '1 % new   '}${((polls * 1_000) / (last.at - first.at)).toFixed(0).padStart(6)} polls/s   ` +
      `${(cpu / polls).toFixed(3)} ms CPU each (${((cpu * 100) / (last.at - first.at)).toFixed(0)} % of its core)   ` +
      `${polls} polls   RSS in MB: ${mb(first)} → ${mb(middle)} → ${mb(last)}\n`,
  );
}

/** Every poll has its outcome, and no new entry was lost. */
async function check(env: Record<string, string>, engine: Engine, served: number): Promise<void> {
  const runtime = await openRuntime(readSettings(env), openLog('silent'));
  try {
    const { rows } = await runtime.db.query<{ entries: number; forwarded: number; failed: number }>(
      `select (select count(*)::int from hearsay.entries) as entries,
         (select coalesce(sum(split_part(reason, ' ', 1)::int), 0)::int from hearsay.outcomes where outcome = 'forward') as forwarded,
         (select count(*)::int from hearsay.outcomes where outcome in ('failed', 'drop')) as failed`,
    );
    const { entries, forwarded, failed } = rows[0]!;
    const counts = await runtime.queues.counts();
    const queued = counts.fetch.waiting + counts.fetch.delayed;
    const outbox = await runtime.deps.store.jobs.waitingCount();
    process.stdout.write(
      `${engine.padEnd(9)}entries kept ${entries}, forwarded ${forwarded}, waiting for fetch ${queued} (outbox ${outbox}), ` +
        `answers with one ${served}; polls that failed ${failed}\n`,
    );
  } finally {
    await runtime.close();
  }
}

/** Feeds as they are after a first reading. */
async function seed(env: Record<string, string>, feeds: number): Promise<void> {
  const runtime = await openRuntime(readSettings(env), openLog('silent'));
  await runtime.db.query(
    `insert into hearsay.feeds (id, url, key, outlet, title, added_at, next_poll_at, status, status_since, etag,
       body_hash, read_at, measured_at, entries_per_day, last_entry_at, last_polled_at, last_success_at)
     select 'f_' || n, 'http://f' || n || '.example/feed', 'f' || n || '.example/feed', 'f' || n || '.example',
       'Feed ' || n, now(), now(), 'healthy', now(), '"1"', 'none', now(), now(), 24, now(), now(), now()
     from generate_series(0, $1 - 1) as n`,
    [feeds],
  );
  await runtime.db.query('vacuum analyze hearsay.feeds');
  await runtime.close();
}

/** What the poller tells from the end of the warm-up on. */
async function watch(poller: ChildProcess, seconds: number): Promise<Told[]> {
  const told: Told[] = [];
  let from = Number.POSITIVE_INFINITY;
  for (;;) {
    const [message] = (await once(poller, 'message')) as [Told];
    if (message.polls === 0) continue;
    if (from === Number.POSITIVE_INFINITY) from = message.at + warmSeconds * 1_000;
    if (message.at < from) continue;
    told.push(message);
    if (message.at >= from + seconds * 1_000) return told;
  }
}

function start(name: 'site' | 'poller', core: string, args: string[]): ChildProcess {
  const program = fileURLToPath(new URL(`./poll/${name}.js`, import.meta.url));
  const child = spawn(process.execPath, ['--expose-gc', ...profile(name), program, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { PATH: process.env.PATH },
  });
  pin(child.pid as number, core);
  return child;
}

/** BENCH_PROFILE writes a CPU profile of the poller into that folder. */
function profile(name: string): string[] {
  const to = process.env.BENCH_PROFILE;
  return name === 'poller' && to !== undefined ? ['--cpu-prof', `--cpu-prof-dir=${to}`] : [];
}

/** Binds a process, with all its threads, to a core, where there are two and Linux's taskset. */
function pin(pid: number, core: string): void {
  if (availableParallelism() < 2 && core !== cores.servers) return;
  try {
    execFileSync('taskset', ['-a', '-c', '-p', core, String(pid)], { stdio: 'ignore' });
  } catch {
    process.stdout.write('taskset is missing: processes are not bound to cores.\n');
  }
}
