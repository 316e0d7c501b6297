import { z } from 'zod';
import { Problem } from './problem.js';

// Every list is read in one way: `limit` entries, then those after the `cursor` that the answer gave as `next`, until
// that is null. Filters are named after the field they hold to a value.

/** A page of a list: enough for a screen, small enough to answer at once. */
export function limitOf(most: number, usual = 100) {
  return z.coerce.number().int().min(1).max(most).default(usual).meta({ description: 'Entries on a page.' });
}

/** Lists that are short by nature are given whole where no limit is set. */
export const anyLimit = z.coerce
  .number()
  .int()
  .min(1)
  .max(10_000)
  .optional()
  .meta({ description: 'Entries on a page; all where it is left out.' });

/** Where a list goes on, in at most `longest` characters: what the answer before gave as `next`. */
export const cursorOfLength = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .optional()
    .meta({ description: 'Where to go on: `next` of the answer before.' });

export const cursor = cursorOfLength(400);

/** The cursor of a list in the order of a growing number. */
export const seqCursor = z
  .string()
  .regex(/^\d{1,18}$/, 'must be what an answer gave as next')
  .optional()
  .meta({ description: 'Where to go on: `next` of the answer before.' });

/** A place in a list that is ordered by a time and, at one time, by id. */
export interface Place {
  at: Date;
  id: string;
}

export function cursorOf({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');
}

const place = z.tuple([z.iso.datetime(), z.string().min(1).max(200)]);

/** The place a cursor names; null for none. Throws a 400 where it was never given by us. */
export function placeOf(given: string | undefined): Place | null {
  if (given === undefined) return null;
  try {
    const [at, id] = place.parse(JSON.parse(Buffer.from(given, 'base64url').toString('utf8')));
    return { at: new Date(at), id };
  } catch {
    throw new Problem(400, '"cursor" must be what an answer gave as next.', 'cursor');
  }
}

/** The page of a list that is kept whole, and where it goes on. Entries are known by a key that stays theirs. */
export function pageOf<T>(
  all: readonly T[],
  { limit, cursor: after }: { limit?: number | undefined; cursor?: string | undefined },
  keyOf: (entry: T) => string,
): { rows: T[]; next: string | null } {
  const last = after === undefined ? -1 : all.findIndex((entry) => keyOf(entry) === after);
  if (after !== undefined && last === -1)
    throw new Problem(400, '"cursor" is out of date: read the list from its beginning.', 'cursor');
  const rows = all.slice(last + 1, limit === undefined ? undefined : last + 1 + limit);
  const end = rows.at(-1);
  return { rows, next: end === undefined || last + 1 + rows.length >= all.length ? null : keyOf(end) };
}

/** Where a list goes on that was read from the record: past a full page. */
export function nextOf<T>(rows: readonly T[], limit: number, keyOf: (entry: T) => string): string | null {
  const end = rows.at(-1);
  return rows.length < limit || end === undefined ? null : keyOf(end);
}
