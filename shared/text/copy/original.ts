import { type CopyKind, type CopyText, type CopyVerdict, compareTimes } from './compare.js';
import { creditsOutlet, findCrediting, wireOf } from './credit.js';

/** A member of a family: what decides who copied whom (the text is not needed). */
export type FamilyMember = Omit<CopyText, 'text' | 'title' | 'lang'>;

/** Two members that were compared and found to be copies; the order of `a` and `b` does not matter. */
export interface FamilyPair {
  a: string;
  b: string;
  kind: CopyKind;
  score: number;
}

/** What a member copies. */
export interface FamilyLink {
  id: string;
  /** null for the original. */
  copyOf: string | null;
  kind: CopyKind | null;
  why: string;
}

/**
 * Who copied whom in a family. The answer depends on the members alone, not on the order in which they arrived: an earlier article that
 * turns up late takes its place as the original.
 * @param members all members; one that is in no pair is an original of its own
 * @param pairs verdicts with a kind (see {@link pairOf})
 * @returns one link for each member, sorted by id
 */
export function chooseOriginal(members: FamilyMember[], pairs: FamilyPair[]): FamilyLink[] {
  const ranked = rankMembers(members);
  const place = new Map(ranked.map((member, at) => [member.id, at]));
  const pairsOf = new Map<string, FamilyPair[]>(members.map((member) => [member.id, []]));
  for (const pair of pairs) for (const id of [pair.a, pair.b]) pairsOf.get(id)?.push(pair);
  return ranked
    .map((member, at) => linkOf(member, at, place, pairsOf.get(member.id) ?? [], ranked))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The pair a verdict stands for, or null where it found no copy. */
export function pairOf(a: { id: string }, b: { id: string }, found: CopyVerdict): FamilyPair | null {
  return found.kind === null ? null : { a: a.id, b: b.id, kind: found.kind, score: found.score };
}

/**
 * From the most to the least original: those that credit no member's outlet, agencies before others, the earlier published, the lower id.
 */
export function rankMembers(members: FamilyMember[]): FamilyMember[] {
  const crediting = findCrediting(members);
  return [...members].sort(
    (a, b) =>
      Number(crediting.has(a)) - Number(crediting.has(b)) ||
      Number(wireOf(a.outlet) === null) - Number(wireOf(b.outlet) === null) ||
      compareTimes(a.published, b.published) ||
      (a.id < b.id ? -1 : 1),
  );
}

/** What a member copies: of those it makes a pair with, the one that ranks highest, if that ranks above it. */
function linkOf(
  member: FamilyMember,
  at: number,
  place: Map<string, number>,
  pairs: FamilyPair[],
  ranked: FamilyMember[],
): FamilyLink {
  let first = at;
  let best: FamilyPair | null = null;
  for (const pair of pairs) {
    const other = place.get(pair.a === member.id ? pair.b : pair.a) ?? Number.POSITIVE_INFINITY;
    if (other >= first) continue;
    first = other;
    best = pair;
  }
  if (best === null)
    return { id: member.id, copyOf: null, kind: null, why: 'no earlier member has this text' };
  const original = ranked[first] as FamilyMember;
  return { id: member.id, copyOf: original.id, kind: best.kind, why: reason(member, original) };
}

function reason(member: FamilyMember, original: FamilyMember): string {
  if (creditsOutlet(member, original)) return `credits ${original.outletName}`;
  if (wireOf(original.outlet) !== null) return `${original.outletName} is an agency`;
  return compareTimes(member.published, original.published) > 0
    ? 'published later'
    : 'same time; lower id taken as the original';
}
