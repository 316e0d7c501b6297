import type { Runtime } from '@hearsay/runtime';
import type { Access } from './access.js';

/** How often queues are asked whether they are empty: they tell nobody. */
const lookMs = 100;

/**
 * Where no daemon runs: works on what was put into the queues, until nothing is left there. Alerts that come of it are
 * kept and wait for the daemon to deliver them.
 */
export async function workOff({ runtime }: Access): Promise<void> {
  if (runtime === null) return;
  const { handlers } = await import('@hearsay/daemon');
  const { startStages } = await import('@hearsay/runtime');
  const { dedupe, extract, match, alert } = handlers;
  const stages = await startStages(runtime, { dedupe, extract, match, alert });
  try {
    while (!(await isIdle(runtime))) await new Promise((resolve) => setTimeout(resolve, lookMs));
  } finally {
    await stages.close();
  }
}

async function isIdle({ queues, deps }: Runtime): Promise<boolean> {
  if ((await deps.store.jobs.waitingCount()) > 0) return false;
  const counts = await queues.counts();
  return (['dedupe', 'extract', 'match', 'alert'] as const).every((stage) => {
    const { waiting, active, delayed } = counts[stage];
    return waiting + active + delayed === 0;
  });
}
