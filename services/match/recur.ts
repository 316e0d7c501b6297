import type { Write } from '@hearsay/runtime/handler';
import type { ClaimRow, RecurrenceRow } from '@hearsay/store';
import { findRecurrence, recurrenceKeys, recurs } from '@hearsay/text/recurrence';

type Sought = Pick<RecurrenceRow, 'id' | 'text' | 'seen'>;
type Tables = Pick<Write, 'recurrences'>;

/**
 * Says which claims of a story were made before in another one: of all that are the same, the earliest. Only claims that are new, or other
 * than they were, are looked for; where an earlier story turns up late, the claims that came after it are told of it.
 * Call it after the story's claims were written, under its lock.
 * @param before the story's claims before that
 */
export async function linkRecurrences(
  story: string,
  { before, now }: { before: readonly RecurrenceRow[]; now: readonly ClaimRow[] },
  write: Tables,
): Promise<void> {
  const known = new Map(before.map((row) => [row.id, row]));
  const changed = now.filter((claim) => !isSame(known.get(claim.id), claim));
  await write.recurrences.keep(changed.map(keysOf).map(({ id, ...rest }) => ({ claim: id, ...rest })));
  await link(story, [...changed, ...(await write.recurrences.adrift(story))], write);
  const ids = new Set(now.map(({ id }) => id));
  await followAgain(
    before.filter(({ id }) => !ids.has(id)).map(({ id }) => id),
    write,
  );
}

function isSame(before: Sought | undefined, now: Sought): boolean {
  return before !== undefined && before.text === now.text && timeOf(before) === timeOf(now);
}

async function link(story: string, claims: readonly Sought[], write: Tables): Promise<void> {
  const sought = claims.map(keysOf).filter(({ keys }) => keys.length > 0);
  const sharing =
    sought.length === 0
      ? []
      : await write.recurrences.sharing(
          story,
          sought.map(({ id, ...rest }) => ({ claim: id, ...rest })),
        );
  const near = byClaim(sharing);
  const own = claims.map((claim) => {
    const earlier = (near.get(claim.id) ?? []).filter((each) => comesBefore(each, claim)).sort(byTime);
    return { claim: claim.id, recurs: findRecurrence(claim.text, earlier) };
  });
  await write.recurrences.say(own);
  await write.recurrences.say(await later(claims, sharing, write));
}

function byClaim<T extends { of: string }>(sharing: readonly T[]): Map<string, T[]> {
  const near = new Map<string, T[]>();
  for (const each of sharing) {
    const own = near.get(each.of);
    if (own === undefined) near.set(each.of, [each]);
    else own.push(each);
  }
  return near;
}

/** Claims of other stories that come after one of these, say the same, and know of none that is earlier. */
async function later(
  claims: readonly Sought[],
  sharing: readonly (RecurrenceRow & { of: string })[],
  write: Tables,
): Promise<{ claim: string; recurs: string }[]> {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const after = sharing.filter((each) => comesBefore(byId.get(each.of)!, each));
  if (after.length === 0) return [];
  const targets = await write.recurrences.get(after.flatMap((each) => each.recurs ?? []));
  const best = new Map<string, Sought>(
    after.flatMap((each) => {
      const target = targets.find(({ id }) => id === each.recurs);
      return target === undefined ? [] : [[each.id, target]];
    }),
  );
  const told = new Map<string, string>();
  for (const each of after) {
    const mine = byId.get(each.of)!;
    const known = best.get(each.id);
    if (known !== undefined && !comesBefore(mine, known)) continue;
    if (!recurs(each.text, mine.text)) continue;
    best.set(each.id, mine);
    told.set(each.id, mine.id);
  }
  return [...told].map(([claim, target]) => ({ claim, recurs: target }));
}

/** Claims that recurred to one that is no more are looked for anew. */
async function followAgain(gone: readonly string[], write: Tables): Promise<void> {
  if (gone.length === 0) return;
  const rows = await write.recurrences.followers([...gone]);
  for (const story of new Set(rows.map((row) => row.story)))
    await link(
      story,
      rows.filter((row) => row.story === story),
      write,
    );
}

const keysOf = ({ id, text, seen }: Sought) => ({ id, seen, keys: recurrenceKeys(text) });

const timeOf = ({ seen }: Pick<Sought, 'seen'>): number => seen?.getTime() ?? Number.POSITIVE_INFINITY;

function byTime(a: Sought, b: Sought): number {
  return timeOf(a) === timeOf(b) ? (a.id < b.id ? -1 : 1) : timeOf(a) - timeOf(b);
}

const comesBefore = (a: Sought, b: Sought): boolean => a.id !== b.id && byTime(a, b) < 0;
