import type { Deps } from '@hearsay/runtime';
import type { Article, Store, Story } from '@hearsay/store';
import { type DecisionObject, decisionObject } from '../decide.js';
import { longestQuery } from '../search.js';
import { whyArticle } from '../why.js';

/** Stories offered: those that words find; articles of a story whose nearest other stories are looked for. */
const [mostFound, mostAsked] = [10, 3] as const;

/** A story that another may be one with, or that an article may belong to. */
export interface NearStory {
  id: string;
  title: string | null;
  /** Why it is near; null where words found it. */
  why: string | null;
}

/** What is known of where an article belongs. */
export interface PlaceData {
  article: Article;
  titles: ReadonlyMap<string, string | null>;
  story: Story | null;
  /** The others of its family, and those of its story that are not of its family. */
  family: Article[];
  others: Article[];
  near: NearStory[];
  q: string;
  decisions: DecisionObject[];
}

/** What is known of which articles a story should have. */
export interface SplitData {
  story: Story;
  /** Earliest published first. */
  articles: Article[];
  titles: ReadonlyMap<string, string | null>;
  near: NearStory[];
  q: string;
  decisions: DecisionObject[];
}

type Needs = Pick<Deps, 'store'>;

/** `q`: words that other stories are looked for by. Null where there is no such article. */
export async function gatherPlace({ store }: Needs, id: string, q: string): Promise<PlaceData | null> {
  const article = await store.articles.get(id);
  if (article === null) return null;
  const family = (await store.articles.ofFamilies([id])).filter((each) => each.id !== id);
  const story = article.story === null ? null : await store.stories.get(article.story);
  const all = story === null ? [] : await store.articles.ofStory(story.id);
  const kin = new Set([id, ...family.map((each) => each.id)]);
  return {
    ...{ article, story, family, q },
    others: all.filter((each) => !kin.has(each.id)),
    titles: await titlesOf([article, ...family, ...all], store),
    near: await nearStories([article], story, q, store),
    decisions: (await store.decisions.naming([id])).map(decisionObject),
  };
}

/** `q`: words that other stories are looked for by. Null where there is no such story. */
export async function gatherSplit({ store }: Needs, id: string, q: string): Promise<SplitData | null> {
  const story = await store.stories.get(id);
  if (story === null) return null;
  const articles = await store.articles.ofStory(id);
  const asked = articles.filter((each) => each.copyOf === null).slice(0, mostAsked);
  return {
    ...{ story, articles, q },
    titles: await titlesOf(articles, store),
    near: await nearStories(asked, story, q, store),
    decisions: await decisionsOn(articles, store),
  };
}

/** Decisions that name one of these articles as what is decided on. */
export async function decisionsOn(
  articles: Article[],
  store: Pick<Store, 'decisions'>,
): Promise<DecisionObject[]> {
  const ids = new Set(articles.map(({ id }) => id));
  const made = await store.decisions.naming([...ids]);
  return made.filter(({ subjects }) => subjects.some((each) => ids.has(each))).map(decisionObject);
}

async function titlesOf(articles: Article[], store: Store): Promise<ReadonlyMap<string, string | null>> {
  const latest = await store.articles.latest(articles.map(({ id }) => id));
  return new Map(latest.map(({ article, title }) => [article, title]));
}

/** What two have in common, without what only one of them has. */
function shared(why: string): string {
  return why.split('; only')[0] as string;
}

/** Stories that words find, where there are words; else those that these articles are nearest to. */
async function nearStories(
  articles: Article[],
  own: Story | null,
  q: string,
  store: Store,
): Promise<NearStory[]> {
  const words = q.trim().slice(0, longestQuery);
  const near: (NearStory & { score: number })[] = [];
  if (words !== '') {
    const rows = await store.search.stories({ query: words, limit: mostFound + 1, after: null });
    near.push(...rows.map(({ id, title }) => ({ id, title, why: null, score: 0 })));
  } else
    for (const article of articles) {
      const { others, linked } = (await whyArticle(article, store)).story;
      near.push(...[...others, ...linked].map(({ story, ...rest }) => ({ id: story, ...rest })));
    }
  const best = new Map<string, NearStory>();
  for (const { id, title, why } of near.sort((a, b) => b.score - a.score))
    if (id !== own?.id && !best.has(id)) best.set(id, { id, title, why: why && shared(why) });
  return [...best.values()].slice(0, mostFound);
}
