import { drop, forward } from '@hearsay/pipeline';
import type { Handler, Write } from '@hearsay/runtime/handler';
import { linkAsides } from './aside.js';
import { Comparison, joinFamily } from './family.js';
import { Held } from './held.js';
import { moveArticles } from './move.js';
import { indexRowOf, look, soughtFor, storiesOf } from './near.js';
import { readRevision } from './reading.js';
import { arrange } from './story.js';

/**
 * Finds what an article copies and which story it belongs to, and moves others where it shows that a story was two or
 * that two are one. What can be read of the article alone is read before anything is held; the decision is made while
 * what it could touch is held, so that of two copies that arrive together the second sees the first.
 */
export const dedupe: Handler<'dedupe', 'store' | 'clock'> = async (
  { article: id, revision: number },
  { store, clock },
) => {
  const [article, revision] = await Promise.all([
    store.articles.get(id),
    store.articles.revision(id, number),
  ]);
  if (article === null || revision === null) return drop('article removed');
  // What our own better reader made is passed on even where an edit followed at once: the edit is told against it.
  const readAgain = revision.kind === 'reprocessed' && number < article.revision;
  if (revision.kind === 'deleted' || readAgain)
    return forward<'dedupe'>({ extract: [{ article: id, revision: number }] }, article.story);
  if (number < article.revision) return drop('superseded by a later revision');
  const reading = readRevision(article, revision);
  const sought = soughtFor(article, reading);
  const comparison = new Comparison(article, revision, reading, store);
  const told = (reading.parts ?? []).flatMap((part) => part.keys);
  const keys = { own: [...sought.bands, ...sought.keys], told };
  const held = new Held(store, id, keys, article.story);
  return async (write: Write) => {
    await held.take(write);
    await write.lookups.add(indexRowOf(sought, number, reading));
    const current = await write.articles.get(id);
    if (current === null) return drop('article removed');
    if (number < current.revision) return drop('superseded by a later revision');
    const near = await look(sought, (stories) => held.takeStories(stories, write), write, store);
    held.cover([current.story, ...storiesOf(near)], write);
    const family = await joinFamily(current, comparison, near, write);
    held.cover(
      family.map((each) => each.story),
      write,
    );
    const placed = family.find((each) => each.id === id) ?? current;
    const targets = await arrange(placed, family, reading, near.stories, write);
    const { story, others } = await moveArticles(placed, family, targets, held, clock.now(), write);
    await linkAsides(current, reading, write);
    return forward<'dedupe'>({ extract: [{ article: id, revision: number }, ...others] }, story);
  };
};
