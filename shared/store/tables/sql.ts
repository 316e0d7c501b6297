import { cleanForSql, type Sql } from '../engine/index.js';

export type { Sql } from '../engine/index.js';

/** The first row, or null. */
export async function one<T>(sql: Sql, text: string, params: unknown[] = []): Promise<T | null> {
  const { rows } = await sql.query<T>(text, params);
  return rows[0] ?? null;
}

/** All rows. */
export async function many<T>(sql: Sql, text: string, params: unknown[] = []): Promise<T[]> {
  return (await sql.query<T>(text, params)).rows;
}

/** A value for a jsonb column: driver-independent, and free of what PostgreSQL refuses (NUL, lone surrogates). */
export function json(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  // What is refused is written as an escape: hardly any value has one, and a look for them costs less than a call for each string.
  if (!refused.test(text)) return text;
  return JSON.stringify(value ?? null, (_key, each) => (typeof each === 'string' ? clean(each) : each));
}

const refused = /\\u(?:0000|d[89a-f])/;

/** Text for a text column. */
export const clean = cleanForSql;
