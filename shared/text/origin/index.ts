import type { Candidate, Via } from '../candidate/index.js';
import type { StoryArticle } from '../claim/types.js';
import { isBody } from './body.js';
import { circleOf } from './circle.js';
import { isDocument, isMediaReport } from './document.js';
import { isOutlet, sameName } from './outlet.js';
import { isOwnReporting } from './own.js';
import { isSameOrigin } from './same.js';
import type { Origin } from './types.js';

export { isSameOrigin } from './same.js';
export type { Origin } from './types.js';

/** A mention of one claim, as far as its origin depends on it. */
export interface Voice {
  id: string;
  article: StoryArticle;
  candidate: Candidate;
  disputes: boolean;
}

/** An origin and how it was found. */
export interface FoundOrigin {
  origin: Origin;
  /** The outlet relied on, named by the article or shown by what it carries; null for own reporting. */
  via: Via | null;
  /** A sentence for an editor where the way is not plain from the article's own credit; else null. */
  why: string | null;
}

/**
 * Follows the copies and citations of each mention of one claim to the root. Unnamed sources count as the outlet that spoke to
 * them; a person or body named on the record and a document are origins of their own. Counting is careful: a later mention that does not say
 * where it has the claim from is given the origin of the first. Assertions are traced among assertions and disputes
 * among disputes. Outlets that only cite each other are one origin, the earlier one.
 * @param voices the claim's mentions, oldest first
 * @returns by mention id
 */
export function findOrigins(voices: readonly Voice[]): Map<string, FoundOrigin> {
  const found = new Map<string, FoundOrigin>();
  const before: Voice[] = [];
  for (const voice of voices) {
    const side = before.filter((each) => each.disputes === voice.disputes);
    const all = voices.filter((each) => each.disputes === voice.disputes);
    found.set(voice.id, traceVoice(voice, { before: side, all, found }));
    before.push(voice);
  }
  for (const voice of voices)
    if (voice.candidate.in === 'title') found.set(voice.id, ofText(voice, voices, found));
  return found;
}

/** A title has its claim from where the text below it has it. */
function ofText(
  title: Voice,
  voices: readonly Voice[],
  found: ReadonlyMap<string, FoundOrigin>,
): FoundOrigin {
  const text = voices.find(
    (each) =>
      each.article === title.article && each.candidate.in === 'text' && each.disputes === title.disputes,
  );
  return found.get(text?.id ?? title.id)!;
}

interface Trail {
  before: readonly Voice[];
  all: readonly Voice[];
  found: ReadonlyMap<string, FoundOrigin>;
}

function traceVoice(voice: Voice, trail: Trail): FoundOrigin {
  const reliance = relianceOf(voice, trail);
  const record = onRecord(voice);
  if (voice.article.copyOf !== null && reliance?.root && !voice.disputes)
    return { origin: trail.found.get(reliance.root.id)!.origin, via: reliance.via, why: reliance.why };
  if (record !== null && vouches(voice, record, trail)) return onHisWord(voice, record, reliance, trail);
  if (reliance === null) return withoutCredit(voice, trail);
  const root = reliance.root === null ? null : trail.found.get(reliance.root.id);
  if (root !== null && root !== undefined)
    return { origin: root.origin, via: reliance.via, why: reliance.why };
  const circle = circleOf(voice, reliance.via, trail.all);
  if (circle !== null) return inCircle(circle, reliance.via);
  return { origin: { kind: 'outlet', name: reliance.via.outletName }, via: reliance.via, why: reliance.why };
}

/** Who speaks for himself is heard through a cited outlet only where that outlet had it from him, and not merely had it before. */
function onHisWord(voice: Voice, record: Origin, reliance: Reliance | null, { found }: Trail): FoundOrigin {
  const before = reliance?.root ? found.get(reliance.root.id)?.origin : undefined;
  const hasHim = !voice.disputes && before !== undefined && isSameOrigin(before, record);
  const relied = reliance?.given || hasHim ? reliance : null;
  return { origin: record, via: relied?.via ?? null, why: relied?.why ?? null };
}

