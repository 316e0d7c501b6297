import { drop, forward } from '@hearsay/pipeline';
import type { Handler, Write } from '@hearsay/runtime/handler';
import { linkAsides } from './aside.js';
import { joinFamily } from './family.js';
import { moveArticles } from './move.js';
import { nearStories, timeOf } from './near.js';
import { readRevision } from './reading.js';
import { arrange } from './story.js';

/**
 * Finds what an article copies and which story it belongs to, and moves others where it shows that a story was two or
 * that two are one. One article at a time, under a lock, so that of two copies that arrive together the second sees
 * the first.
 */
export const dedupe: Handler<'dedupe', 'store' | 'clock'> = async (
  { article: id, revision: number },
  deps,
) => {
  const article = await deps.store.articles.get(id);
  const revision = await deps.store.articles.revision(id, number);
  if (article === null || revision === null) return drop('article removed');
  // What our own better reader made is passed on even where an edit followed at once: the edit is told against it.
  const readAgain = revision.kind === 'reprocessed' && number < article.revision;
  if (revision.kind === 'deleted' || readAgain)
    return forward<'dedupe'>({ extract: [{ article: id, revision: number }] }, article.story);
  if (number < article.revision) return drop('superseded by a later revision');
  const reading = readRevision(article, revision);
  return async (write: Write) => {
    const indexed = { bands: reading.fingerprint.bands, keys: reading.vector.keys, at: timeOf(article) };
    await write.stories.index({ article: id, revision: number, reading, ...indexed });
    // From here to the end of the transaction nobody else decides; what is indexed, others see after it.
    await write.stories.lockDedupe();
    const current = await write.articles.get(id);
    if (current === null) return drop('article removed');
    if (number < current.revision) return drop('superseded by a later revision');
    const near = await nearStories(current, reading, write, deps.store);
    const family = await joinFamily(current, revision, reading, near, write);
    const placed = family.find((each) => each.id === id) ?? current;
    const targets = await arrange(placed, family, reading, near, write);
    const { story, others } = await moveArticles(placed, family, targets, deps.clock.now(), write);
    await linkAsides(current, reading, write);
    return forward<'dedupe'>({ extract: [{ article: id, revision: number }, ...others] }, story);
  };
};
