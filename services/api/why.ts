import { copyText, type Reading } from '@hearsay/dedupe/reading';
import type { Runtime } from '@hearsay/runtime';
import type { Article, Revision, Store } from '@hearsay/store';
import { type CopyExplanation, type CopyText, explainCopies } from '@hearsay/text/copy';
import {
  explainMatch,
  explainStories,
  rankStories,
  type StoryExplanation,
  type StoryVector,
  scoreAgainst,
  storyModel,
} from '@hearsay/text/story';
import { Hono } from 'hono';
import { z } from 'zod';
import { type DecisionObject, decisionObject } from './decide.js';
import { Problem, parse } from './problem.js';

/** Other stories an article was near to that are shown. */
const mostOthers = 5;

/** Articles of a story that one is held against. */
const mostArticles = 48;

/** Days around an article in which stories are looked up; dedupe looks as far. */
const storyDays = 21;

/** An article as an explanation names it. */
export interface WhyArticle {
  id: string;
  url: string;
  outlet: string;
  outletName: string;
  title: string | null;
  published: string | null;
  story: string | null;
  storyTitle: string | null;
  copyOf: string | null;
  copyKind: Article['copyKind'];
  copyWhy: string | null;
}

/** Why two articles are, or are not, one text and one story. */
export interface WhyPair {
  a: WhyArticle;
  b: WhyArticle;
  /** One family; `path` leads from the one to the other over copies that were compared. */
  text: { same: boolean; path: string[]; compared: CopyExplanation };
  story: { same: boolean; whyA: string | null; whyB: string | null; compared: StoryExplanation | null };
  decisions: DecisionObject[];
}

/** Why an article is in its family and its story. */
export interface WhyArticleAnswer {
  article: WhyArticle;
  family: { member: WhyArticle; score: number | null }[];
  story: {
    /** Mean probability that it tells the event its story tells; null where it is the only one that is no copy. */
    score: number | null;
    least: number;
    why: string | null;
    nearest: { article: WhyArticle; score: number; why: string }[];
    others: { story: string; title: string | null; score: number; why: string }[];
    /** Other stories it tells in passing. */
    linked: { story: string; title: string | null; score: number; why: string }[];
  };
  decisions: DecisionObject[];
}

const name = z.string().min(1).max(8_192);
export const whyQuery = z.object({ a: name, b: name.optional() });

/** Why articles are where they are. */
export function whyRoutes({ deps }: Runtime): Hono {
  const { store } = deps;
  const app = new Hono();
  app.get('/why', async (c) => {
    const query = parse(whyQuery, c.req.query());
    const a = await articleNamed(query.a, store);
    if (query.b === undefined) return c.json(await whyArticle(a, store));
    return c.json(await whyPair(a, await articleNamed(query.b, store), store));
  });
  return app;
}

async function articleNamed(of: string, store: Store): Promise<Article> {
  const article = (await store.articles.get(of)) ?? (await store.articles.byUrl(of));
  if (article === null) throw new Problem(404, `There is no article ${of}.`);
  return article;
}

async function whyPair(a: Article, b: Article, store: Store): Promise<WhyPair> {
  if (a.id === b.id) throw new Problem(422, 'These are one article: name two.', 'b');
  const shown = await shownArticles([a, b], store);
  const [textA, textB] = [await textOf(a, store), await textOf(b, store)];
  const vectors = await vectorsOf([a, b], store);
  const [vectorA, vectorB] = [vectors.get(a.id), vectors.get(b.id)];
  return {
    a: shown.get(a.id) as WhyArticle,
    b: shown.get(b.id) as WhyArticle,
    text: {
      same: a.family === b.family,
      path: a.family === b.family ? await pathOf(a, b, store) : [],
      compared: explainCopies(textA, textB),
    },
    story: {
      same: a.story !== null && a.story === b.story,
      whyA: a.storyWhy,
      whyB: b.storyWhy,
      compared: vectorA === undefined || vectorB === undefined ? null : explainStories(vectorA, vectorB),
    },
    decisions: (await store.decisions.naming([a.id, b.id]))
      .filter(({ subjects, others }) => [a.id, b.id].every((id) => [...subjects, ...others].includes(id)))
      .map(decisionObject),
  };
}

