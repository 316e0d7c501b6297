import type { Attribution } from '../attribution/index.js';
import type { ArticleText, Candidate } from './types.js';

export type { ArticleText, Candidate, Refutation, Via } from './types.js';

/**
 * Finds the clauses of an article's title and text that state something checkable, each with who is made to say it.
 * Pure and deterministic; candidates come in order of their place, title first.
 */
export function extractCandidates(_article: ArticleText): {
  candidates: Candidate[];
  attributions: Attribution[];
} {
  return { candidates: [], attributions: [] };
}
