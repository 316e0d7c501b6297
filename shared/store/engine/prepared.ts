/** Statements with a name at the most; the tables have some two hundred, and one made anew each time is sent as it is. */
const mostNames = 500;

const names = new Map<string, string>();

/** A statement as node-postgres takes it. */
export interface Statement {
  name?: string;
  text: string;
  values?: readonly unknown[];
}

/**
 * A statement that takes parameters gets a name of its own, so that each connection parses and plans it once. Behind
 * PgBouncer in transaction mode this needs version 1.21 with `max_prepared_statements`.
 */
export function prepared(text: string, values?: readonly unknown[]): Statement {
  if (values === undefined || values.length === 0) return { text };
  const known = names.get(text);
  if (known !== undefined) return { name: known, text, values };
  if (names.size >= mostNames) return { text, values };
  const name = `hearsay_${names.size}`;
  names.set(text, name);
  return { name, text, values };
}
