import { drop, forward } from '@hearsay/pipeline';
import type { Handler, Write } from '@hearsay/runtime/handler';
import { joinFamily } from './family.js';
import { readRevision } from './reading.js';
import { joinStory, likelyStories } from './story.js';

/**
 * Finds what an article copies and which story it belongs to. One article at a time, under a lock, so that of two
 * copies that arrive together the second sees the first.
 */
export const dedupe: Handler<'dedupe', 'store' | 'clock'> = async (
  { article: id, revision: number },
  deps,
) => {
  const article = await deps.store.articles.get(id);
  const revision = await deps.store.articles.revision(id, number);
  if (article === null || revision === null) return drop('article removed');
  if (number < article.revision) return drop('superseded by a later revision');
  const reading = readRevision(article, revision);
  return async (write: Write) => {
    await write.stories.lockDedupe();
    const current = await write.articles.get(id);
    if (current === null) return drop('article removed');
    await write.articles.saveReading(id, number, reading);
    await write.stories.index(id, reading.fingerprint.bands, reading.vector.keys, current.published);
    const likely = await likelyStories(current, reading, write);
    const family = await joinFamily(current, revision, reading, likely, write);
    const story = await joinStory(current, reading, family, likely, deps.clock.now(), write);
    return forward<'dedupe'>({ extract: [{ article: id, revision: number }] }, story);
  };
};
