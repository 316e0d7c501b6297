import type { CopyKind } from './compare.js';
import { type FamilyLink, type FamilyMember, type FamilyPair, rankMembers } from './original.js';

/** A person's decision as it bears on one article; the later has the higher number. */
export interface FamilyBond {
  article: string;
  decision: string;
  number: number;
  about: 'family' | 'story';
  verdict: 'together' | 'apart';
  side: 'subject' | 'other';
}

/** Which articles are one text. */
export interface Families {
  /** For each article the smallest id of its family. */
  families: Map<string, string>;
  /** The pairs that hold: inside one family, and not kept apart by a person. */
  pairs: FamilyPair[];
}

/** From the surest to the least sure. */
const kinds: CopyKind[] = ['exact', 'near', 'translation', 'rewrite'];

/** What two articles are to each other that a person keeps together. */
const decidedKind: CopyKind = 'rewrite';

/**
 * Families as what pairs connect, within what people decided: what is kept together is joined first, and no union brings
 * two articles into one family that are kept apart, or that people placed in two stories. The surest pairs are taken
 * first, so that the answer depends on the articles, pairs and decisions alone and not on who arrived when.
 * @param ids the articles, all that pairs and decisions connect
 * @param bonds decisions on these articles; of two that contradict each other the later holds
 * @param placed the story of each article that a person placed in one
 */
export function groupFamilies(
  ids: string[],
  pairs: FamilyPair[],
  bonds: FamilyBond[] = [],
  placed: ReadonlyMap<string, string> = new Map(),
): Families {
  const { together, apart } = decidedPairs(bonds);
  const groups = new Map(ids.map((id) => [id, new Set([id])]));
  const clash = (a: string, b: string): boolean =>
    apart.has(keyOf(a, b)) ||
    (placed.has(a) && placed.has(b) && placed.get(a) !== placed.get(b) && !together.has(keyOf(a, b)));
  const fits = (one: Set<string>, other: Set<string>): boolean =>
    ![...one].some((a) => [...other].some((b) => clash(a, b)));
  const decided = [...together.values()].map(([a, b]) => ({ a, b, kind: decidedKind, score: 1 }));
  for (const { a, b } of [...decided, ...[...pairs].sort(surest)]) {
    const [one, other] = [groups.get(a), groups.get(b)];
    if (one === undefined || other === undefined || one === other) continue;
    if (bonds.length > 0 && !fits(one, other)) continue;
    const [large, small] = one.size >= other.size ? [one, other] : [other, one];
    for (const id of small) groups.set(id, large.add(id));
  }
  const known = new Set(pairs.map(({ a, b }) => keyOf(a, b)));
  const all = [...pairs, ...decided.filter(({ a, b }) => !known.has(keyOf(a, b)))];
  return {
    families: nameGroups(new Set(groups.values())),
    pairs: all.filter(({ a, b }) => groups.get(a) === groups.get(b) && !apart.has(keyOf(a, b))),
  };
}

/**
 * Where a person joined two texts that no comparison connects, a family has two originals: the lesser of them copies the
 * other.
 */
export function linkRoots(
  links: FamilyLink[],
  members: FamilyMember[],
  families: ReadonlyMap<string, string>,
  bonds: FamilyBond[],
): FamilyLink[] {
  const joined = new Set(
    bonds
      .filter((each) => each.about === 'family' && each.verdict === 'together')
      .map((each) => families.get(each.article)),
  );
  if (joined.size === 0) return links;
  const roots = new Set(links.filter((link) => link.copyOf === null).map((link) => link.id));
  const ranked = rankMembers(members).filter((member) => roots.has(member.id));
  return links.map((link) => {
    const family = families.get(link.id);
    if (link.copyOf !== null || !joined.has(family)) return link;
    const top = ranked.find((member) => families.get(member.id) === family)?.id ?? link.id;
    return top === link.id ? link : { id: link.id, copyOf: top, kind: decidedKind, why: 'one text with it' };
  });
}

interface Decided {
  together: Map<string, [string, string]>;
  apart: Set<string>;
}

/** The pairs that people keep together and apart as texts; of decisions on one pair the latest counts. */
function decidedPairs(bonds: FamilyBond[]): Decided {
  const found: Decided = { together: new Map(), apart: new Set() };
  const asText = new Set<string>();
  const asStory = new Set<string>();
  for (const decision of latestFirst(bonds)) {
    const { about, verdict } = decision[0] as FamilyBond;
    for (const [a, b] of couples(decision)) {
      const key = keyOf(a, b);
      const seen = about === 'family' ? asText : asStory;
      const known = seen.has(key) || (about === 'story' && asText.has(key));
      seen.add(key);
      if (known) continue;
      // One text is in one story, so what is kept out of a story is kept out of its texts too.
      if (verdict === 'apart') found.apart.add(key);
      else if (about === 'family' && !found.apart.has(key)) found.together.set(key, [a, b]);
    }
  }
  return found;
}

function latestFirst(bonds: FamilyBond[]): FamilyBond[][] {
  const decisions = new Map<string, FamilyBond[]>();
  const sorted = [...bonds].sort((a, b) => b.number - a.number || (a.article < b.article ? -1 : 1));
  for (const bond of sorted) decisions.set(bond.decision, [...(decisions.get(bond.decision) ?? []), bond]);
  return [...decisions.values()];
}

/** The pairs a decision is on: subjects among each other, or each subject with each of the others. */
function couples(decision: FamilyBond[]): [string, string][] {
  const of = (side: FamilyBond['side']) =>
    decision.filter((each) => each.side === side).map((each) => each.article);
  const subjects = of('subject');
  if (decision[0]?.verdict === 'apart')
    return subjects.flatMap((a) => of('other').map((b): [string, string] => [a, b]));
  return subjects.flatMap((a, at) => subjects.slice(at + 1).map((b): [string, string] => [a, b]));
}

function surest(x: FamilyPair, y: FamilyPair): number {
  return (
    kinds.indexOf(x.kind) - kinds.indexOf(y.kind) ||
    y.score - x.score ||
    (keyOf(x.a, x.b) < keyOf(y.a, y.b) ? -1 : 1)
  );
}

function keyOf(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** For each article the smallest id of its group. */
function nameGroups(groups: Iterable<Set<string>>): Map<string, string> {
  const names = new Map<string, string>();
  for (const group of groups) {
    const [lowest = ''] = [...group].sort();
    for (const id of group) names.set(id, lowest);
  }
  return names;
}
