import { type Attribution, isNobody } from '../attribution/index.js';

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

const wasTold = /\b(?:am|is|are|was|were|be|been|being)\s+(?:\p{Ll}+ly\s+)?told$/iu;
const negatedBefore = /(?:\b(?:not|never|cannot)|n[’']t)\s+(?:\p{Ll}+ly\s+|yet\s+|immediately\s+)?$/iu;
