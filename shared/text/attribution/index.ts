import type { WatchedOutlet } from '../citation/index.js';
import { findQuotations, type Quotation } from '../quotation/index.js';
import type { Span } from '../span.js';
import { followChains } from './chain.js';
import { type AttributionSpans, findSpans } from './spans.js';
import { SpeakerResolver } from './speaker.js';
import { type SpeechVerb, verbOf } from './verb.js';

export type { SpeechVerb } from './verb.js';

/** Who is made to say what: character-exact spans and the resolved speaker. */
export interface Attribution {
  source: Span[];
  cue: Span[];
  content: Span[];
  /** The fullest name up to here ("Mira Osei" for "Osei", "she"), or the phrase ("three port officials"); null if the text names no source. */
  speaker: string | null;
  /** True if the speaker is a proper name, of a person or a body. */
  named: boolean;
  /** What the speaker is ("Harbour mayor"), where the text says so up to here. */
  role: string | null;
  /** The outlet the speaker spoke to or that relays the words, where the text says so; it may be the article's own. */
  via: { outlet: string | null; outletName: string } | null;
  /** True if the content holds quoted words. */
  direct: boolean;
  verb: SpeechVerb;
}

/**
 * Finds who is made to say what, in order of the cues.
 *
 * Spans come from two linear-chain models trained on PolNeAR (`tagger/`, `test/train/attribution.ts`): one finds cue words in a
 * sentence, one the source and content of each cue in its paragraph. As in PolNeAR, cues are wider than speech: attitudes and plans
 * ("is expected to", "endorsed") carry the verb `other`, `believed` or `showed`. Speakers are resolved by rules over the names.
 * An outlet that relays is `via`, and the speaker whoever it cites, null if nobody; it is the speaker where it speaks of itself.
 * @param known the outlets watched, for their domains in `via`; the same array for every text
 */
export function findAttributions(text: string, known?: readonly WatchedOutlet[]): Attribution[] {
  const resolver = new SpeakerResolver(text, known);
  const quotations = findQuotations(text);
  const relays: (Attribution['via'] | null)[] = [];
  const attributions = findSpans(text).map((spans) => {
    const verb = verbOf(spans.cue.map(({ start, end }) => text.slice(start, end)).join(' '));
    const { relay, ...speaker } = resolver.resolve(spans, verb);
    relays.push(relay);
    return { ...spans, ...speaker, direct: holdsQuotation(spans, quotations), verb };
  });
  return followChains(attributions, relays);
}

/** True if a quotation overlaps the content; quotations come in order of their start. */
function holdsQuotation({ content }: AttributionSpans, quotations: readonly Quotation[]): boolean {
  return content.some((span) => quotations.some(({ start, end }) => start < span.end && span.start < end));
}
