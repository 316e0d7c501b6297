import type { Write } from '@hearsay/runtime/handler';
import type { Article } from '@hearsay/store';
import { idOf } from '@hearsay/text/id';
import {
  type Arrangement,
  arrangeStories,
  explainMatch,
  type HeldArticles,
  type StoryArticle,
  sketchOf,
  storyModel,
} from '@hearsay/text/story';
import type { NearStory } from './near.js';
import type { Reading } from './reading.js';

/** Where an article goes. */
export interface Target {
  story: string;
  score: number | null;
  why: string;
}

/**
 * Where a new article goes, and where others go that it shows to belong elsewhere. Only originals are arranged: copies
 * follow theirs. An article that has a story, or copies one that has, is not arranged again, so that a job that runs
 * twice and a later revision change nothing.
 */
export async function arrange(
  article: Article,
  family: Article[],
  reading: Reading,
  near: NearStory[],
  write: Write,
): Promise<Map<string, Target>> {
  if (originalOf(article, family).story !== null) return new Map();
  const copies = new Set(family.filter((each) => each.copyOf !== null).map((each) => each.id));
  const candidates = near.map(({ story, articles }) => ({
    story,
    articles: articles.filter((each) => !copies.has(each.id)),
  }));
  const decided = await placedByCopy(article, family, write);
  if (decided !== null) return new Map([[article.id, decided]]);
  const own = { id: article.id, vector: reading.vector };
  const looked = [own, ...candidates.flatMap((each) => each.articles)];
  const held = await heldArticles(
    looked.map((each) => each.id),
    write,
  );
  const found = arrangeStories(own, candidates, storyModel, held);
  const names = await nameStories(found, looked, family, write);
  const moves = await movesOf(found, names, write);
  const whys = await whyMoved([...moves.keys()], candidates, looked, names, write);
  const targets = new Map<string, Target>();
  for (const [id, story] of moves)
    targets.set(id, { story, score: null, why: whys.get(id) ?? 'went there with the rest of its story' });
  const score = found.score === 0 ? null : found.score;
  return targets.set(article.id, { story: names.get(article.id) as string, score, why: found.why });
}

/** What each article that moves has in common with the others of where it goes. */
async function whyMoved(
  ids: string[],
  candidates: NearStory[],
  looked: StoryArticle[],
  names: Map<string, string>,
  write: Write,
): Promise<Map<string, string>> {
  const moved = candidates.flatMap((each) => each.articles).filter((each) => ids.includes(each.id));
  if (moved.length === 0) return new Map();
  const rows = await write.stories.readings(
    moved.map(({ id: article, revision }) => ({ article, revision })),
  );
  return new Map(
    rows.map(({ article: id, reading }) => {
      const others = looked.filter((each) => each.id !== id && names.get(each.id) === names.get(id));
      const vectors = others.map((each) => each.vector);
      const why = vectors.length === 0 ? 'stands apart' : explainMatch((reading as Reading).vector, vectors);
      return [id, why] as const;
    }),
  );
}

/** Where a person placed what now turns out to be a copy of this article; null where nobody did. */
async function placedByCopy(article: Article, family: Article[], write: Write): Promise<Target | null> {
  if (family.length === 1) return null;
  const bonds = await write.decisions.bonds(family.map((each) => each.id));
  const placed = bonds.find(({ about, side }) => about === 'story' && side === 'subject');
  const copy = family.find((each) => each.id === placed?.article);
  if (copy === undefined || copy.story === null || originalOf(copy, family).id !== article.id) return null;
  return { story: copy.story, score: null, why: `one text with ${copy.url}, which a person placed` };
}

/** What people decided on these articles, and on those that are one text with them; null where they decided nothing. */
async function heldArticles(ids: string[], write: Write): Promise<HeldArticles | null> {
  const bonds = await write.decisions.storyBonds(ids);
  if (bonds.length === 0) return null;
  const barred = new Map<string, Set<string>>();
  for (const { article, verdict, side, homes } of bonds)
    if (verdict === 'apart' && side === 'other')
      barred.set(article, new Set([...(barred.get(article) ?? []), ...homes]));
  const placed = bonds.filter((each) => each.side === 'subject').map((each) => each.article);
  return { placed: new Set(placed), barred };
}

/** Those that nobody placed where they are or kept out of where the others go. */
async function freeToGo(rest: Article[], into: string, write: Write) {
  if (rest.length === 0) return rest;
  const held = await heldArticles(
    rest.map((each) => each.id),
    write,
  );
  if (held === null) return rest;
  return rest.filter(({ id }) => !held?.placed.has(id) && !held?.barred.get(id)?.has(into));
}

/** The article at the end of the copies this one is of; itself, where it is an original. */
export function originalOf(article: Article, family: Article[]): Article {
  const byId = new Map(family.map((each) => [each.id, each]));
  let original = byId.get(article.id) ?? article;
  for (let steps = 0; steps < family.length; steps++) original = byId.get(original.copyOf ?? '') ?? original;
  return original;
}

/** The story of each article in a group that changed. */
async function nameStories(
  { groups }: Arrangement,
  looked: StoryArticle[],
  family: Article[],
  write: Write,
): Promise<Map<string, string>> {
  const own = looked[0] as StoryArticle;
  const names = new Map<string, string>();
  for (const { story, articles } of groups) {
    const members = looked.filter((each) => articles.includes(each.id));
    const left = articles.includes(own.id) ? await storyLeft(own.id, family, write) : null;
    const name = story ?? left ?? (await newStory(members, own.id, write));
    for (const id of articles) names.set(id, name);
  }
  return names;
}

/** The story of what now turns out to be a copy of this article, if no other original holds it: it goes on with this one. */
async function storyLeft(own: string, family: Article[], write: Write): Promise<string | null> {
  const story = family.find((each) => originalOf(each, family).id === own && each.story !== null)?.story;
  if (story == null) return null;
  const holders = (await write.articles.ofStory(story)).filter((each) => each.copyOf === null);
  return holders.length === 0 ? story : null;
}

/** The id of a new story: that of its founder, unless the founder's first story goes on without it. */
async function newStory(members: StoryArticle[], own: string, write: Write): Promise<string> {
  const time = ({ vector }: StoryArticle) => sketchOf(vector).at ?? Number.MAX_SAFE_INTEGER;
  const [founder] = members.sort((a, b) => time(a) - time(b) || (a.id < b.id ? -1 : 1));
  if (founder === undefined || founder.id === own) return idOf('story', own);
  const id = idOf('story', founder.id);
  return (await write.stories.get(id)) === null ? id : idOf('story', founder.id, own);
}

/**
 * Which articles go to which story. A story all of whose articles that were looked at go to one other story goes there
 * as a whole.
 */
async function movesOf({ moved, groups }: Arrangement, names: Map<string, string>, write: Write) {
  const moves = new Map(moved.map(({ article }) => [article, names.get(article) as string]));
  for (const story of new Set(moved.map(({ from }) => from))) {
    const to = new Set(moved.filter(({ from }) => from === story).map(({ article }) => moves.get(article)));
    if (to.size > 1 || groups.some((group) => group.story === story)) continue;
    const [into] = to;
    const rest = (await write.articles.ofStory(story)).filter(
      ({ id, copyOf }) => copyOf === null && !moves.has(id),
    );
    const free = await freeToGo(rest, into as string, write);
    for (const { id } of free) moves.set(id, into as string);
  }
  return moves;
}
