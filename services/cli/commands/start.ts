import type { StageName } from '@hearsay/pipeline';
import { readSettings, type Settings, version } from '@hearsay/runtime/settings';
import { UsageError, whenStopped } from '@hearsay/runtime/stop';
import type { Command } from 'commander';
import { announceDaemon } from '../access.js';
import { stageList } from '../stages.js';

/** `hearsay start`: the daemon. */
export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description('run the pipeline: every stage and the API in this process')
    .option(
      '--only <stages>',
      `only these stages, parted by commas (${stageList.join(', ')}); needs server mode`,
    )
    .action(async (options: { only?: string }) => {
      const settings = readSettings(process.env);
      const only = options.only === undefined ? null : readStages(options.only, settings);
      const { openLog } = await import('@hearsay/runtime');
      const { startDaemon } = await import('@hearsay/daemon');
      const daemon = await startDaemon(settings, openLog(settings.HEARSAY_LOG), only);
      const withdraw = daemon.api === null ? () => undefined : announceDaemon(settings, daemon.api.url);
      // Heard from before the greeting on: who reads it may stop us at once.
      const stopped = whenStopped();
      process.stderr.write(`${greeting(settings, daemon.api?.url ?? null, only)}\n`);
      await stopped;
      process.stderr.write('Stopping: what is under way is finished first. Ctrl-C again ends at once.\n');
      withdraw();
      await daemon.close();
    });
}

function readStages(list: string, settings: Settings): StageName[] {
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !(stageList as string[]).includes(name));
  if (unknown.length > 0) {
    throw new UsageError(`There is no stage ${unknown.join(', ')}: the stages are ${stageList.join(', ')}.`);
  }
  if (settings.REDIS_URL === null) {
    throw new UsageError(
      '--only needs REDIS_URL and DATABASE_URL: the embedded mode is one process with every stage.',
    );
  }
  return names as StageName[];
}

function greeting(settings: Settings, url: string | null, only: StageName[] | null): string {
  const where =
    settings.DATABASE_URL === null ? `embedded, in ${settings.HEARSAY_DATA}` : 'on Redis and PostgreSQL';
  const what = only === null ? `API on ${url}` : `only ${only.join(', ')}`;
  return `Hearsay ${version} is running ${where}; ${what}. Stop it with Ctrl-C.`;
}
