import { matchStory } from '@hearsay/text/claim';
import { keepStory, readForMatch } from '../story.js';
import type { Carrying } from './index.js';

/**
 * Folds stories anew after a person moved articles, in the transaction in which they did: claims, counts and origins are right
 * from its end on, and what was told and holds no longer is retracted. Call it under the lock of dedupe.
 * @returns the jobs that tell the subscriptions
 */
export async function foldStories(stories: readonly string[], { now, owners, write }: Carrying) {
  const jobs: { stage: 'alert'; payload: { story: string; upTo: string } }[] = [];
  for (const story of [...stories].sort()) {
    await write.stories.lockStory(story);
    const read = await readForMatch(story, write, owners);
    const kept = await keepStory(read, matchStory(read.input), now, write);
    for (const each of kept.stories) jobs.push({ stage: 'alert', payload: { story: each, upTo: kept.upTo } });
  }
  return jobs;
}
