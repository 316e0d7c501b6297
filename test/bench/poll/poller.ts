import { startDaemon } from '@hearsay/daemon';
import { openLog, readSettings } from '@hearsay/runtime';

// A process that polls, and nothing else: the daemon with its poll stage alone, as `hearsay start --only poll` starts it.
// It reports what it did to its parent twice a second.

/** What a poller tells its parent. */
export interface Told {
  at: number;
  polls: number;
  cpuMs: number;
  rssMb: number;
  /** What is live: measured right after a collection, every tenth time. */
  heapMb: number;
}

const { env, hosts, ports } = JSON.parse(process.argv[2] as string) as {
  env: Record<string, string>;
  hosts: number;
  ports: number[];
};
const resolve = Array.from(
  { length: hosts },
  (_, at) => `f${at}.example=127.0.0.1:${ports[at % ports.length]}`,
).join(',');
const settings = readSettings({ ...env, HEARSAY_RESOLVE: resolve });
const daemon = await startDaemon(settings, openLog(settings.HEARSAY_LOG), ['poll']);

let polls = 0;
let told = 0;
let heapMb = 0;
daemon.runtime.observers.add(() => {
  polls += 1;
});
const timer = setInterval(tell, 500);

function tell(): void {
  const { user, system } = process.cpuUsage();
  if (told++ % 10 === 0) {
    globalThis.gc?.();
    heapMb = process.memoryUsage().heapUsed / 1_048_576;
  }
  const { rss } = process.memoryUsage();
  process.send?.({
    at: performance.now(),
    polls,
    cpuMs: (user + system) / 1_000,
    rssMb: rss / 1_048_576,
    heapMb,
  } satisfies Told);
}

process.once('message', async () => {
  clearInterval(timer);
  await daemon.close();
  process.disconnect();
});
