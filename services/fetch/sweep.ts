import type { Runtime, Settings, Tick } from '@hearsay/runtime';

/** A look that was handed out and never finished is handed out again after this: retries of a fetch span an hour. */
const leaseSeconds = 7_200;

/** Looked for at least this often, so that an article is at most a second late. */
const slowestMs = 1_000;
const fastestMs = 100;

/** Hands out the articles that are to be read again. Their rows say when; the tick only looks, within the rate. */
export function dueArticles(settings: Settings): Tick {
  const soonest = Math.min(...settings.HEARSAY_REVISIT_AFTER, slowestMs / 500);
  const everyMs = Math.min(slowestMs, Math.max(fastestMs, soonest * 500));
  return { name: 'due-articles', everyMs, run: (runtime) => revisit(runtime, allowance(settings, everyMs)) };
}

/** How many may go at this tick: a rate of less than one a tick is saved up. */
function allowance(settings: Settings, everyMs: number): () => number {
  let saved = 0;
  return () => {
    saved = Math.min(
      saved + (settings.HEARSAY_REVISIT_RATE * everyMs) / 1_000,
      settings.HEARSAY_REVISIT_RATE + 1,
    );
    const whole = Math.floor(saved);
    saved -= whole;
    return whole;
  };
}

async function revisit(
  { deps, relay }: Pick<Runtime, 'deps' | 'relay'>,
  allowed: () => number,
): Promise<void> {
  const most = allowed();
  if (most === 0) return;
  const posted = await deps.store.transaction(async (write) => {
    const entries = await write.revisits.takeDue(deps.clock.now(), most, leaseSeconds);
    return write.jobs.post(entries.map((entry) => ({ stage: 'fetch', payload: { entry } })));
  });
  await relay.send(posted);
}
