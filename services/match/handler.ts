import { done, drop, forward } from '@hearsay/pipeline';
import type { Deps, Handler, Write } from '@hearsay/runtime/handler';
import { rememberStories } from '@hearsay/text/claim';
import { eventsOf } from '@hearsay/text/event';
import { noOwners } from '@hearsay/text/outlet';
import { claimRows, holdingKeys, mentionRows, newEvents, storyArticles } from './rows.js';

/** Version of the matcher, kept with every mention. */
export const matcher = 'match-1';

/**
 * Articles of the stories matched last that are kept in memory, so that a new article of theirs is compared and not the whole story
 * again: ten large stories, or a hundred of ten articles, in about 100 MB.
 */
const mostRemembered = 1000;
const matchStory = rememberStories(mostRemembered);

/**
 * Matches the claims of the story an article belongs to, and appends to the log what holds now and did not before.
 * The story is folded in order of publication, under its lock: from where it ended where the article is the latest, else from its
 * beginning, so that the order in which articles arrive, and how often this runs, change nothing.
 */
export const match: Handler<'match', 'store' | 'clock' | 'settings'> = async ({ article: id }, deps) => {
  const article = await deps.store.articles.get(id);
  if (article === null) return drop('article removed');
  if (article.story === null) return done('in no story');
  return (write) => matchOf(article.story as string, write, deps);
};

async function matchOf(story: string, write: Write, deps: Pick<Deps, 'clock' | 'settings'>) {
  await write.stories.lockStory(story);
  const articles = storyArticles(
    await write.articles.ofStory(story),
    await write.articles.revisionsOfStory(story),
  );
  const before = await write.claims.mentionsOfStory(story);
  const known = { claims: Object.fromEntries(before.map((mention) => [mention.id, mention.claim])) };
  const found = matchStory({
    story,
    articles,
    known,
    owners: deps.settings.HEARSAY_OWNERS?.owners ?? noOwners,
  });
  await write.claims.replaceStory(story, {
    claims: claimRows(story, found.claims),
    mentions: mentionRows(found.claims, articles, matcher),
  });
  const facts = newEvents(eventsOf(story, found, articles), deps.clock.now());
  const retracting = await write.decisions.retract(story, holdingKeys(facts));
  const appended = await write.events.append(facts);
  if (appended.length === 0 && retracting.length === 0) return done('nothing new');
  const upTo = appended.at(-1)?.seq ?? (await write.events.last());
  // What was told in the name of another story is retracted there.
  const stories = new Set([story, ...retracting.map((event) => event.story)]);
  return forward<'match'>(
    { alert: [...stories].map((each) => ({ story: each, upTo })) },
    `${appended.length} events`,
  );
}
