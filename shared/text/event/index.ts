import type { StoryArticle, StoryClaims } from '../claim/index.js';

export type EventType =
  | 'covered'
  | 'originated'
  | 'repeated'
  | 'varied'
  | 'disputed'
  | 'confirmed'
  | 'withdrawn'
  | 'corrected';

/** Something that holds in a story and is worth one line of the log. */
export interface EventFact {
  /** Natural key: type, claim (or story) and outlet, with the speaker for a dispute and the revision for withdrawn and corrected. */
  key: string;
  type: EventType;
  /** Null for `covered`. */
  claim: string | null;
  story: string;
  outlet: string;
  article: string;
  /** Null for `covered` and `withdrawn`. */
  mention: string | null;
  /** One plain sentence for a reader. */
  text: string;
}

/**
 * All facts that hold in a story, in a stable order (by article, then place). The caller keeps those whose key is new.
 */
export function eventsOf(_story: string, _claims: StoryClaims, _articles: StoryArticle[]): EventFact[] {
  return [];
}
