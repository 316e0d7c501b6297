import type { WatchedOutlet } from '../citation/index.js';
import { findQuotations, type Quotation } from '../quotation/index.js';
import type { Span } from '../span.js';
import { followChains } from './chain.js';
import { actSpans, colonSpans, isShouted, plainTitle } from './headline.js';
import { type AttributionSpans, findSpans } from './spans.js';
import { SpeakerResolver } from './speaker.js';
import { type SpeechVerb, verbOf } from './verb.js';

export { isNobody, isSourceNoun } from './phrase.js';
export { isSpeaking, type SpeechVerb } from './verb.js';

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
  return attribute(text, findSpans(text), new SpeakerResolver(text, known), 0);
}

/**
 * `findAttributions` for an article's title and its text. The title is read as a sentence that follows the text, so that "officials", "the
 * minister" and "the Tribune" in it are those that the text names; offsets of its attributions are into the title.
 */
export function findInArticle(
  title: string,
  text: string,
  known?: readonly WatchedOutlet[],
): { title: Attribution[]; text: Attribution[] } {
  const plain = plainTitle(title, text, known);
  // The text last: what reads its sentences once more finds them as they were read.
  const read = fuller(findSpans(plain), plain === title ? [] : findSpans(title));
  const titleSpans = read.filter((each) => !isLabelled(each, title));
  const spans = findSpans(text);
  const resolver = new SpeakerResolver(text, known, plain);
  const found = attribute(text, spans, resolver, 0);
  const speaks = (phrase: string): boolean => resolver.speaks(phrase);
  const beside = colonSpans(plain, speaks) ?? (titleSpans.length === 0 ? actSpans(plain, speaks) : null);
  const all = beside === null ? titleSpans : [beside, ...titleSpans.filter((each) => !meets(each, beside))];
  return { text: found, title: attribute(plain, all, resolver, resolver.titleAt) };
}

/** "INFERNO HELL: …": a label in capitals is nobody who speaks. */
function isLabelled({ source, cue }: AttributionSpans, title: string): boolean {
  const [who, mark] = [source[0], cue[0]!];
  if (who === undefined || title.slice(mark.start, mark.end) !== ':') return false;
  return isShouted(title.slice(who.start, who.end));
}

/** Of two readings of a title the one that has more of it said by somebody, the first if both have as much. */
function fuller(first: AttributionSpans[], second: AttributionSpans[]): AttributionSpans[] {
  const size = (all: AttributionSpans[]): number =>
    all.reduce(
      (most, { content }) =>
        Math.max(
          most,
          content.reduce((sum, span) => sum + span.end - span.start, 0),
        ),
      0,
    );
  return size(second) > size(first) ? second : first;
}

/** True for attributions that share words of source or cue. */
function meets(a: AttributionSpans, b: AttributionSpans): boolean {
  return [...a.source, ...a.cue].some((one) =>
    [...b.source, ...b.cue].some((other) => one.start < other.end && other.start < one.end),
  );
}

/** @param offset where the text begins in what the resolver reads */
function attribute(
  text: string,
  found: readonly AttributionSpans[],
  resolver: SpeakerResolver,
  offset: number,
): Attribution[] {
  const quotations = findQuotations(text);
  const relays: (Attribution['via'] | null)[] = [];
  const attributions = found.map((spans) => {
    const verb = verbOf(spans.cue.map(({ start, end }) => text.slice(start, end)).join(' '));
    const { relay, ...speaker } = resolver.resolve(offset === 0 ? spans : movedBy(spans, offset), verb);
    relays.push(relay);
    return { ...spans, ...speaker, direct: holdsQuotation(spans, quotations), verb };
  });
  return followChains(attributions, relays);
}

function movedBy({ source, cue, content }: AttributionSpans, offset: number): AttributionSpans {
  const moved = (spans: Span[]): Span[] =>
    spans.map(({ start, end }) => ({ start: start + offset, end: end + offset }));
  return { source: moved(source), cue: moved(cue), content: moved(content) };
}

/** True if a quotation overlaps the content; quotations come in order of their start. */
function holdsQuotation({ content }: AttributionSpans, quotations: readonly Quotation[]): boolean {
  return content.some((span) => quotations.some(({ start, end }) => start < span.end && span.start < end));
}
