import { FEATURES, storyFeatures, summarise } from './feature.js';
import model from './model.json' with { type: 'json' };
import type { StoryVector } from './vector.js';

/** A story that could be the article's, with some of its articles (their order does not matter). */
export interface StoryCandidate {
  story: string;
  articles: StoryVector[];
}

/** The story an article belongs to. */
export interface StoryMatch {
  story: string;
  /** Probability 0..1 that the article tells this story's event. */
  score: number;
  /** What spoke for it, in words. */
  why: string;
}

/** Weights of the pair model, by feature name; written by test/train/story.ts, which names the sets. */
export interface StoryModel {
  about: string;
  bias: number;
  weights: Record<string, number>;
  /** Least probability at which an article joins. */
  threshold: number;
}

/** Days between an article and the nearest member up to which time says nothing: a follow-up three days later is the same story. */
const FREE_DAYS = 3;
/** Taken off the log-odds for each further day, at most {@link MOST_DECAY}: set by judgement, the labelled sets have no times. */
const DECAY_PER_DAY = 0.12;
const MOST_DECAY = 4;
const DAY_MS = 86_400_000;

/**
 * Finds the story an article belongs to among candidates; null says it starts a new one. Of equal candidates the one with the lower
 * id is taken, so the answer does not depend on their order.
 * @param candidates stories that share keys with the article, each with a bounded number of its articles (its latest 24 are enough)
 */
export function assignStory(
  article: StoryVector,
  candidates: StoryCandidate[],
  by: StoryModel = model,
): StoryMatch | null {
  const ranked = rankStories(article, candidates, by);
  const best = ranked[0];
  return best !== undefined && best.score >= by.threshold ? best : null;
}

/** All candidates with their scores, the best first: what `hearsay why` shows, and what else an article touches on. */
export function rankStories(
  article: StoryVector,
  candidates: StoryCandidate[],
  by: StoryModel = model,
): StoryMatch[] {
  return candidates
    .filter((candidate) => candidate.articles.length > 0)
    .map((candidate) => scoreStory(article, candidate, by))
    .sort((a, b) => b.score - a.score || (a.story < b.story ? -1 : 1));
}

function scoreStory(article: StoryVector, candidate: StoryCandidate, by: StoryModel): StoryMatch {
  const features = storyFeatures(article, summarise(candidate.articles));
  const odds = FEATURES.reduce(
    (sum, name, at) => sum + (by.weights[name] ?? 0) * (features[at] ?? 0),
    by.bias,
  );
  const decay = decayOf(article, candidate.articles);
  return {
    story: candidate.story,
    score: 1 / (1 + Math.exp(decay - odds)),
    why: explain(article, candidate.articles, decay),
  };
}

/** What time takes off the log-odds; 0 where either side has no time. */
function decayOf(article: StoryVector, members: StoryVector[]): number {
  if (article.published === null) return 0;
  const at = Date.parse(article.published);
  const gaps = members.flatMap((member) =>
    member.published === null ? [] : [Math.abs(at - Date.parse(member.published))],
  );
  const days = gaps.length === 0 ? 0 : Math.min(...gaps) / DAY_MS;
  return Math.min(MOST_DECAY, Math.max(0, days - FREE_DAYS) * DECAY_PER_DAY);
}

const SHOWN = 6;

function explain(article: StoryVector, members: StoryVector[], decay: number): string {
  const held = (key: string): boolean => members.some((member) => member.terms[key] !== undefined);
  const terms = article.keys.filter(held).slice(0, SHOWN);
  const numbers = article.numbers.filter(
    (n) => n.length > 1 && members.some((member) => member.numbers.includes(n)),
  );
  const foreign = Object.keys(article.names)
    .filter((key) => !held(key))
    .slice(0, 3);
  const parts = [
    terms.length > 0 ? `shares ${terms.join(', ')}` : 'shares no rare term',
    numbers.length > 0 ? `and the numbers ${numbers.slice(0, SHOWN).join(', ')}` : '',
    foreign.length > 0 ? `; only here: ${foreign.join(', ')}` : '',
    decay > 0 ? '; days apart' : '',
  ];
  return parts
    .filter((part) => part !== '')
    .join(' ')
    .replace(' ;', ';');
}
