import type { Runtime } from '@hearsay/runtime';
import type { ReprocessStage } from './claims.js';
import type { Plan } from './wording.js';

/**
 * Keeps what was planned and has the later stages run on it. Another reading of the same page is a revision of ours, in
 * which no outlet withdrew or corrected anything; a claim found anew is told as found now. Returns how many jobs follow.
 */
export async function applyPlans(
  plans: Plan[],
  story: string | null,
  stage: ReprocessStage,
  { deps, relay }: Pick<Runtime, 'deps' | 'relay'>,
): Promise<number> {
  const posted = await deps.store.transaction(async (write) => {
    const jobs: { stage: string; payload: unknown }[] = [];
    if (stage === 'clean') {
      for (const { article, latest, wording, report } of plans) {
        if (report.outcome === 'stays')
          await write.articles.readBy(article.id, latest.revision, report.cleaner.after);
        const number =
          wording === null ? null : await write.articles.saveReprocessed(wording, latest.revision);
        if (number !== null)
          jobs.push({ stage: 'dedupe', payload: { article: article.id, revision: number } });
      }
    } else if (stage === 'extract') {
      for (const { latest } of plans)
        jobs.push({ stage: 'extract', payload: { article: latest.article, revision: latest.revision } });
    } else if (story !== null) {
      const [first] = plans as [Plan];
      jobs.push({
        stage: 'match',
        payload: { article: first.latest.article, revision: first.latest.revision },
      });
    }
    return write.jobs.post(jobs);
  });
  await relay.send(posted);
  return posted.length;
}
