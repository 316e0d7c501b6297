import { type Draft, founderOf } from './draft.js';
import { claimId } from './identity.js';
import type { KnownIds } from './types.js';

/**
 * Gives each claim its id: the one most of its mentions had before (of equals, the one of its earliest mention), else one
 * made from its founding mention. No id is given twice: where a claim was split, the larger part keeps it.
 */
export function nameClaims(drafts: readonly Draft[], known: KnownIds): Map<Draft, string> {
  const wishes = drafts.flatMap((draft) =>
    [...votesOf(draft, known)].map(([id, votes]) => ({ draft, id, votes })),
  );
  wishes.sort((a, b) => b.votes - a.votes || a.draft.number - b.draft.number);
  const names = new Map<Draft, string>();
  const used = new Set<string>();
  for (const { draft, id } of wishes) {
    if (names.has(draft) || used.has(id)) continue;
    names.set(draft, id);
    used.add(id);
  }
  for (const draft of drafts) if (!names.has(draft)) names.set(draft, freshId(draft, used));
  return names;
}

function votesOf(draft: Draft, known: KnownIds): Map<string, number> {
  const votes = new Map<string, number>();
  for (const { entry } of draft.found) {
    const id = known.claims[entry.id];
    if (id !== undefined) votes.set(id, (votes.get(id) ?? 0) + 1);
  }
  return votes;
}

function freshId(draft: Draft, used: Set<string>): string {
  const id = claimId(founderOf(draft).entry.id);
  const free = used.has(id) ? claimId(`${id}\n${draft.number}`) : id;
  used.add(free);
  return free;
}
