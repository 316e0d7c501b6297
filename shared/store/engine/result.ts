import type { QueryResult } from './database.js';

interface DriverResult {
  rows: unknown[];
  rowCount: number | null;
}

/** The drivers give a list of results for a text of several statements: the last one is what was asked for. */
export function lastResult<T>(result: unknown): QueryResult<T> {
  const last = (Array.isArray(result) ? result.at(-1) : result) as DriverResult | undefined;
  return { rows: (last?.rows ?? []) as T[], rowCount: last?.rowCount ?? 0 };
}
