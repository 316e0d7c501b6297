import { type DecidedWork, DecisionError, takenBackBefore } from '@hearsay/runtime/decision';
import type { Write } from '@hearsay/runtime/handler';
import type { Article, Decision, Story } from '@hearsay/store';
import { idOf } from '@hearsay/text/id';
import { mergeFamily, mergeStories } from './merge.js';
import { matchesOf, type Placement } from './place.js';
import { articlesNamed, type DecisionRequest } from './request.js';
import { type Done, type Making, splitFamily, splitStory } from './split.js';
import { undoDecision } from './undo.js';

export type { DecisionRequest } from './request.js';

/**
 * Carries out what a person decided, in one transaction: keeps the decision, derives families and stories anew, tells of
 * it in the log. The jobs that follow derive claims, counts and origins, and retract what was told and holds no longer.
 * @throws DecisionError where it cannot be done
 */
export async function decide(request: DecisionRequest, now: Date, write: Write): Promise<DecidedWork> {
  await write.stories.lockDedupe();
  const articles = await articlesNamed(request.articles, write);
  const making = await makingOf(request, articles, now, write);
  const done = await carry(request, articles, making, write);
  return answer(done.decision.id, done.moved, done, write);
}

/**
 * Takes a decision back.
 * @throws DecisionError where there is none, or it was taken back before
 */
export async function undo(
  id: string,
  by: string,
  why: string | null,
  now: Date,
  write: Write,
): Promise<DecidedWork> {
  await write.stories.lockDedupe();
  const decision = await write.decisions.get(id);
  if (decision === null || decision.about === 'mention')
    throw new DecisionError(404, `There is no decision ${id}.`, 'id');
  if (decision.undoneAt !== null) throw takenBackBefore(decision);
  const articles = await write.articles.some(decision.subjects);
  const making = await makingOf({ by, why }, articles, now, write);
  const done = await undoDecision(decision, making);
  return answer(id, done.moved, done, write);
}

async function carry(
  request: DecisionRequest,
  articles: Article[],
  making: Making,
  write: Write,
): Promise<Done> {
  if (request.verdict === 'apart') {
    if (articles.length === 0) throw new DecisionError(422, 'Name the articles to take out.', 'articles');
    const from = request.from ?? (await usualPlace(articles, write));
    return from === 'family' ? splitFamily(articles, making) : splitStory(articles, making);
  }
  if (request.stories.length === 0) return mergeFamily(articles, making);
  const stories: Story[] = [];
  for (const id of new Set(request.stories)) {
    const story = await write.stories.get(id);
    if (story === null) throw new DecisionError(404, `There is no story ${id}.`, 'stories');
    stories.push(story);
  }
  if (stories.length + articles.length < 2)
    throw new DecisionError(422, 'Name two stories, or a story and articles.', 'stories');
  return mergeStories(stories, articles, making);
}

/** Where nobody says from what: out of the family, where there is more of it; else out of the story. */
async function usualPlace(articles: Article[], write: Write): Promise<'family' | 'story'> {
  const family = await write.articles.ofFamilies(articles.map((each) => each.id));
  return family.length > articles.length ? 'family' : 'story';
}

async function makingOf(
  { by, why }: { by: string; why: string | null },
  articles: Article[],
  now: Date,
  write: Write,
): Promise<Making> {
  const related = await write.articles.ofFamilies(articles.map((each) => each.id));
  const latest = await write.articles.latest(related.map((each) => each.id));
  const titles = new Map(latest.map((each) => [each.article, each.title]));
  const key = articles.map((each) => each.id).join(' ');
  const id = idOf('decision', key, by, now.toISOString(), await write.events.last());
  return { id, by, why, now, titles, write };
}

async function answer(
  id: string,
  moved: Placement[],
  { stories, events }: { stories: string[]; events: string[] },
  write: Write,
): Promise<DecidedWork> {
  return {
    decision: (await write.decisions.get(id)) as Decision,
    moved: moved.map((move) => ({ article: move.id, from: move.from, to: move.story })),
    stories,
    events,
    jobs: await matchesOf(stories, write),
  };
}
