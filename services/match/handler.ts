import { done, drop, forward } from '@hearsay/pipeline';
import type { Deps, Handler, Write } from '@hearsay/runtime/handler';
import type { Store } from '@hearsay/store';
import { rememberStories } from '@hearsay/text/claim';
import { noOwners } from '@hearsay/text/outlet';
import { createMemory, type StoryMemory } from './memory.js';
import { keepStory, readForMatch } from './story.js';

/**
 * Articles of the stories matched last that are kept in memory, so that a new article of theirs is compared and not the whole story
 * again: ten large stories, or a hundred of ten articles, in about 100 MB.
 */
const mostRemembered = 1000;
const matchStory = rememberStories(mostRemembered);

/** What is remembered of each record's stories. */
const memories = new WeakMap<Store, (story: string) => StoryMemory>();

function memoryOf(story: string, store: Store): StoryMemory {
  const memory = memories.get(store) ?? createMemory(mostRemembered);
  memories.set(store, memory);
  return memory(story);
}

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

async function matchOf(story: string, write: Write, deps: Pick<Deps, 'store' | 'clock' | 'settings'>) {
  await write.stories.lockStory(story);
  const owners = deps.settings.HEARSAY_OWNERS?.owners ?? noOwners;
  const read = await readForMatch(story, write, owners, memoryOf(story, deps.store));
  const kept = await keepStory(read, matchStory(read.input), deps.clock.now(), write);
  if (kept.stories.length === 0) return done('nothing new');
  return forward<'match'>(
    { alert: kept.stories.map((each) => ({ story: each, upTo: kept.upTo })) },
    `${kept.appended.length} events`,
  );
}
