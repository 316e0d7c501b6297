import type { StageName } from '@hearsay/pipeline';

/**
 * The stages, as help and mistakes name them. Said again here since the pipeline brings its schemas along, which take longer
 * to load than the command takes to answer; a test holds this list to the pipeline.
 */
export const stageList: readonly StageName[] = [
  'poll',
  'fetch',
  'clean',
  'dedupe',
  'extract',
  'match',
  'alert',
  'deliver',
];
