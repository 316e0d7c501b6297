/** What decides when an article is looked at again. Times in milliseconds since 1970, lengths in seconds. */
export interface Looks {
  firstSeen: number;
  now: number;
  /** When to look, counted from when the article was first seen; rising. */
  after: readonly number[];
  /** Shortest time between two looks. */
  least: number;
}

/** After the last planned look a deleted page is looked for this often at the last distance, in case it comes back. */
const looksForDeleted = 4;

/** Share of a distance by which a look may come early and still be that look: clocks and queues are not exact. */
const early = 0.02;

/** When the next look is due; null after the last. A look that was missed is not made up for: the next one sees as much. */
export function nextLook({ firstSeen, now, after, least }: Looks): number | null {
  const age = (now - firstSeen) / 1_000;
  const next = after.find((seconds) => seconds * (1 - early) > age);
  if (next === undefined) return null;
  return Math.max(firstSeen + next * 1_000, now + least * 1_000);
}

/** When to look for a deleted article again: as planned, then a few times more; null once that was enough. */
export function nextLookForDeleted(deletedAt: number, looks: Looks): number | null {
  const { now, after, least } = looks;
  const planned = nextLook(looks);
  if (planned !== null || after.length === 0) return planned;
  const distance = Math.max(least, after.at(-1) ?? 0) * 1_000;
  return now - deletedAt >= looksForDeleted * distance ? null : now + distance;
}

/** When to look again after an answer that says nothing (down, blocked): soon, and then as planned; null long after the last look. */
export function nextLookAfterNothing(looks: Looks, soon: number): number | null {
  const planned = nextLook(looks);
  const last = looks.firstSeen + 2 * (looks.after.at(-1) ?? 0) * 1_000;
  const again = looks.now + Math.max(soon, looks.least) * 1_000;
  if (planned !== null) return Math.min(planned, again);
  return looks.now < last ? again : null;
}
