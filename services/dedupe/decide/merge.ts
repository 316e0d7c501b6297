import { because, DecisionError } from '@hearsay/runtime/decision';
import type { Article, Story } from '@hearsay/store';
import { settle } from '../family.js';
import { originalOf } from '../story.js';
import { carryOut, type Placement } from './place.js';
import { nameArticles, withFamilies } from './request.js';
import { type Done, decisionOf, lineOf, type Making, quote } from './split.js';

/** Articles that one decision may call one text: beyond that it is a story. */
const mostCopies = 50;

/** Makes articles one family: the lesser of their originals copies the other, and goes to its story. */
export async function mergeFamily(articles: Article[], making: Making): Promise<Done> {
  const { id, by, why, now, titles, write } = making;
  if (articles.length < 2) throw new DecisionError(422, 'Name two articles or more.', 'articles');
  if (articles.length > mostCopies)
    throw new DecisionError(422, `Name ${mostCopies} articles at the most.`, 'articles');
  await refuseHeldApart(articles, making);
  const before = await withFamilies(articles, write);
  const originals = articles.map((each) => originalOf(each, before).id);
  const subjects = [...articles.map((each) => each.id), ...originals];
  const decision = decisionOf(making, 'family', 'together', subjects, [], []);
  await write.decisions.save(decision);
  await settle(await write.families.members(subjects), write);
  const family = await withFamilies(articles, write);
  const moved = family.flatMap((each): Placement[] => {
    const story = originalOf(each, family).story as string;
    return each.story === story ? [] : [{ id: each.id, from: each.story as string, story }];
  });
  const placedBefore = moved.map((move) => ({ article: move.id, story: move.from }));
  await write.decisions.moved(id, placedBefore);
  const root = originalOf(family[0] as Article, family);
  const rest = articles.filter((each) => each.id !== root.id);
  const text = `${by} says that ${nameArticles(rest, titles)} is one text with ${nameArticles([root], titles)}${because(why)}.`;
  const tell = () => [lineOf('merged', root.story as string, id, rest[0] as Article, text)];
  const placed = await carryOut(moved, [root.story as string], `one text with ${root.url}`, tell, now, write);
  return { decision: { ...decision, before: placedBefore }, moved, ...placed };
}

/** One text is in one story: what people put into two stories cannot be one text before they say otherwise. */
async function refuseHeldApart(articles: Article[], { write, titles }: Making): Promise<void> {
  const bonds = await write.decisions.storyBonds(articles.map((each) => each.id));
  const placed = articles.filter((each) =>
    bonds.some((bond) => bond.article === each.id && bond.side === 'subject'),
  );
  const [one] = placed;
  const other = placed.find((each) => each.story !== one?.story);
  if (one === undefined || other === undefined) return;
  const of = bonds.find((bond) => bond.article === other.id)?.decision;
  const names = [one, other].map((each) => nameArticles([each], titles)).join(' and ');
  throw new DecisionError(
    409,
    `${names} were put into two stories (decision ${of}): merge the stories, or undo that first.`,
    'articles',
  );
}

/** Makes stories one, and brings articles, each with its copies, into it. The largest story goes on. */
export async function mergeStories(stories: Story[], named: Article[], making: Making): Promise<Done> {
  const { id, by, why, now, titles, write } = making;
  const members = new Map<string, Article[]>();
  for (const story of stories) members.set(story.id, await write.articles.ofStory(story.id));
  const brought = await withFamilies(named, write);
  const all = [
    ...new Map([...[...members.values()].flat(), ...brought].map((each) => [each.id, each])).values(),
  ];
  const size = (story: Story) => members.get(story.id)?.length ?? 0;
  const [target] = [...stories].sort(
    (a, b) => size(b) - size(a) || a.firstSeen.getTime() - b.firstSeen.getTime() || (a.id < b.id ? -1 : 1),
  ) as [Story];
  const moved = all
    .filter((each) => each.story !== target.id)
    .map((each) => ({ id: each.id, from: each.story as string, story: target.id }));
  if (moved.length === 0) throw new DecisionError(422, 'They are one story already.', 'stories');
  const before = moved.map((move) => ({ article: move.id, story: move.from }));
  const decision = decisionOf(
    making,
    'story',
    'together',
    all.map((each) => each.id),
    [],
    before,
  );
  await write.decisions.save(decision);
  const others = stories.filter((each) => each.id !== target.id);
  const what =
    named.length > 0
      ? nameArticles(named, titles)
      : `the story ${others.map((each) => quote(each.title)).join(' and ')}`;
  const text = `${by} joined ${what} with the story ${quote(target.title)}${because(why)}.`;
  const first = (brought[0] ?? all.find((each) => each.story !== target.id)) as Article;
  const tell = () => [lineOf('merged', target.id, id, first, text)];
  const placed = await carryOut(moved, [target.id], `${by} put it here`, tell, now, write);
  return { decision, moved, ...placed };
}
