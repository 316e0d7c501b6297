import { readSettings } from '@hearsay/runtime/settings';
import { UsageError } from '@hearsay/runtime/stop';
import type { Command } from 'commander';
import { withAccess } from '../access.js';
import { columns, plain, say, sayJson } from '../print.js';
import { stageList } from '../stages.js';

interface FailedObject {
  id: string;
  stage: string;
  error: string;
  attempts: number;
  failedAt: number;
  payload: unknown;
}

/** `hearsay failed …`: jobs that wait for a person. */
export function addManageCommands(program: Command): void {
  addFailed(program.command('failed').description('jobs that failed for good and wait for a person'));
}

function addFailed(failed: Command): void {
  failed
    .command('list')
    .description('list them')
    .argument('[stage]', stageList.join(', '))
    .option('--json', 'print them as JSON')
    .action((stage: string | undefined, options: { json?: boolean }) =>
      withAccess(readSettings(process.env), async ({ call }) => {
        const answer = await call(
          'GET',
          `/v1/failed${stage === undefined ? '' : `?stage=${encodeURIComponent(stage)}`}`,
        );
        if (options.json === true) return sayJson(answer);
        sayFailed(answer.failed);
      }),
    );
  for (const [name, method, path, done] of [
    ['retry', 'POST', '/retry', 'Put back'],
    ['discard', 'DELETE', '', 'Discarded'],
  ] as const) {
    failed
      .command(name)
      .description(name === 'retry' ? 'put a job back into its queue' : 'forget a job')
      .argument('<job>', 'its id as listed, or "all"')
      .action((job: string) =>
        withAccess(readSettings(process.env), async ({ call }) => {
          const all = (await call('GET', '/v1/failed?limit=1000')).failed as FailedObject[];
          const chosen = job === 'all' ? all : all.filter((each) => each.id === job);
          if (chosen.length === 0 && job !== 'all') throw new UsageError(`There is no failed job ${job}.`);
          for (const each of chosen)
            await call(method, `/v1/failed/${each.stage}/${encodeURIComponent(each.id)}${path}`);
          say(`${done}: ${chosen.length}.`);
        }),
      );
  }
}

function sayFailed(failed: FailedObject[]): void {
  if (failed.length === 0) {
    say('Nothing failed.');
    return;
  }
  say(
    ...columns([
      ['JOB', 'STAGE', 'ATTEMPTS', 'ERROR'],
      ...failed.map((each) => [each.id, each.stage, String(each.attempts), plain(each.error)]),
    ]),
  );
}
