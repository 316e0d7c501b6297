import { Parser } from 'htmlparser2';
import { NotAFeedError } from './error.js';
import { MAX_DOCTYPE_LENGTH } from './limits.js';

const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9_.-]{1,40}));/g;

/** Where numbers 128 to 159 stand in a feed, windows-1252 was meant (HTML standard, numeric references). */
const WINDOWS_1252 = new TextDecoder('windows-1252');

const named = new Map<string, string>();

/**
 * Resolves character references once: XML's five, numbers, HTML's names, and the document's own (`declared`).
 * Unknown ones stay as written. Only with a semicolon, so that `?a=1&copy=2` is left alone.
 */
export function decodeReferences(text: string, declared: ReadonlyMap<string, string>): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return declared.get(name) ?? htmlCharacter(whole);
    return fromNumber(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal));
  });
}

function fromNumber(code: number): string {
  if (code >= 128 && code <= 159) return WINDOWS_1252.decode(new Uint8Array([code]));
  const illegal = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  return illegal ? '\uFFFD' : String.fromCodePoint(code);
}

/** What HTML makes of a named reference. The table of names is htmlparser2's. */
function htmlCharacter(reference: string): string {
  const known = named.get(reference);
  if (known !== undefined) return known;
  let text = '';
  new Parser({ ontext: (part) => (text += part) }, { decodeEntities: true }).end(reference);
  // Names come from strangers: remember the common ones, not endlessly many.
  if (named.size < 2000) named.set(reference, text);
  return text;
}

/**
 * The entities a doctype declares as plain text. Feeds of the nineties do so for accents; a doctype that builds
 * entities from entities, or fetches them, is an attack, and the document is refused.
 */
export function declaredEntities(text: string): ReadonlyMap<string, string> {
  const declared = new Map<string, string>();
  const start = text.slice(0, MAX_DOCTYPE_LENGTH).search(/<!DOCTYPE/i);
  if (start === -1) return declared;
  const subset = text.slice(start, start + MAX_DOCTYPE_LENGTH);
  for (const match of subset.matchAll(
    /<!ENTITY\s+(%\s+)?([\w.-]{1,60})\s+(SYSTEM|PUBLIC|"[^"]*"|'[^']*')/gi,
  )) {
    const [, parameter, name = '', value = ''] = match;
    if (parameter !== undefined) continue;
    if (!/^["']/.test(value))
      throw new NotAFeedError('This document wants another file read into it, so it is refused.');
    const plain = decodeReferences(value.slice(1, -1), new Map());
    if (/&[A-Za-z]/.test(plain) || plain.length > 200)
      throw new NotAFeedError('This document builds entities out of entities, so it is refused.');
    declared.set(name, plain);
  }
  return declared;
}

/** The text without its doctype, whose inner brackets would confuse a lenient parser. */
export function withoutDoctype(text: string): string {
  const start = text.slice(0, MAX_DOCTYPE_LENGTH).search(/<!DOCTYPE/i);
  if (start === -1) return text;
  const rest = text.slice(start, start + MAX_DOCTYPE_LENGTH);
  const end = /^<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>/i.exec(rest);
  return end === null ? text : text.slice(0, start) + text.slice(start + end[0].length);
}
