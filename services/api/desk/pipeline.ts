import { viewPipeline } from '@hearsay/pipeline';
import type { Runtime } from '@hearsay/runtime';
import { counted, type Html, html, short } from './html.js';
import type { Page } from './layout.js';

/** Reasons named for each stage. */
const mostReasons = 6;

export interface PipelineData {
  /** Jobs of each queue by state. */
  queues: Awaited<ReturnType<Runtime['queues']['counts']>>;
  outcomes: { stage: string; outcome: string; reason: string | null; jobs: number }[];
  /** Jobs that are written and not yet handed to their queues. */
  outbox: number;
}

/** What each stage does now, and what became of its jobs. */
export function pipelinePage({ queues, outcomes, outbox }: PipelineData): Page {
  return {
    title: 'Pipeline',
    part: 'pipeline',
    live: '*',
    trail: [],
    body: html`<h1>Pipeline</h1>
<div data-part="stages"><ul class="facts"><li>${counted(outbox, 'job')} written and not yet queued</li></ul>
<div class="scroll" tabindex="0" role="region" aria-label="Stages"><table class="list"><thead><tr><th scope="col">Stage</th><th scope="col">Queue</th><th scope="col">Jobs ended</th><th scope="col" class="number">Failed</th></tr></thead><tbody>
${viewPipeline().map(({ name }) => {
  const own = outcomes.filter((row) => row.stage === name);
  const failed = own.filter((row) => row.outcome === 'failed').reduce((sum, row) => sum + row.jobs, 0);
  return html`<tr><th scope="row">${name}</th><td>${queueOf(queues[name])}</td><td>${endedOf(own)}</td><td class="number">${failed === 0 ? '0' : html`<span class="disputed">${failed}</span>`}</td></tr>
`;
})}</tbody></table></div></div>`,
  };
}

function queueOf(states: PipelineData['queues'][keyof PipelineData['queues']]): Html {
  const busy = Object.entries(states as unknown as Record<string, number>).filter(([, jobs]) => jobs > 0);
  return busy.length === 0
    ? html`<span class="quiet">empty</span>`
    : html`${busy.map(([state, jobs]) => `${jobs.toLocaleString('en')} ${state}`).join(', ')}`;
}

function endedOf(rows: PipelineData['outcomes']): Html {
  const kept = rows.filter(({ outcome }) => outcome !== 'failed').sort((a, b) => b.jobs - a.jobs);
  if (kept.length === 0) return html`<span class="quiet">none</span>`;
  const named = kept
    .slice(0, mostReasons)
    .map(
      ({ outcome, reason, jobs }) =>
        `${jobs.toLocaleString('en')} ${outcome}${reason === null ? '' : ` (${short(reason, 80)})`}`,
    );
  return html`${named.join(', ')}${kept.length > mostReasons ? ', …' : null}`;
}
