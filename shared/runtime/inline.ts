import { PermanentError, type StageName } from '@hearsay/pipeline';
import type { Deps, Handler, Handlers } from './handler.js';
import { jobsOf, runJob } from './runner.js';

/** A job that ended in an error. */
export interface InlineFailure {
  stage: StageName;
  error: Error;
}

/**
 * Runs a job and all that follows from it in this process, without a queue, in the order the pipeline posts them;
 * stages without a handler end the way there. Used by the replay: the same handlers, the same transactions.
 * Jobs that fail are returned, and what does not depend on them goes on.
 */
export async function runInline(
  stage: StageName,
  payload: unknown,
  handlers: Handlers,
  deps: Deps,
): Promise<InlineFailure[]> {
  const failures: InlineFailure[] = [];
  const first = await deps.store.jobs.post([{ stage, payload }]);
  const waiting = [...first];
  for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
    const [job] = jobsOf([row]);
    await deps.store.jobs.posted([row.id]);
    const handler = handlers[row.stage as StageName] as Handler<StageName> | undefined;
    if (job === undefined || handler === undefined) continue;
    try {
      const queued = { ...job, attempt: 1, attempts: 1, queuedAt: Date.now() };
      waiting.push(...(await runJob(job.stage, queued, handler, deps)).posted);
    } catch (error) {
      failures.push({
        stage: job.stage,
        error: error instanceof Error ? error : new PermanentError(String(error)),
      });
    }
  }
  return failures;
}
