import type { Span } from '../span.js';

/** A proper name as it stands in the text. */
export interface Name extends Span {
  text: string;
  /** For comparison: lower case, no possessive, no titles; an acronym has its expansion's key. */
  key: string;
}

export function findNames(_text: string): Name[] {
  return [];
}
