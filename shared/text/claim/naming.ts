import { type Draft, founderOf } from './draft.js';
import { claimId } from './identity.js';
import type { KnownIds } from './types.js';

/**
 * Gives each claim its id: the one most of its mentions had before (of equals, the one of its earliest mention), else one
 * made from its founding mention. No id is given twice: where a claim was split, the larger part keeps it.
 */
export function nameClaims(drafts: readonly Draft[], known: KnownIds): Map<Draft, string> {
  const wishes = drafts.flatMap((draft) => wishesOf(draft, known));
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

interface Wish {
  draft: Draft;
  id: string;
  votes: number;
}

/** The ids that mentions of a claim had before, in their order: nearly always one, as all of them had it, or none. */
function wishesOf(draft: Draft, known: KnownIds): Wish[] {
  const wishes: Wish[] = [];
  for (const { entry } of draft.found) {
    const id = known.claims[entry.id];
    if (id === undefined) continue;
    const wish = wishes.find((each) => each.id === id);
    if (wish === undefined) wishes.push({ draft, id, votes: 1 });
    else wish.votes += 1;
  }
  return wishes;
}

function freshId(draft: Draft, used: Set<string>): string {
  const id = claimId(founderOf(draft).entry.id);
  const free = used.has(id) ? claimId(`${id}\n${draft.number}`) : id;
  used.add(free);
  return free;
}
