import {
  findOutlets,
  isShortFor,
  recogniseOutlet,
  type WatchedOutlet,
  watchedNames,
} from '../citation/index.js';
import type { Span } from '../span.js';

export interface Via {
  outlet: string | null;
  outletName: string;
}

const outletWords = String.raw`((?:the\s+)?(?:(?:&\s)?\p{Lu}[\p{L}\p{N}’'&-]*(?:\.\p{Ll}+)?\s?){1,5})`;
const heardPatterns = [
  '(?:told|tells?|telling|informed)',
  String.raw`(?:interview(?:ed)?|spoke|speaking|talked|talking|conversation|call|appearance)\s+(?:exclusively\s+)?(?:with|to|by|on)`,
  String.raw`(?:statement|comment|email|e-mail|message|remarks|confirmed|provided|given|leaked|shared|released)\s+(?:to|with)`,
  String.raw`(?:obtained|reviewed|seen|viewed|interviewed|commissioned|conducted)\s+(?:exclusively\s+)?by`,
  String.raw`(?:,\s+(?:per|according\s+to)|(?:reported|published|quoted|report|story|article)\s+(?:by|in))`,
].map((words) => new RegExp(`(?<![\\p{L}])${words}\\s+${outletWords}`, 'u'));

/** Outlets of one text in the order they were met, so that "the Tribune" and "the newspaper" mean the fuller name of before. */
export class OutletMemory {
  private readonly met: Via[] = [];

  constructor(
    private readonly text: string,
    private readonly watched: readonly WatchedOutlet[] | undefined,
  ) {}

  /** The outlet relied on last, if there is one. */
  get last(): Via | null {
    return this.met.at(-1) ?? null;
  }

  /** Takes in an outlet under its fullest name. */
  meet(via: Via): Via {
    const plain = via.outletName.replace(/^the /i, '').toLowerCase();
    const fuller =
      via.outlet !== null || plain.includes(' ')
        ? via
        : (this.met.findLast((each) => isShortFor(plain, each.outletName)) ??
          watchedNames(this.watched).last.get(plain) ??
          via);
    const { outlet, outletName } = fuller;
    if (this.last?.outletName !== outletName) this.met.push({ outlet, outletName });
    if (this.met.length > mostMet) this.met.shift();
    return { outlet, outletName };
  }

  /** The outlet that a source phrase names ("the Harbour Tribune", "the newspaper"); `reports`: the cue is what outlets do. */
  named(phrase: string, place: number, reports: boolean): Via | null {
    if (generic.test(phrase)) {
      const last = this.last ?? lastOutlet(this.text, place);
      return last === null ? null : this.meet(last);
    }
    if (!properName.test(phrase)) return null;
    const found = recogniseOutlet(phrase, this.watched);
    if (found === null) return null;
    const { outlet, outletName, weak } = found;
    if (weak && outlet === null && !reports && !outletName.startsWith('The ')) return null;
    return this.meet({ outlet, outletName });
  }

  /**
   * The outlet a source spoke to, or that got hold of it, from the words of the source, the cue and what follows the cue: "told the
   * Harbour Tribune", "border data obtained by the Post". Null where none is named. The caller knows whether it is the outlet itself.
   */
  heard(source: readonly Span[], cue: readonly Span[]): Via | null {
    const last = cue.at(-1);
    const places = source.map(({ start, end }) => this.text.slice(start, end));
    if (last !== undefined) places.push(sentenceRest(this.text, last));
    if (last !== undefined && genericHeard.test(places.at(-1)!)) {
      const meant = this.last ?? lastOutlet(this.text, last.start);
      return meant === null ? null : this.meet(meant);
    }
    if (last !== undefined && this.last !== null && quotedBy.test(places.at(-1)!)) return this.last;
    for (const words of places)
      for (const pattern of heardPatterns) {
        const outlet = outletAtStart(pattern.exec(words)?.[1], this.watched);
        if (outlet !== null) return this.meet(outlet);
      }
    return null;
  }
}

const properName =
  /^(?:[Tt]he )?(?:(?:\p{Lu}[\p{L}\p{N}.’'&-]*|&|of|and|the|\p{Ll}+\.\p{Ll}+|magazine|newspaper|24|7)(?: |$))+$/u;
/** "A senior official was quoted as saying": by the outlet spoken of. */
const quotedBy = /^(?:(?:was|were|is|are|has|been) )+quoted\b(?! (?:in|by|on) )/;
const mostMet = 60;
const generic =
  /^the (?:news )?(?:outlet|newspaper|paper|network|broadcaster|magazine|news site|website|news agency|wire service|publication|tabloid|daily|station|news organi[sz]ation)$/i;

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
function outletAtStart(run: string | undefined, watched: readonly WatchedOutlet[] | undefined): Via | null {
  const words = run?.trim().replace(/[.,]$/, '').split(/\s+/) ?? [];
  for (let count = words.length; count > 0; count -= 1) {
    const found = recogniseOutlet(words.slice(0, count).join(' '), watched);
    if (found !== null) return { outlet: found.outlet, outletName: found.outletName };
  }
  return null;
}