/** Outlets that have a claim from one another alone: what the earliest of them has it from, none of them says. */
function inCircle(circle: readonly Voice[], via: Via): FoundOrigin {
  const names = circle.map(({ article }) => article.outletName);
  const all = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return {
    origin: { kind: 'outlet', name: names[0]! },
    via,
    why: `${all} ${names.length === 2 ? 'cite each other' : 'cite one another in a circle'}: no source outside it is given.`,
  };
}

/** No outlet is credited: its own reporting where it says so or is the first seen; else no origin but the first is known. */
function withoutCredit(voice: Voice, { before, found }: Trail): FoundOrigin {
  const first = before.find((each) => each.article.id !== voice.article.id);
  const { outletName } = voice.article;
  if (first === undefined || isOwnReporting(voice.candidate.sentence.text, outletName))
    return { origin: { kind: 'outlet', name: outletName }, via: null, why: null };
  const why = `No origin is given here; ${first.article.outletName} had it before.`;
  return { origin: found.get(first.id)!.origin, via: null, why };
}

/**
 * True if somebody on the record adds a voice to those before: a document does, unless it is only what an outlet that had the claim before
 * cites for it; a person does whom the first outlet had not asked already; a nameless body ("the police") only where it confirms, and the
 * same quoted words stay one voice, however their speaker is called.
 */
function vouches({ article, candidate, disputes }: Voice, record: Origin, { before, found }: Trail): boolean {
  const first = before.find((each) => each.article.id !== article.id);
  if (first === undefined || disputes) return true;
  if (record.kind === 'document') return !isRelayed(candidate, article, before);
  if (isSameOrigin(found.get(first.id)!.origin, record)) return true;
  if (!candidate.speakerNamed) return confirming.test(candidate.sentence.text);
  const quoted = candidate.kind === 'quotation' && first.candidate.kind === 'quotation';
  if (quoted && !first.candidate.speakerNamed) return false;
  return !speaksIn(record.name, first.article);
}

/** "Copper reported, citing records", where Copper's article has the claim; a document that the outlet saw is one to reckon with. */
function isRelayed({ via, sentence }: Candidate, article: StoryArticle, before: readonly Voice[]): boolean {
  if (via === null || isOutlet(via, article)) return false;
  if (saw.test(sentence.text) && !citing.test(sentence.text)) return false;
  return before.some((each) => isOutlet(via, each.article));
}

const saw =
  /\b(?:seen|obtained|reviewed|viewed|examined|verified|read|inspected|published) by\b|\bha(?:s|ve) (?:seen|obtained|reviewed|viewed|read)\b/i;
const citing = /\b(?:citing|quoting)\b/i;
const confirming = /\b(?:confirm|acknowledg|admit|conced)/i;

function speaksIn(name: string, { candidates }: StoryArticle): boolean {
  return candidates.some(
    ({ speaker, speakerNamed }) =>
      speakerNamed &&
      speaker !== null &&
      isSameOrigin({ kind: 'person', name }, { kind: 'person', name: speaker }),
  );
}

/** A person, body or document that vouches in its own name. An outlet named as the source is no such thing: it is relied on. */
function onRecord({ article, candidate }: Voice): Origin | null {
  const { speaker, speakerNamed } = candidate;
  if (speaker === null || isMediaReport(speaker)) return null;
  if (isDocument(speaker)) return { kind: 'document', name: speaker };
  if (!speakerNamed && isBody(speaker)) return { kind: 'person', name: speaker.replace(/^the\s+/i, '') };
  if (!speakerNamed || sameName(speaker, article.outletName)) return null;
  if (candidate.via !== null && sameName(candidate.via.outletName, speaker)) return null;
  if (article.cites.some((cite) => sameName(cite.outletName, speaker))) return null;
  return { kind: 'person', name: speaker };
}

