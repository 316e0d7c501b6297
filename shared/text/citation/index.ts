import { type Sentence, splitSentences } from '../sentence/index.js';
import type { Span } from '../span.js';
import { creditedAgency, isCredit } from './credit.js';
import { cues } from './cues.js';
import { namedIn } from './named.js';
import { bodyEndings, genericOutlet } from './outlets.js';
import { plainName } from './plain-name.js';
import { findOutlets, type OutletMention, recogniseOutlet } from './recognise.js';
import { shortName, type WatchedOutlet, watchedNames } from './watched.js';

export { citeKnown, ownNamed, withDomains } from './known.js';
export { beginnings, mayBeNamed, namedIn } from './named.js';
export { findOutlets, recogniseOutlet } from './recognise.js';
export { type WatchedOutlet, watchedNames } from './watched.js';

export type CitationHow =
  | 'told'
  | 'reported'
  | 'first-reported'
  | 'originally-appeared'
  | 'according-to'
  | 'wire-credit'
  /** The page itself names the other outlet's address as that of the original. */
  | 'canonical-link'
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
 * @param known the outlets watched: names that mean one of them get its domain, and unusual ones are recognised; pass the same
 * array for every article, since it is read once.
 * @param byline the article's authors: an agency among them is what its short name in the text means
 */
export function findCitations(
  text: string,
  self: Self,
  known?: readonly WatchedOutlet[],
  byline: readonly string[] = [],
): Citation[] {
  const citations: Citation[] = [];
  const named: OutletMention[] = byline.flatMap((author) => inByline(author, known));
  const places = namedIn(text, known);
  let before = 0;
  for (const sentence of splitSentences(text)) {
    const agency = creditedAgency(text.slice(before, sentence.start), before, known);
    if (agency !== null) cite(agency, 'wire-credit', text.slice(before, sentence.end).trim());
    before = sentence.end;
    for (const mention of mentionsIn(text, sentence, places))
      cite(mention, howCited(text, sentence, mention), sentence.text);
  }
  return citations.map((citation) => inFull(citation, named));

  function cite(mention: OutletMention, how: CitationHow | null, sentence: string): void {
    const resolved = resolve(mention, named, self, known);
    if (resolved === null || (how === null && resolved.weak)) return;
    if (!genericOutlet.test(resolved.outletName)) named.push(resolved);
    if (how === null || isSelf(resolved, self)) return;
    const { outlet, outletName } = resolved;
    citations.push({ outlet, outletName, sentence, span: { start: mention.start, end: mention.end }, how });
  }
}

/** An author that is an outlet. */
function inByline(author: string, known: readonly WatchedOutlet[] | undefined): OutletMention[] {
  const found = recogniseOutlet(author, known);
  return found === null ? [] : [{ ...found, start: 0, end: 0 }];
}

/** "(Halcyon)" in a dateline is the Halcyon News Agency of the copyright line. */
function inFull(citation: Citation, named: OutletMention[]): Citation {
  const short = plainName(citation.outletName).toLowerCase();
  if (citation.outlet !== null || short.includes(' ')) return citation;
  const fuller = named.find((each) => isShortFor(short, each.outletName));
  return fuller === undefined
    ? citation
    : { ...citation, outlet: fuller.outlet, outletName: fuller.outletName };
}

function mentionsIn(text: string, sentence: Sentence, places: readonly OutletMention[]): OutletMention[] {
  const named = places.filter(({ start, end }) => sentence.start <= start && end <= sentence.end);
  const shifted = findOutlets(sentence.text)
    .map((mention) => ({
      ...mention,
      start: mention.start + sentence.start,
      end: mention.end + sentence.start,
    }))
    .filter((each) => !named.some((place) => place.start < each.end && each.start < place.end))
    .concat(named);
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
function resolve(
  mention: OutletMention,
  named: OutletMention[],
  self: Self,
  known: readonly WatchedOutlet[] | undefined,
): OutletMention | null {
  if (genericOutlet.test(mention.outletName)) {
    const last = named.at(-1);
    return last === undefined
      ? null
      : { ...mention, outlet: last.outlet, outletName: last.outletName, weak: true };
  }
  if (mention.outlet !== null) return mention;
  const short = plainName(mention.outletName).toLowerCase();
  if (short.includes(' ')) return mention;
  const { outlet, outletName } =
    (isShortFor(short, self.outletName) ? self : undefined) ??
    named.findLast((each) => isShortFor(short, each.outletName)) ??
    watchedNames(known).last.get(short) ??
    mention;
  return { ...mention, outlet, outletName, weak: mention.weak || outletName !== mention.outletName };
}

/** "Tribune" for "Harbour Tribune", "Halcyon" for "Halcyon News Agency". */
export function isShortFor(short: string, name: string): boolean {
  const plain = plainName(name);
  return plain.includes(' ') && (endsWith(plain, short) || shortName(plain) === short);
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
  if (isCredit(before, after, mention)) return 'wire-credit';
  const cue = cues.find((each) => each.before?.test(before) || each.after?.test(after));
  if (cue === undefined || (isBodyLike(mention) && !isReporting(cue.how, before, after))) return null;
  return cue.how;
}

/** A name of no known outlet that may be any body's: "Norland Patients’ Network". */
function isBodyLike({ outlet, outletName }: OutletMention): boolean {
  const words = outletName.toLowerCase().split(' ');
  return (
    outlet === null &&
    bodyEndings.has(words.at(-1)!) &&
    !words.some((word) => /^(?:news|press|radio|tv|television|broadcasting|media)$/.test(word))
  );
}

/** What only outlets do: to report, to be credited. Anyone may say or be told something. */
function isReporting(how: CitationHow, before: string, after: string): boolean {
  return (
    /^(?:first-reported|originally-appeared|wire-credit)$/.test(how) ||
    /^,?\s+(?:first\s+|also\s+)?(?:report(?:ed|s)|published|revealed|broke)\b/.test(after) ||
    /\breported\s+(?:\w+\s+)?(?:by|in|on)\s+(?:the\s+)?$/i.test(before)
  );
}
