import { done, drop, forward } from '@hearsay/pipeline';
import type { Deps, Handler, Write } from '@hearsay/runtime/handler';
import { rememberStories } from '@hearsay/text/claim';
import { noOwners } from '@hearsay/text/outlet';
import { keepStory, readForMatch } from './story.js';

/**
 * Articles of the stories matched last that are kept in memory, so that a new article of theirs is compared and not the whole story
 * again: ten large stories, or a hundred of ten articles, in about 100 MB.
 */
const mostRemembered = 1000;
const matchStory = rememberStories(mostRemembered);

/**
 * Matches the claims of the story an article belongs to, and appends to the log what holds now and did not before.
 * The story is folded in order of publication, under its lock: from the place of the first article on that is new or changed, so that the order in which articles arrive, and how often this runs, change nothing.
 */
export const match: Handler<'match', 'store' | 'clock' | 'settings'> = async ({ article: id }, deps) => {
  const article = await deps.store.articles.get(id);
  if (article === null) return drop('article removed');
  if (article.story === null) return done('in no story');
  return (write) => matchOf(article.story as string, write, deps);
};

async function matchOf(story: string, write: Write, deps: Pick<Deps, 'clock' | 'settings'>) {
  await write.stories.lockStory(story);
  const read = await readForMatch(story, write, deps.settings.HEARSAY_OWNERS?.owners ?? noOwners);
  const kept = await keepStory(read, matchStory(read.input), deps.clock.now(), write);
  if (kept.stories.length === 0) return done('nothing new');
  return forward<'match'>(
    { alert: kept.stories.map((each) => ({ story: each, upTo: kept.upTo })) },
    `${kept.appended.length} events`,
  );
}
