import { findOutlets, recogniseOutlet } from '../citation/index.js';
import type { Span } from '../span.js';

export interface Via {
  outlet: string | null;
  outletName: string;
}

const outletWords = String.raw`((?:the\s+)?(?:\p{Lu}[\p{L}\p{N}’'&-]*(?:\.\p{Ll}+)?\s?){1,5})`;
const heardPatterns = [
  '(?:told|tells?|telling|informed)',
  String.raw`(?:interview(?:ed)?|spoke|speaking|talked|talking|conversation|call|appearance)\s+(?:exclusively\s+)?(?:with|to|by|on)`,
  String.raw`(?:statement|comment|email|e-mail|message|remarks|confirmed|provided|given|leaked|shared|released)\s+(?:to|with)`,
  String.raw`(?:obtained|reviewed|seen|viewed|interviewed|commissioned|conducted)\s+(?:exclusively\s+)?by`,
].map((words) => new RegExp(`\\b${words}\\s+${outletWords}`, 'u'));

/**
 * The outlet a source spoke to, or that got hold of it, from the words of the source, the cue and what follows the cue: "told the
 * Harbour Tribune", "border data obtained by the Post". Null where none is named. The caller knows whether it is the outlet itself.
 */
export function outletHeard(text: string, source: readonly Span[], cue: readonly Span[]): Via | null {
  const last = cue.at(-1);
  const places = source.map(({ start, end }) => text.slice(start, end));
  if (last !== undefined) places.push(sentenceRest(text, last));
  if (last !== undefined && genericHeard.test(places.at(-1)!)) return lastOutlet(text, last.start);
  for (const words of places)
    for (const pattern of heardPatterns) {
      const outlet = outletAtStart(pattern.exec(words)?.[1]);
      if (outlet !== null) return outlet;
    }
  return null;
}

/** "Told the outlet": the one named last, within the reach of a reader's memory. */
const genericHeard =
  /^(?:told|tells?|telling)\s+the (?:news )?(?:outlet|newspaper|paper|network|broadcaster|magazine|site|website|agency|publication|tabloid|news organi[sz]ation|channel|station)\b/;
const memory = 4000;

function lastOutlet(text: string, before: number): Via | null {
  const found = findOutlets(text.slice(Math.max(0, before - memory), before)).findLast((each) => !each.weak);
  return found === undefined ? null : { outlet: found.outlet, outletName: found.outletName };
}

/** The cue and the words after it, to the end of the sentence or the next quotation. */
function sentenceRest(text: string, cue: Span): string {
  const after = text.slice(cue.start, cue.end + 90);
  return after.split(/\n|[“"]|(?<=\p{Ll}{2}|\d)[.!?]\s/u)[0]!;
}

/** The outlet that a run of capitalised words begins with: "CNN Monday" → CNN. */
function outletAtStart(run: string | undefined): Via | null {
  const words = run?.trim().replace(/[.,]$/, '').split(/\s+/) ?? [];
  for (let count = words.length; count > 0; count -= 1) {
    const found = recogniseOutlet(words.slice(0, count).join(' '));
    if (found !== null) return { outlet: found.outlet, outletName: found.outletName };
  }
  return null;
}
