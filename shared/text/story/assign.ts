import { type StoryModel, scoreAgainst, storyModel } from './pair.js';
import { type Compared, hasNumber, hasTerm } from './sketch.js';
import { type StoryVector, spell } from './vector.js';

/** A story that could be the article's, with some of its articles (their order does not matter). */
export interface StoryCandidate {
  story: string;
  articles: Compared[];
}

/** The story an article belongs to. */
export interface StoryMatch {
  story: string;
  /** Mean probability 0..1 that the article tells the same event as the story's articles. */
  score: number;
  /** What spoke for it, in words. */
  why: string;
}

/** Articles of one story that are compared: of more, the last ones given. */
export const MAX_MEMBERS = 24;

/**
 * Finds the story an article belongs to among candidates; null says it starts a new one. Of equal candidates the one with the lower id is
 * taken, so the answer does not depend on their order. Looks at one article only: to let stories split and merge as they grow, see
 * `arrangeStories`.
 * @param candidates stories that share keys with the article, each with a bounded number of its articles (its latest 24 are enough)
 */
export function assignStory(
  article: StoryVector,
  candidates: StoryCandidate[],
  by: StoryModel = storyModel,
): StoryMatch | null {
  const best = rank(article, candidates, by)[0];
  if (best === undefined || best.score < by.alone) return null;
  return {
    story: best.candidate.story,
    score: best.score,
    why: explainMatch(article, best.candidate.articles),
  };
}

/** All candidates with their scores, the best first: what `hearsay why` shows, and what else an article touches on. */
export function rankStories(
  article: StoryVector,
  candidates: StoryCandidate[],
  by: StoryModel = storyModel,
): StoryMatch[] {
  return rank(article, candidates, by).map(({ candidate, score }) => ({
    story: candidate.story,
    score,
    why: explainMatch(article, candidate.articles),
  }));
}

function rank(
  article: StoryVector,
  candidates: StoryCandidate[],
  by: StoryModel,
): { candidate: StoryCandidate; score: number }[] {
  return candidates
    .filter((candidate) => candidate.articles.length > 0)
    .map((candidate) => ({
      candidate,
      score: mean(scoreAgainst(article, candidate.articles.slice(-MAX_MEMBERS), by)),
    }))
    .sort((a, b) => b.score - a.score || (a.candidate.story < b.candidate.story ? -1 : 1));
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const SHOWN = 6;
const SHOWN_NAMES = 3;

/** Which rare terms and numbers an article shares with others, and which names it has alone. */
export function explainMatch(article: StoryVector, members: Compared[]): string {
  const held = (key: string): boolean => members.some((member) => hasTerm(member, key));
  const numbered = (number: string): boolean => members.some((member) => hasNumber(member, number));
  const spelled = (key: string): string => spell(key, article);
  const terms = article.keys.filter(held).slice(0, SHOWN).map(spelled);
  const numbers = article.numbers.filter((number) => number.length > 1 && numbered(number)).slice(0, SHOWN);
  const alone = Object.keys(article.names)
    .filter((key) => !held(key))
    .slice(0, SHOWN_NAMES)
    .map(spelled);
  return [
    terms.length > 0 ? `shares ${terms.join(', ')}` : 'shares no rare term',
    ...(numbers.length > 0 ? [`the number${numbers.length === 1 ? '' : 's'} ${numbers.join(', ')}`] : []),
    ...(alone.length > 0 ? [`only here: ${alone.join(', ')}`] : []),
  ].join('; ');
}
