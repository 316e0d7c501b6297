import { isUrl } from '../url/valid.js';
import { MAX_LINK_LENGTH } from './limits.js';

/** Attributes that hold an address, for every element that may have one. */
export const ADDRESSES: ReadonlySet<string> = new Set(['href', 'src', 'cite', 'poster']);

/** An address made absolute; absolute ones stay as written, and what cannot be resolved stays too. */
export function absolute(address: string, base: string): string {
  const given = address.trim().replace(/[\t\n\r]/g, '');
  if (given.length > MAX_LINK_LENGTH || /^[a-z][a-z0-9+.-]*:/i.test(given)) return given;
  if (!isUrl(given, base)) return given;
  const { href } = new URL(given, base);
  return /[\u0080-\uffff]/.test(given) ? withLetters(href) : href;
}

/** Letters beyond ASCII as their author wrote them, not as the bytes that resolving made of them. */
function withLetters(href: string): string {
  return href.replace(/(?:%[89A-F][0-9A-F]){2,}/g, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes;
    }
  });
}
