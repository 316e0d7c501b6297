import type { Span } from '../span.js';

/** What the cue does with the content. */
export type SpeechVerb =
  | 'said'
  | 'told'
  | 'denied'
  | 'confirmed'
  | 'reported'
  | 'declined'
  | 'claimed'
  | 'asked'
  | 'announced'
  | 'warned'
  | 'believed'
  | 'showed'
  | 'according-to';

/** Who is made to say what: character-exact spans and the resolved speaker. */
export interface Attribution {
  source: Span[];
  cue: Span[];
  content: Span[];
  /** Fullest earlier name ("Mira Osei"), or the phrase ("three port officials"); null if nobody is named. */
  speaker: string | null;
  /** True if the speaker is a proper name (a person or a body). */
  named: boolean;
  /** What the speaker is ("harbour minister"), where the text says so. */
  role: string | null;
  /** The outlet the speaker spoke to or that is reported to have said it, where the text says so. */
  via: { outlet: string | null; outletName: string } | null;
  /** True if the content holds quoted words. */
  direct: boolean;
  verb: SpeechVerb;
}

export function findAttributions(_text: string): Attribution[] {
  return [];
}
