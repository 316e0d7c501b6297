import { because, DecisionError } from '@hearsay/runtime/decision';
import type { Write } from '@hearsay/runtime/handler';
import type { Article, NewDecision } from '@hearsay/store';
import { idOf } from '@hearsay/text/id';
import { settle } from '../family.js';
import { carryOut, type Placed, type Placement } from './place.js';
import { nameArticles, withFamilies } from './request.js';

/** A decision and what carried it out. */
export interface Done extends Placed {
  decision: NewDecision;
  moved: Placement[];
}

/** What every decision is made with. */
export interface Making {
  id: string;
  by: string;
  why: string | null;
  now: Date;
  titles: Map<string, string | null>;
  write: Write;
}

/** Takes articles out of their family: they stay in the story, as texts of their own. */
export async function splitFamily(articles: Article[], making: Making): Promise<Done> {
  const { id, by, why, now, titles, write } = making;
  const family = await withFamilies(articles, write);
  const subjects = articles.map((each) => each.id);
  const others = family.filter((each) => !subjects.includes(each.id));
  if (new Set(articles.map((each) => each.family)).size > 1)
    throw new DecisionError(422, 'These articles are of several families: split one at a time.', 'articles');
  if (others.length === 0)
    throw new DecisionError(
      422,
      family.length === 1
        ? `${nameArticles(articles, titles)} is one text with no other article.`
        : 'These are all articles of the family: name those that do not belong to it.',
      'articles',
    );
  const decision = decisionOf(
    making,
    'family',
    'apart',
    subjects,
    others.map((each) => each.id),
    [],
  );
  await write.decisions.save(decision);
  await settle(await write.families.members(family.map((each) => each.id)), write);
  const [story] = family.map((each) => each.story as string);
  const text = `${by} says that ${nameArticles(articles, titles)} is no copy of ${nameArticles(others, titles)}${because(why)}.`;
  const tell = () => [lineOf('split', story as string, id, articles[0] as Article, text)];
  return { decision, moved: [], ...(await carryOut([], [story as string], '', tell, now, write)) };
}

/** Takes articles, each with its copies, out of their story into one of their own. */
export async function splitStory(named: Article[], making: Making): Promise<Done> {
  const { id, by, why, now, titles, write } = making;
  const articles = await withFamilies(named, write);
  const subjects = articles.map((each) => each.id);
  const [story, ...more] = [...new Set(articles.map((each) => each.story as string))];
  if (more.length > 0)
    throw new DecisionError(422, 'These articles are in several stories: split one at a time.', 'articles');
  const others = (await write.articles.ofStory(story as string)).filter(
    (each) => !subjects.includes(each.id),
  );
  if (others.length === 0)
    throw new DecisionError(
      422,
      'These are all articles of the story: name those that do not belong to it.',
      'articles',
    );
  const target = await freshStory(articles, id, write);
  const moved = articles.map((each) => ({ id: each.id, from: story as string, story: target }));
  const before = moved.map((move) => ({ article: move.id, story: move.from }));
  const decision = decisionOf(
    making,
    'story',
    'apart',
    subjects,
    others.map((each) => each.id),
    before,
  );
  await write.decisions.save(decision);
  const tell = (stories: Map<string, string | null>) => {
    const text = `${by} took ${nameArticles(named, titles)} out of the story ${quote(stories.get(story as string))}${because(why)}; the story of ${articles.length === 1 ? 'that article' : 'those articles'} is ${quote(stories.get(target))}.`;
    return [lineOf('split', story as string, id, named[0] as Article, text)];
  };
  const placed = await carryOut(moved, [], `${by} put it here`, tell, now, write);
  return { decision, moved, ...placed };
}

/** The id of a story that begins with these articles: that of the earliest, unless its first story goes on without it. */
async function freshStory(articles: Article[], decision: string, write: Write): Promise<string> {
  const time = ({ published }: Article) => published?.getTime() ?? Number.POSITIVE_INFINITY;
  const [founder] = [...articles].sort((a, b) => time(a) - time(b) || (a.id < b.id ? -1 : 1));
  const id = idOf('story', (founder as Article).id);
  return (await write.stories.get(id)) === null ? id : idOf('story', (founder as Article).id, decision);
}

export function decisionOf(
  { id, by, why, now }: Making,
  about: NewDecision['about'],
  verdict: NewDecision['verdict'],
  subjects: string[],
  others: string[],
  before: NewDecision['before'],
): NewDecision {
  const sorted = (ids: string[]) => [...new Set(ids)].sort();
  const named = { subjects: sorted(subjects), others: sorted(others) };
  return { id, about, verdict, ...named, relation: null, by, why, at: now, before };
}

/** A line of the log about a decision. */
export function lineOf(type: 'split' | 'merged', story: string, key: string, article: Article, text: string) {
  return {
    key: [type, story, key].join('\n'),
    type,
    story,
    outlet: article.outlet,
    article: article.id,
    text,
  };
}

export function quote(title: string | null | undefined): string {
  return `“${title ?? 'without a title'}”`;
}
