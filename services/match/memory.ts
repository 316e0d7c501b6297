import type { ClaimRow } from '@hearsay/store';
import type { StoryClaim } from '@hearsay/text/claim';
import type { RecordedArticle } from './rows.js';

/** What is remembered of a story between two jobs. It is believed only where the record's rows have the versions that are remembered with it. */
export interface StoryMemory {
  /** By article and revision. */
  articles: Map<string, { version: string; article: RecordedArticle }>;
  /** By id, as they were last written or found to be. */
  claims: Map<string, { version: string; row: ClaimRow; claim: StoryClaim }>;
  /** Versions by id. */
  mentions: Map<string, string>;
}

export const nothingRemembered = (): StoryMemory => ({
  articles: new Map(),
  claims: new Map(),
  mentions: new Map(),
});

/** Keeps the memory of the stories last asked for, as long as their articles together are no more than `mostArticles`. */
export function createMemory(mostArticles: number): (story: string) => StoryMemory {
  const stories = new Map<string, StoryMemory>();
  return (story) => {
    const memory = stories.get(story) ?? nothingRemembered();
    stories.delete(story);
    let all = [...stories.values()].reduce((sum, { articles }) => sum + articles.size, memory.articles.size);
    for (const [oldest, { articles }] of stories) {
      if (all <= mostArticles) break;
      stories.delete(oldest);
      all -= articles.size;
    }
    stories.set(story, memory);
    return memory;
  };
}
