import type { Write } from '@hearsay/runtime/handler';
import type { Article } from '@hearsay/store';
import { storyTitle } from '@hearsay/text/story';
import type { Held } from './held.js';
import { originalOf, type Target } from './story.js';
import { heirOf, tellMoves } from './tell.js';

/** Titles that a story's title is chosen from, the earliest: later ones seldom change it, and stories may be large. */
const mostTitles = 50;

/** An article that changes its story. */
export interface Move extends Target {
  id: string;
  from: string | null;
}

/** Where an article is now, and one article of each other story that some left or came to. */
export interface Moved {
  story: string;
  others: { article: string; revision: number }[];
}

/** Puts articles into their stories, each with its copies, and tells of stories that split or merged by it. */
export async function moveArticles(
  article: Article,
  family: Article[],
  targets: Map<string, Target>,
  held: Held,
  now: Date,
  write: Write,
): Promise<Moved> {
  const members = await withCopies(article, family, targets, write);
  held.cover(
    members.map((each) => each.story),
    write,
  );
  const moves = members.flatMap((member) => moveOf(member, members, targets));
  const story = moves.find((move) => move.id === article.id)?.story ?? (article.story as string);
  const left = distinct(moves.flatMap((move) => move.from ?? []));
  const joined = distinct(moves.map((move) => move.story));
  // A match at work on one of these ends first; the next one sees the articles where they are then.
  for (const each of left) await write.stories.lockStory(each);
  if (left.length > 0) await write.stories.forgetClaims(left);
  if (moves.length > 0) await write.stories.place(moves, now);
  await titleStories(distinct([story, ...left, ...joined]), write);
  if (left.length === 0) return { story, others: [] };
  const alive = await endStories(article, moves, left, now, write);
  return { story, others: alive.filter((each) => each.story !== story) };
}

/** The family, and the families of all that move. */
async function withCopies(article: Article, family: Article[], targets: Map<string, Target>, write: Write) {
  const others = [...targets.keys()].filter((id) => id !== article.id);
  if (others.length === 0) return family;
  const known = new Set(family.map((each) => each.id));
  return [...family, ...(await write.articles.ofFamilies(others)).filter((each) => !known.has(each.id))];
}

/** Where a member goes: where it was sent, or with the article it copies. */
function moveOf(member: Article, members: Article[], targets: Map<string, Target>): Move[] {
  const original = originalOf(member, members);
  const sent = targets.get(original.id);
  const story = sent?.story ?? original.story;
  if (story === null || story === member.story) return [];
  const target = original.id === member.id ? sent : undefined;
  return [
    {
      ...(target ?? { story, score: 1, why: `one text with ${original.url}` }),
      id: member.id,
      from: member.story,
    },
  ];
}

/** Gives stories the title that most of their articles agree with. */
export async function titleStories(stories: string[], write: Write): Promise<void> {
  const rows = await write.stories.titles(stories, mostTitles);
  const changed = stories.flatMap((story) => {
    const own = rows.filter((row) => row.story === story);
    const candidates = own.map(({ article, published, title }) => ({
      id: article,
      title,
      published: published?.toISOString() ?? null,
    }));
    const title = storyTitle(candidates);
    return own.length === 0 || own[0]?.storyTitle === title ? [] : [{ id: story, title }];
  });
  if (changed.length > 0) await write.stories.entitle(changed);
}

/** Tells of the moves and ends the stories that are empty. Returns the first article of each of the others. */
async function endStories(article: Article, moves: Move[], left: string[], now: Date, write: Write) {
  const changed = moves.filter((move) => move.from !== null);
  const touched = distinct([...left, ...changed.map((move) => move.story)]);
  const founders = await write.stories.founders(touched);
  const ended = left.filter((story) => !founders.some((row) => row.story === story));
  const titles = new Map((await write.stories.some(touched)).map(({ id, title }) => [id, title]));
  await write.events.append(tellMoves(article, changed, ended, titles, now));
  for (const story of ended) await write.stories.mergeInto(story, heirOf(story, changed));
  return founders;
}

/** Sorted, so that two who lock the same rows do so in one order. */
export function distinct(ids: string[]): string[] {
  return [...new Set(ids)].sort();
}