interface Reliance {
  via: Via;
  /** True where the mention's own words, a copy or a shared quotation say so; else it is what the rest of the article, or the order of events, suggests. */
  given: boolean;
  /** The mention relied on, where the story holds it. */
  root: Voice | null;
  why: string | null;
}

/** Whom a mention relies on: what it credits, what it copies, what its article cites, whose quotation it carries. */
function relianceOf(voice: Voice, trail: Trail): Reliance | null {
  const { article, candidate } = voice;
  const via = candidate.via ?? namedOutlet(voice);
  if (via !== null && isSelf(via, article)) return null;
  if (article.copyOf !== null) return copied(voice, via, trail);
  if (via !== null) {
    const root = earliest(trail.before, (each) => isOutlet(via, each.article));
    return { via: inStory(via, root), given: true, root, why: null };
  }
  return creditedBeside(voice, trail) ?? carried(voice, trail);
}

function copied({ article }: Voice, via: Via | null, trail: Trail): Reliance {
  const root = earliest(trail.before, (each) => each.article.id === article.copyOf);
  if (root !== null) {
    const why = `The article copies ${root.article.outletName}.`;
    // What the copied text itself credits to a third outlet stays credited to it.
    const own =
      via === null || isOutlet(via, root.article)
        ? viaOf(root)
        : inStory(
            via,
            earliest(trail.before, (each) => isOutlet(via, each.article)),
          );
    return { via: own, given: true, root, why };
  }
  const cited = via ?? article.cites[0] ?? null;
  const plain =
    cited === null ? viaOf({ article } as Voice) : { outlet: cited.outlet, outletName: cited.outletName };
  return {
    via: plain,
    given: true,
    root: earliest(trail.before, (each) => isOutlet(plain, each.article)),
    why: null,
  };
}

/** "NBC News reported that …": the outlet is the speaker. */
function namedOutlet({ article, candidate }: Voice): Via | null {
  const { speaker } = candidate;
  if (speaker === null) return null;
  const cite = article.cites.find((each) => sameName(each.outletName, speaker));
  return cite === undefined ? null : { outlet: cite.outlet, outletName: cite.outletName };
}

/** The same claim credited elsewhere in the article (a title above its credited sentence). */
function creditedBeside({ id, article, candidate }: Voice, trail: Trail): Reliance | null {
  if (candidate.speakerNamed) return null;
  const beside = trail.all.find(
    (each) => each.id !== id && each.article === article && each.candidate.via !== null,
  );
  const via = beside?.candidate.via ?? null;
  if (via === null || isSelf(via, article)) return null;
  const root = earliest(trail.before, (each) => isOutlet(via, each.article));
  return { via: inStory(via, root), given: false, root, why: null };
}

/** Said without credit, but an outlet that the article cites said it before. */
function carried({ article, candidate }: Voice, trail: Trail): Reliance | null {
  const root = earliest(
    trail.before,
    (each) => each.article.id !== article.id && article.cites.some((cite) => isOutlet(cite, each.article)),
  );
  if (root === null) return null;
  return {
    via: viaOf(root),
    // The very words that the cited outlet has are its.
    given: candidate.kind === 'quotation' && root.candidate.kind === 'quotation',
    root,
    why: `Not credited here, but ${root.article.outletName}, which the article cites, had it first.`,
  };
}

function earliest(voices: readonly Voice[], test: (voice: Voice) => boolean): Voice | null {
  return voices.find(test) ?? null;
}

/** "The Courier" is the Harbour Courier, whose article the story holds. */
function inStory(via: Via, root: Voice | null): Via {
  return via.outlet === null && root !== null ? viaOf(root) : via;
}

function viaOf({ article }: Voice): Via {
  return { outlet: article.outlet, outletName: article.outletName };
}

function isSelf(via: Via, article: StoryArticle): boolean {
  return isOutlet(via, article);
}
