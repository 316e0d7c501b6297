import { createHash } from 'node:crypto';

/** Kinds of things that have ids; the prefix says at a glance what an id names. */
const prefixes = {
  feed: 'f',
  entry: 'e',
  page: 'p',
  article: 'a',
  story: 's',
  subscription: 'u',
  alert: 'l',
  decision: 'd',
  ping: 'g',
  token: 't',
} as const;

/** Hex digits of an id: 64 bits, so that a collision among a billion ids has odds of about one in forty. */
const digits = 16;

/**
 * The id of a thing from its natural key: the same in every run and mode. The parts are joined with a character
 * that no URL or id holds, so that ("ab", "c") and ("a", "bc") differ.
 */
export function idOf(kind: keyof typeof prefixes, ...key: (string | number)[]): string {
  const hash = createHash('sha256').update(key.join('\u0001')).digest('hex');
  return `${prefixes[kind]}_${hash.slice(0, digits)}`;
}

/** The hash by which contents are compared and kept: SHA-256 in hex. */
export function contentHash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
