import type { StanceReader } from '../relation/index.js';
import type { Draft } from './draft.js';
import type { Entry } from './prepare.js';
import type { ClaimIndex } from './retrieve.js';
import type { StoryArticle } from './types.js';
import type { StoryWeights } from './weight.js';

/** What the fold knows when an article's disputes are looked for. */
export interface Scene {
  drafts: readonly Draft[];
  /** Articles folded in before, oldest first, then this one. */
  articles: readonly StoryArticle[];
  index: ClaimIndex;
  weights: StoryWeights;
  /** How a title stands to a claim. */
  stance: StanceReader;
}

/** What is not said flatly is no denial: conditions, wishes, the future, "not yet", "not only". */
export const notFlat =
  /\b(?:if|unless|would|could|should|might|may|can|cannot|can['’]t|won['’]t|will|wouldn['’]t|couldn['’]t|until|yet|not (?:the )?(?:first|only|just|all|immediately|always|necessarily))\b/i;
/** What denies something itself, in whatever words, is not contradicted by another no. */
export const saysNo =
  /\b(?:not|never|no|nobody|none|nothing|neither|nor|cannot|without|lacks?|lacked|fails?|failed|den(?:y|ies|ied|ying)|disput(?:es?|ed|ing)|reject(?:s|ed|ing)?|refut(?:es?|ed|ing)|false|untrue|wrong)\b|n['’]t\b/i;
/** Mentions of a claim that a denial is held against: the first ones have its wordings. */
export const mostCompared = 12;
/** True for a clause that is itself a denial, or tells of one. */
export function refuses({ candidate }: Entry): boolean {
  return candidate.refutes !== null || refusing.test(candidate.text);
}

export const refusing =
  /\b(?:den(?:y|ies|ied|ying)|disput(?:es|ed|ing)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es?|ed|ing))\b/i;

/** Who asserts a thing in one article does not dispute it there in the next sentence. */
export function sameVoice(a: Entry, b: Entry): boolean {
  return a.article.id === b.article.id && a.candidate.speaker === b.candidate.speaker;
}

export function outletsOf(draft: Draft): number {
  return new Set(draft.found.map((each) => each.entry.article.outlet)).size;
}

/** So that prominence only decides between claims that are about equally like the denial. */
const perDoubling = 0.06;

/** What is denied is mostly what is told most: how much it counts beside likeness that many outlets have a claim, from 0.06 for one. */
export function prominenceOf(draft: Draft): number {
  return perDoubling * Math.log2(1 + outletsOf(draft));
}
