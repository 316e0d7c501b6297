import type { Entry } from './prepare.js';
import type { Change, Relation } from './types.js';

/** A mention while the story is folded. */
export interface Found {
  entry: Entry;
  relation: Relation;
  change: Change | null;
  target: 'claim' | 'report' | null;
  confidence: number;
  why: string;
  /** The decision of a person on it. */
  decision?: string;
}

/** A claim while the story is folded: its mentions in the order they were folded in. */
export interface Draft {
  number: number;
  found: Found[];
  /** What was made of its mentions, until they change. */
  wordings: Entry[] | null;
}

/** The mention that first asserts the claim; null where it has only been denied so far. */
export function originOf(draft: Draft): Found | null {
  return draft.found.find((each) => each.relation !== 'disputes') ?? null;
}

/** The mention other mentions are compared with. */
export function founderOf(draft: Draft): Found {
  return originOf(draft) ?? draft.found[0]!;
}

/** True if some clause of the sentence of this entry already belongs to the claim. */
export function hasSentence(draft: Draft, entry: Entry): boolean {
  return draft.found.some(
    ({ entry: other }) =>
      other.article === entry.article &&
      other.candidate.in === entry.candidate.in &&
      other.candidate.order === entry.candidate.order,
  );
}

/** True if the text of the same revision of the article already has a mention of the claim; its title only sums up. */
export function hasArticle(draft: Draft, entry: Entry): boolean {
  return draft.found.some(
    ({ entry: other, relation }) =>
      other.article === entry.article && other.candidate.in === 'text' && relation !== 'disputes',
  );
}
