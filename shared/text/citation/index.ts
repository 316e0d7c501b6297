import { type Sentence, splitSentences } from '../sentence/index.js';
import type { Span } from '../span.js';
import { cues } from './cues.js';
import { genericOutlet } from './outlets.js';
import { findOutlets, type OutletMention, plainName, recogniseOutlet } from './recognise.js';

export { findOutlets, recogniseOutlet } from './recognise.js';

export type CitationHow =
  | 'told'
  | 'reported'
  | 'first-reported'
  | 'originally-appeared'
  | 'according-to'
  | 'wire-credit'
  | 'other';

/** A place where an article relies on another outlet. */
export interface Citation {
  /** Domain, where it is known or written; else null. */
  outlet: string | null;
  /** Normalised display name ("NBC News" for "NBC"). */
  outletName: string;
  sentence: string;
  /** Where the outlet's name stands. */
  span: Span;
  how: CitationHow;
}

interface Self {
  outlet: string;
  outletName: string;
}

const window = 90;

/**
 * Finds the other outlets an article relies on, in order, one citation per place; never the article's own outlet (`self`).
 * A name counts only with a cue beside it ("told", "first reported by", "reported", a wire credit…): an outlet merely spoken
 * of is no citation. "The outlet" and short names ("the Tribune") mean the fuller name given before.
 */
export function findCitations(text: string, self: Self): Citation[] {
  const citations: Citation[] = [];
  const named: OutletMention[] = [];
  for (const sentence of splitSentences(text)) {
    for (const mention of mentionsIn(text, sentence)) {
      const resolved = resolve(mention, named, self);
      const how = resolved === null ? null : howCited(text, sentence, mention);
      if (resolved === null || (how === null && resolved.weak)) continue;
      if (!genericOutlet.test(resolved.outletName)) named.push(resolved);
      if (how === null || isSelf(resolved, self)) continue;
      const { outlet, outletName } = resolved;
      citations.push({
        outlet,
        outletName,
        sentence: sentence.text,
        span: { start: mention.start, end: mention.end },
        how,
      });
    }
  }
  return citations;
}

function mentionsIn(text: string, sentence: Sentence): OutletMention[] {
  const shifted = findOutlets(sentence.text).map((mention) => ({
    ...mention,
    start: mention.start + sentence.start,
    end: mention.end + sentence.start,
  }));
  const generic =
    /\b[Tt]he (?:news )?(?:outlet|newspaper|paper|organi[sz]ation|agency|site|network|broadcaster|magazine|tabloid|publication)\b/gu;
  for (const match of sentence.text.matchAll(generic)) {
    if (!genericOutlet.test(match[0])) continue;
    const start = sentence.start + match.index;
    const end = start + match[0].length;
    if (!shifted.some((mention) => mention.start < end && start < mention.end))
      shifted.push({ start, end, outlet: null, outletName: text.slice(start, end), weak: true });
  }
  return shifted.sort((a, b) => a.start - b.start);
}

/** The outlet meant: the last one named for "the outlet", the fuller earlier name for a short one. */
function resolve(mention: OutletMention, named: OutletMention[], self: Self): OutletMention | null {
  if (genericOutlet.test(mention.outletName)) {
    const last = named.at(-1);
    return last === undefined
      ? null
      : { ...mention, outlet: last.outlet, outletName: last.outletName, weak: true };
  }
  if (mention.outlet !== null) return mention;
  const short = plainName(mention.outletName).toLowerCase();
  if (short.includes(' ')) return mention;
  if (endsWith(self.outletName, short))
    return { ...mention, outlet: self.outlet, outletName: self.outletName };
  const fuller = named.findLast((each) => endsWith(each.outletName, short));
  return fuller === undefined
    ? mention
    : { ...mention, outlet: fuller.outlet, outletName: fuller.outletName, weak: true };
}

const endsWith = (name: string, last: string): boolean =>
  plainName(name).toLowerCase().split(' ').at(-1) === last;

/** Same domain, same name, or an alias of the same known outlet. */
function isSelf(mention: OutletMention, self: Self): boolean {
  const own = recogniseOutlet(self.outletName);
  const same = (a: string, b: string): boolean => plainName(a).toLowerCase() === plainName(b).toLowerCase();
  return (
    (mention.outlet !== null && mention.outlet === self.outlet) ||
    same(mention.outletName, self.outletName) ||
    (own !== null && same(own.outletName, mention.outletName))
  );
}

function howCited(text: string, sentence: Sentence, mention: OutletMention): CitationHow | null {
  const before = text.slice(Math.max(sentence.start, mention.start - window), mention.start);
  const after = text.slice(mention.end, Math.min(sentence.end, mention.end + window));
  if (isWireCredit(before, after, mention)) return 'wire-credit';
  for (const cue of cues) if (cue.before?.test(before) || cue.after?.test(after)) return cue.how;
  return null;
}

/** "HARBOUR CITY (AP) —", "(Reuters)", "— Reuters" at the end of a paragraph, "© 2024 AFP". */
function isWireCredit(before: string, after: string, mention: OutletMention): boolean {
  if (mention.outlet === null) return false;
  if (/\(\s*$/.test(before) && /^\s*\)/.test(after)) return true;
  if (/(?:©|\(c\)|copyright)\s*(?:\d{4}\s*)?(?:the\s+)?$/i.test(before)) return true;
  return /(?:^|[.!?”"]\s*)[—–-]\s*(?:the\s+)?$/i.test(before) && /^[.\s]*$/.test(after);
}
