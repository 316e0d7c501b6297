import { type StageName, stageNames } from '@hearsay/pipeline';
import type { Handle, QueuedJob } from '@hearsay/queue';
import type { Handler, Handlers } from './handler.js';
import type { Runtime } from './open.js';
import { type Ran, runJob } from './runner.js';

/** Something done at a steady pace by one of all processes. */
export interface Tick {
  name: string;
  everyMs: number;
  run(runtime: Runtime): Promise<void>;
}

/**
 * Starts workers for these stages and the ticks that go with them. Closing stops the ticks, then drains the stages
 * in the order data takes, so that what is under way is finished and what is not stays in its queue.
 */
export async function startStages(runtime: Runtime, handlers: Handlers, ticks: Tick[] = []): Promise<Handle> {
  const names = stageNames.filter((name) => handlers[name] !== undefined);
  const workers = names.map((name) => startStage(runtime, name, handlers[name] as Handler<StageName>));
  const clocks = await Promise.all(ticks.map((tick) => startTick(runtime, tick)));
  return {
    close: async () => {
      await Promise.all(clocks.map((clock) => clock.close()));
      for (const worker of workers) await worker.close();
    },
  };
}

function startStage(runtime: Runtime, name: StageName, handler: Handler<StageName>): Handle {
  const { deps, queues } = runtime;
  const work = async (job: QueuedJob) => {
    const ran = await runJob(name, job, handler, deps);
    await hand(ran.posted, runtime);
    for (const observe of runtime.observers) observe(name, ran);
    deps.log.debug({ stage: name, job: job.id, outcome: ran.outcome, reason: ran.reason }, 'job');
  };
  return queues.work(name, work, { retryFactor: deps.settings.HEARSAY_RETRY_FACTOR });
}

/** Its outcome is kept and the jobs that follow lie in the outbox: whether the queue takes them now decides nothing. */
async function hand(posted: Ran['posted'], { relay, deps }: Runtime): Promise<void> {
  try {
    await relay.send(posted);
  } catch (error) {
    deps.log.warn({ err: error }, 'jobs could not be handed to the queue; the sweep of the outbox does it');
  }
}

function startTick(runtime: Runtime, tick: Tick): Promise<Handle> {
  return runtime.queues.tick(tick.name, tick.everyMs, async () => {
    try {
      await tick.run(runtime);
    } catch (error) {
      runtime.deps.log.warn({ err: error, tick: tick.name }, 'a tick failed; the next one tries again');
    }
  });
}
