import { explainMatch } from './assign.js';
import shipped from './link.json' with { type: 'json' };
import { pairFeatures } from './pair.js';
import { type Compared, hasTerm } from './sketch.js';
import type { StoryVector } from './vector.js';

/** From what on a part of an article tells a story. */
export interface LinkLimits {
  /** Cosine of the part and an article of the story. */
  likeness: number;
  /** Share of the weight of the part's words that the article has. */
  inside: number;
}

export const linkLimits: LinkLimits = shipped;

/** A story that an article tells in passing. */
export interface StoryLink {
  story: string;
  /** 0..1: how much of the part of the article that tells it stands in an article of the story. */
  score: number;
  why: string;
}

/**
 * The stories that parts of an article tell, best first; at most one for each part.
 * @param parts of the article, from `asideParts`
 * @param candidates other stories, each with some of its articles
 */
export function linkStories(
  parts: StoryVector[],
  candidates: { story: string; articles: Compared[] }[],
  limits: LinkLimits = linkLimits,
): StoryLink[] {
  const found = new Map<string, StoryLink>();
  for (const part of parts) {
    const best = candidates
      .map(({ story, articles }) => ({ story, ...nearest(part, articles) }))
      .filter((each) => each.likeness >= limits.likeness && each.score >= limits.inside)
      .sort((a, b) => b.likeness - a.likeness || (a.story < b.story ? -1 : 1))[0];
    if (best === undefined || (found.get(best.story)?.score ?? 0) >= best.score) continue;
    const why = explainMatch(part, [best.article as Compared]);
    found.set(best.story, { story: best.story, score: Math.round(best.score * 1000) / 1000, why });
  }
  return [...found.values()].sort((a, b) => b.score - a.score || (a.story < b.story ? -1 : 1));
}

function nearest(part: StoryVector, articles: Compared[]) {
  let best: { likeness: number; score: number; article: Compared | null } = {
    likeness: 0,
    score: 0,
    article: null,
  };
  for (const article of articles) {
    const likeness = pairFeatures(part, article)[0] ?? 0;
    if (likeness <= best.likeness) continue;
    let inside = 0;
    let all = 0;
    for (const [key, weight] of Object.entries(part.terms)) {
      all += weight;
      if (hasTerm(article, key)) inside += weight;
    }
    best = { likeness, score: inside / (all || 1), article };
  }
  return best;
}
