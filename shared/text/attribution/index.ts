import { findQuotations } from '../quotation/index.js';
import type { Span } from '../span.js';
import { findSpans } from './spans.js';
import { outletHeard, SpeakerResolver } from './speaker.js';
import { verbOf } from './verb.js';

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

/** Finds who is made to say what, in order of the text. */
export function findAttributions(text: string): Attribution[] {
  const resolver = new SpeakerResolver(text);
  const quotations = findQuotations(text);
  return findSpans(text).map((spans) => {
    const cue = spans.cue.map((span) => text.slice(span.start, span.end)).join(' ');
    const direct = spans.content.some((span) =>
      quotations.some((quotation) => quotation.start < span.end && span.start < quotation.end),
    );
    return { ...spans, ...resolver.resolve(spans), via: outletHeard(text, spans), direct, verb: verbOf(cue) };
  });
}
