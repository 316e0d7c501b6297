import { type Attribution, isNobody, isSourceNoun } from '../attribution/index.js';

import type { Span } from '../span.js';

/** How far before a verb its auxiliary is looked for, in UTF-16 units. */
const reach = 24;
const unsaid = /\b(?:not|never|cannot|nor)\b|n[’']t\b/i;

/**
 * True if somebody asserts what the attribution holds. "Nothing suggests that", "did not say whether" and "were told to" hand over words that
 * nobody vouches for: such a clause is to be read whole.
 * @param text what the attribution's offsets point into
 */
export function asserts({ source, cue, verb, direct }: Attribution, text: string): boolean {
  if (direct) return true;
  const [first] = source;
  if (first !== undefined && isNobody(text.slice(first.start, first.end))) return false;
  const words = cue.map(({ start, end }) => text.slice(start, end)).join(' ');
  const before = text.slice(Math.max(0, cue[0]!.start - reach), cue[0]!.start);
  if (verb === 'told' && wasTold.test(`${before}${words}`)) return false;
  if (verb === 'denied' || verb === 'declined') return true;
  return !unsaid.test(words) && !negatedBefore.test(before);
}

/** Acts that are done by saying so: who does them in public is on the record with them. */
const performing = /\b(?:order|orders|ordered|vows|pledges|promises)\b/i;

/** Who does by a word what a clause tells ("The minister ordered the recall of every boat"); null where it tells of no such act. */
export function actorOf(
  clause: Span,
  attributions: readonly Attribution[],
  text: string,
): Attribution | null {
  const wordsOf = (spans: readonly Span[]): string => text.slice(spans[0]!.start, spans.at(-1)!.end);
  const own = attributions.find(({ source, cue, named }) => {
    if (source[0]?.start !== clause.start || cue.at(-1)!.end > clause.end) return false;
    return performing.test(wordsOf(cue)) && (named || isSourceNoun(wordsOf(source)));
  });
  return own !== undefined && asserts(own, text) ? own : null;
}

const counting =
  /^([^,;:“”"\d]{2,60}?) (?:(?:had|have|has|now|earlier|later|initially|originally|previously|first|also|since) )*(?:put|puts|raised|raises|revised|lowered) (?:the|its|their) (?:[\p{Ll}-]+ ){0,2}?(?:toll|number|figure|total|count|damage|cost|losses|dead|injured|missing)\b[^.;]*? (?:at|to)\b/u;

/** "Police had earlier put the toll at five": the people who count; null where nobody does or it may be somebody by name. */
export function counterOf(clause: string): string | null {
  const who = counting.exec(clause)?.[1];
  return who !== undefined && isSourceNoun(who) && !/^\p{Lu}\S* \p{Lu}/u.test(who) ? who : null;
}

const wasTold = /\b(?:am|is|are|was|were|be|been|being)\s+(?:\p{Ll}+ly\s+)?told$/iu;
const negatedBefore = /(?:\b(?:not|never|cannot)|n[’']t)\s+(?:\p{Ll}+ly\s+|yet\s+|immediately\s+)?$/iu;
