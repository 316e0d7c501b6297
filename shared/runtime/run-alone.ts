import type { Handlers } from './handler.js';
import { serveHealth } from './health.js';
import { openLog } from './log.js';
import { openRuntime } from './open.js';
import { readSettings, type Settings } from './settings.js';
import { startStages, type Tick } from './stages.js';
import { reportAndExit, whenStopped } from './stop.js';

/** The main of one stage as a process of its own, in server mode: reads the environment, works until it is told to stop. */
export async function runAlone(
  handlers: Handlers,
  ticks: (settings: Settings) => Tick[] = () => [],
): Promise<void> {
  try {
    const settings = readSettings(process.env);
    if (settings.REDIS_URL === null) {
      throw new Error(
        'A stage on its own needs REDIS_URL and DATABASE_URL: the embedded mode is one process.',
      );
    }
    const runtime = await openRuntime(settings, openLog(settings.HEARSAY_LOG));
    const stages = await startStages(runtime, handlers, ticks(settings));
    const health = await serveHealth(runtime);
    runtime.deps.log.info({ stages: Object.keys(handlers), pid: process.pid }, 'started');
    await whenStopped();
    await stages.close();
    await health.close();
    await runtime.close();
    runtime.deps.log.info('stopped');
  } catch (error) {
    reportAndExit(error);
  }
}
