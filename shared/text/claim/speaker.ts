import { isBody } from '../origin/body.js';
import { isSameOrigin } from '../origin/same.js';
import type { Entry } from './prepare.js';
import { compareQuoted } from './quoted.js';

/** Fewer words two people may well say each for himself. */
const fewestMoved = 6;
/** Two or three capitalised words: a person's full name. A surname alone may be one that the article misread. */
const fullName =
  /^\p{Lu}[\p{L}.’'-]*(?:\s+(?:(?:de|del|van|von|der|da|di|bin|al|el)\s+)*\p{Lu}[\p{L}.’'-]*){1,3}$/u;

/**
 * Whether the same quoted words are given to another person. Both must be named in full, none of them may be a body (a spokesman's words
 * are his ministry's too), and neither article may know the other's speaker as one who says so in it.
 */
export function movedTo(origin: Entry, entry: Entry): { from: string; to: string } | null {
  const [from, to] = [origin.candidate.speaker, entry.candidate.speaker];
  if (from === null || to === null) return null;
  if (Math.min(origin.words.length, entry.words.length) < fewestMoved) return null;
  if (!isPerson(origin, from) || !isPerson(entry, to)) return null;
  if (isSameOrigin({ kind: 'person', name: from }, { kind: 'person', name: to })) return null;
  if (!compareQuoted(origin.words, entry.words).same) return null;
  return quotedTogether(origin, from, to) || quotedTogether(entry, to, from) ? null : { from, to };
}

function isPerson({ candidate, article }: Entry, speaker: string): boolean {
  if (!candidate.speakerNamed || !fullName.test(speaker) || isBody(speaker)) return false;
  return !article.cites.some(({ outletName }) => outletName === speaker) && article.outletName !== speaker;
}

/** Where one sentence names both, which of the two says it is easily misread. */
function quotedTogether({ candidate }: Entry, own: string, other: string): boolean {
  const surname = (name: string) => name.split(/\s+/).at(-1)!;
  const { text } = candidate.sentence;
  return text.includes(surname(own)) && text.includes(surname(other));
}
