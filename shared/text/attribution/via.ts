import { recogniseOutlet } from '../citation/index.js';
import type { Span } from '../span.js';

export interface Via {
  outlet: string | null;
  outletName: string;
}

const outletWords = String.raw`((?:the\s+)?(?:\p{Lu}[\p{L}\p{N}’'&-]*(?:\.\p{Ll}+)?\s?){1,5})`;
const heardPatterns = [
  String.raw`(?:told|tells?|telling|informed)`,
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
  for (const words of places)
    for (const pattern of heardPatterns) {
      const outlet = outletAtStart(pattern.exec(words)?.[1]);
      if (outlet !== null) return outlet;
    }
  return null;
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
