import type { StageName } from '@hearsay/pipeline';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the program counts, for Prometheus. Labels come from the pipeline object alone; open-ended reasons do not become labels. */
export interface Metrics {
  registry: Registry;
  jobs: Counter<'stage' | 'outcome'>;
  seconds: Histogram<'stage'>;
  queue: Gauge<'stage' | 'state'>;
  oldest: Gauge<'stage'>;
  /** From an article's publication to the alert about it. */
  lag: Histogram;
  fetches: Counter<'kind'>;
  /** What came to the callbacks of hubs: `new`, `known`, `thin`, `unsigned`, `unknown`, `refused`. */
  pings: Counter<'kind'>;
}

/** Bounds from an idle chain (tens of milliseconds) to a job at its time limit. */
const jobBuckets = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Bounds from a push (below a second) to a feed that is polled every six hours. */
const lagBuckets = [0.5, 1, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400];

/** A fresh set of metrics with a registry of its own, so that two daemons in one test do not share counts. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    jobs: new Counter({
      name: 'hearsay_jobs_total',
      help: 'Jobs by stage and outcome.',
      labelNames: ['stage', 'outcome'],
      registers,
    }),
    seconds: new Histogram({
      name: 'hearsay_job_seconds',
      help: 'Time a job took, by stage.',
      labelNames: ['stage'],
      buckets: jobBuckets,
      registers,
    }),
    queue: new Gauge({
      name: 'hearsay_queue_jobs',
      help: 'Jobs in the queue of a stage, by state.',
      labelNames: ['stage', 'state'],
      registers,
    }),
    oldest: new Gauge({
      name: 'hearsay_queue_oldest_seconds',
      help: 'Age of the oldest waiting job of a stage.',
      labelNames: ['stage'],
      registers,
    }),
    lag: new Histogram({
      name: 'hearsay_alert_lag_seconds',
      help: 'From the publication of an article to the alert about it.',
      buckets: lagBuckets,
      registers,
    }),
    fetches: new Counter({
      name: 'hearsay_fetches_total',
      help: 'Answers of the web, by kind.',
      labelNames: ['kind'],
      registers,
    }),
    pings: new Counter({
      name: 'hearsay_pings_total',
      help: 'What came to the callbacks of WebSub hubs, by what became of it.',
      labelNames: ['kind'],
      registers,
    }),
  };
}

/** Counts one finished job. */
export function countJob(metrics: Metrics, stage: StageName, outcome: string, milliseconds: number): void {
  metrics.jobs.inc({ stage, outcome });
  metrics.seconds.observe({ stage }, milliseconds / 1_000);
}
