import { pipeline, type StageName, stageNames } from './pipeline.js';

/** One stage as people and programs see it. */
export interface StageView {
  name: StageName;
  does: string;
  takes: string;
  gives: string;
  next: StageName[];
  concurrency: number;
  concurrencyBecause: string;
  retry: { attempts: number; backoffMs: number; maxBackoffMs: number; jitter: number; because: string };
  lockMs: number;
}

/** The pipeline as plain data, in order: what `hearsay pipeline --json` and `GET /v1/pipeline` give. */
export function viewPipeline(): StageView[] {
  return stageNames.map((name) => {
    const { does, takes, gives, next, concurrency, concurrencyBecause, retry, lockMs } = pipeline[name];
    return { name, does, takes, gives, next: [...next], concurrency, concurrencyBecause, retry, lockMs };
  });
}

/** The pipeline as a Mermaid flowchart: the diagram in the README, held to this by a test. */
export function drawPipeline(): string {
  const stages = viewPipeline();
  const boxes = stages.map((each) => `    ${each.name}["${each.name}<br/>${each.does}"]`);
  const arrows = stages.flatMap((each) =>
    each.next.map((next) => `    ${each.name} -- ${each.gives} --> ${next}`),
  );
  return ['flowchart TD', ...boxes, ...arrows].join('\n');
}
