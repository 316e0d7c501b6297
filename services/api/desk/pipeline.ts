import { viewPipeline } from '@hearsay/pipeline';
import type { FailedJob } from '@hearsay/queue';
import type { Runtime } from '@hearsay/runtime';
import { counted, type Html, html, short } from './html.js';
import type { Page } from './layout.js';
import { time } from './time.js';

/** Reasons named for each stage. */
const mostReasons = 6;

/** Failed jobs on the page. */
export const mostFailed = 100;

/** Rates are of this long before now: long enough to be steady, short enough to be of now. */
export const rateMinutes = 10;

export interface PipelineData {
  /** Jobs of each queue by state. */
  queues: Awaited<ReturnType<Runtime['queues']['counts']>>;
  outcomes: { stage: string; outcome: string; reason: string | null; jobs: number }[];
  /** Jobs that are written and not yet handed to their queues. */
  outbox: number;
  /** Jobs that ended in the last `rateMinutes`. */
  recent: { stage: string; jobs: number; milliseconds: number }[];
  /** Seconds from publication to alert in the last day; null where nothing was told. */
  lag: { alerts: number; median: number; most: number } | null;
  /** Jobs that failed for good, the latest first. */
  failed: FailedJob[];
  form: Html;
}

/** What each stage does now, what became of its jobs, and those that wait for a person. */
export function pipelinePage(data: PipelineData): Page {
  const { queues, outcomes, outbox, recent, lag, failed, form } = data;
  return {
    title: 'Pipeline',
    part: 'pipeline',
    live: '*',
    trail: [],
    body: html`<h1>Pipeline</h1>
<div data-part="stages"><ul class="facts"><li>${counted(outbox, 'job')} written and not yet queued</li><li>${lag === null ? 'no alert in the last day' : `published to alert in the last day: ${duration(lag.median)} in the middle, ${duration(lag.most)} for 95 of 100 (${counted(lag.alerts, 'alert')})`}</li></ul>
<div class="scroll" tabindex="0" role="region" aria-label="Stages"><table class="list stages"><thead><tr><th scope="col">Stage</th><th scope="col">Queue</th><th scope="col" class="number">Jobs a minute</th><th scope="col" class="number">ms a job</th><th scope="col">Jobs ended</th><th scope="col" class="number">Failed</th></tr></thead><tbody>
${viewPipeline().map(({ name }) => {
  const own = outcomes.filter((row) => row.stage === name);
  const gone = own.filter((row) => row.outcome === 'failed').reduce((sum, row) => sum + row.jobs, 0);
  const now = recent.find((row) => row.stage === name);
  return html`<tr><th scope="row">${name}</th><td>${queueOf(queues[name])}</td><td class="number">${now === undefined ? '0' : (now.jobs / rateMinutes).toFixed(1)}</td><td class="number">${now === undefined ? '' : Math.round(now.milliseconds)}</td><td>${endedOf(own)}</td><td class="number">${gone === 0 ? '0' : html`<span class="disputed">${gone}</span>`}</td></tr>
`;
})}</tbody></table></div></div>
<section aria-labelledby="failed"><h2 id="failed">Jobs that wait for a person</h2>
<div data-part="failed">${failed.length === 0 ? html`<p class="quiet">None: nothing failed for good.</p>` : failedTable(failed, form)}</div></section>`,
  };
}

function failedTable(failed: FailedJob[], form: Html): Html {
  const act = ({ stage, id }: FailedJob, what: string, name: string) =>
    html`<form method="post" action="/pipeline/failed/${stage}/${encodeURIComponent(id)}/${what}">${form}<button>${name}</button></form>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Failed jobs"><table class="list"><thead><tr><th scope="col">Failed</th><th scope="col">Stage</th><th scope="col">Why</th><th scope="col">What it was to do</th><th scope="col">Again?</th></tr></thead><tbody>
${failed.slice(0, mostFailed).map(
  (job) =>
    html`<tr id="job-${job.stage}-${job.id}"><td>${time(new Date(job.failedAt))}</td><th scope="row">${job.stage}</th><td class="wide">${short(job.error, 400)} <span class="quiet">after ${counted(job.attempts, 'attempt')}</span></td><td><code>${short(JSON.stringify(job.payload), 160)}</code></td><td><div class="bar">${act(job, 'retry', 'Retry')}${act(job, 'discard', 'Discard')}</div></td></tr>
`,
)}</tbody></table></div>${failed.length > mostFailed ? html`<p class="quiet">and more</p>` : null}`;
}

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}

function queueOf(states: PipelineData['queues'][keyof PipelineData['queues']]): Html {
  const { oldestMs, ...jobs } = states as unknown as Record<string, number> & { oldestMs: number };
  const busy = Object.entries(jobs).filter(([, count]) => count > 0);
  if (busy.length === 0) return html`<span class="quiet">empty</span>`;
  const said = busy.map(([state, count]) => `${count.toLocaleString('en')} ${state}`).join(', ');
  return html`${said}${oldestMs > 1_000 ? `, the oldest for ${duration(oldestMs / 1_000)}` : null}`;
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
