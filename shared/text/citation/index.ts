import type { Span } from '../span.js';

export type CitationHow =
  | 'told'
  | 'reported'
  | 'first-reported'
  | 'originally-appeared'
  | 'according-to'
  | 'wire-credit'
  | 'other';

/** A place where an article relies on another outlet. */
export interface Citation {
  /** Domain, where it is known or written; else null. */
  outlet: string | null;
  /** Normalised display name ("NBC News" for "NBC"). */
  outletName: string;
  sentence: string;
  /** Where the outlet's name stands. */
  span: Span;
  how: CitationHow;
}

export function findCitations(_text: string, _self: { outlet: string; outletName: string }): Citation[] {
  return [];
}