/** Why an article is where it is, and which other stories it is near to. */
export async function whyArticle(article: Article, store: Store): Promise<WhyArticleAnswer> {
  const family = (await store.articles.ofFamilies([article.id])).filter((each) => each.id !== article.id);
  const members = article.story === null ? [] : await store.articles.ofStory(article.story);
  const originals = members.filter((each) => each.id !== article.id && each.copyOf === null);
  const kept = originals.slice(-mostArticles);
  const vectors = await vectorsOf([article, ...kept], store);
  const own = vectors.get(article.id);
  const others = own === undefined ? [] : await otherStories(article, own, store);
  const shown = await shownArticles([article, ...family, ...kept], store);
  const nearest = kept
    .flatMap((each) => {
      const vector = vectors.get(each.id);
      if (own === undefined || vector === undefined) return [];
      const [score = 0] = scoreAgainst(own, [vector]);
      return [
        { article: shown.get(each.id) as WhyArticle, score: round(score), why: explainMatch(own, [vector]) },
      ];
    })
    .sort((a, b) => b.score - a.score || (a.article.id < b.article.id ? -1 : 1));
  const mean = nearest.reduce((sum, each) => sum + each.score, 0) / (nearest.length || 1);
  return {
    article: shown.get(article.id) as WhyArticle,
    family: family.map((each) => ({ member: shown.get(each.id) as WhyArticle, score: each.copyScore })),
    story: {
      score: nearest.length === 0 ? null : round(mean),
      least: storyModel.join,
      why: article.storyWhy,
      nearest: nearest.slice(0, mostOthers),
      others,
      linked: (await store.asides.storiesOf([article.id])).map(({ article: _, ...link }) => link),
    },
    decisions: (await store.decisions.naming([article.id])).map(decisionObject),
  };
}

/** The other stories that share most with an article. */
async function otherStories(article: Article, own: StoryVector, store: Store) {
  const at = article.published ?? article.firstSeen;
  const rows = await store.stories.sharingKeys(own.keys, article.id, at, storyDays, 1, mostOthers + 1);
  const stories = rows.map((row) => row.story).filter((story) => story !== article.story);
  const latest = await store.stories.latest(stories, article.id, mostArticles);
  const readings = await store.stories.readings(latest);
  const vectors = new Map(readings.map((row) => [row.article, vectorIn(row.reading)]));
  const titles = new Map((await store.stories.some(stories)).map(({ id, title }) => [id, title]));
  const candidates = stories.map((story) => ({
    story,
    articles: latest.flatMap((row) => (row.story === story ? (vectors.get(row.article) ?? []) : [])),
  }));
  return rankStories(own, candidates)
    .slice(0, mostOthers)
    .map(({ story, score, why }) => ({ story, title: titles.get(story) ?? null, score: round(score), why }));
}

/** From one member of a family to another over pairs that were compared, the fewest steps; empty where none lead there. */
async function pathOf(a: Article, b: Article, store: Store): Promise<string[]> {
  const ids = (await store.articles.ofFamilies([a.id])).map((each) => each.id);
  const pairs = await store.families.pairs(ids);
  const before = new Map<string, string | null>([[a.id, null]]);
  for (const id of before.keys())
    for (const pair of pairs) {
      const next = pair.a === id ? pair.b : pair.b === id ? pair.a : null;
      if (next !== null && !before.has(next)) before.set(next, id);
    }
  if (!before.has(b.id)) return [];
  const path: string[] = [];
  for (let id: string | null = b.id; id !== null; id = before.get(id) ?? null) path.unshift(id);
  return path;
}

async function shownArticles(articles: Article[], store: Store): Promise<Map<string, WhyArticle>> {
  const latest = await store.articles.latest(articles.map((each) => each.id));
  const titles = new Map(latest.map((each) => [each.article, each.title]));
  const stories = await store.stories.some(articles.flatMap((each) => each.story ?? []));
  const storyTitles = new Map(stories.map(({ id, title }) => [id, title]));
  return new Map(
    articles.map(({ id, url, outlet, outletName, published, story, copyOf, copyKind, copyWhy }) => [
      id,
      {
        id,
        url,
        outlet,
        outletName,
        title: titles.get(id) ?? null,
        published: published?.toISOString() ?? null,
        story,
        storyTitle: storyTitles.get(story ?? '') ?? null,
        copyOf,
        copyKind,
        copyWhy,
      },
    ]),
  );
}

async function textOf(article: Article, store: Store): Promise<CopyText> {
  const revision = (await store.articles.revision(article.id, article.revision)) as Revision;
  return copyText(article, revision, revision.reading as Reading | null);
}

async function vectorsOf(articles: Article[], store: Store): Promise<Map<string, StoryVector>> {
  const rows = await store.stories.readings(articles.map(({ id, revision }) => ({ article: id, revision })));
  return new Map(rows.map((row) => [row.article, vectorIn(row.reading)]));
}

function vectorIn(reading: unknown): StoryVector {
  return (reading as { vector: StoryVector }).vector;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
