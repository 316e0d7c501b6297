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
  return JSON.stringify(value ?? null, (_key, each) => (typeof each === 'string' ? clean(each) : each));
}

/** Text for a text column. */
export const clean = cleanForSql;
