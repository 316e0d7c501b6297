import { lemmaOf } from '../lexicon/index.js';

/** What stands behind an absence, and says where, when or of whom. */
const rest = String.raw`(?=$|[.,;]| (?:of|in|on|at|among|from|after|as|so|by|for|during|over|to|yet|or|until|since)\b)`;
/** Not "no fewer than 40". */
const noun = String.raw`(?!(?:fewer|less|more|longer|later|sooner|other|doubt|one)\b)(?<thing>(?:[\p{L}-]+ ){0,2}?[\p{L}-]+)`;
/** Verbs that say of a thing only that it is or comes to be: "no recall was announced" tells what "there was no recall" does. */
const plain =
  '(?:been|made|announced|ordered|issued|reported|launched|taken|filed|planned|given|found|brought|recorded|required|expected|known|said) ?';
const patterns = [
  // "There has been no recall", "there were no arrests".
  `there(?:'s|’s| (?:is|are|was|were|has been|have been|had been)) (?:still |yet |so far |as yet |currently )?no ${noun}${rest}`,
  // "No arrests have been made."
  `no ${noun} (?:has|have|had|was|were|is|are) (?:yet |so far )?(?:${plain})+${rest}`,
  // "Nobody has been disciplined", "not one official was charged".
  String.raw`(?:nobody|no[ -]one|none|not (?:one|a single) [\p{L}-]+)(?: (?:in|at|from|of) [^,.;]{1,40}?)? (?:has|have|had|was|were|is|are) (?:yet |so far )?(?:been |faced )?(?<done>[\p{L}-]+)${rest}`,
].map((pattern) => new RegExp(`^(?:so far,? )?${pattern}`, 'iu'));

/** What a clause says there is none of, as a lemma: of the thing, or of what was done to nobody. Null where it says nothing of the kind. */
export function absenceOf(text: string): string | null {
  for (const pattern of patterns) {
    const groups = pattern.exec(text)?.groups;
    const words = groups?.thing ?? groups?.done;
    if (words !== undefined) return lemmaOf(words.toLowerCase().split(' ').at(-1)!);
  }
  return null;
}
