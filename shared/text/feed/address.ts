import { MAX_LINK_LENGTH } from './limits.js';

/** Attributes that hold an address, for every element that may have one. */
export const ADDRESSES: ReadonlySet<string> = new Set(['href', 'src', 'cite', 'poster']);

/** An address made absolute; absolute ones stay as written, and what cannot be resolved stays too. */
export function absolute(address: string, base: string): string {
  const given = address.trim().replace(/[\t\n\r]/g, '');
  if (given.length > MAX_LINK_LENGTH || /^[a-z][a-z0-9+.-]*:/i.test(given)) return given;
  return URL.canParse(given, base) ? new URL(given, base).href : given;
}
