import { Parser } from 'htmlparser2';
import { windows1252 } from '../encoding/index.js';
import { NotAFeedError } from './error.js';
import { MAX_DOCTYPE_LENGTH } from './limits.js';

const NUMBER = /^#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}))$/;
const NAME = /^[A-Za-z][A-Za-z0-9_.-]{1,40}$/;

/** Longest reference looked for: HTML's longest name has 31 characters. */
const MAX_REFERENCE_LENGTH = 42;

/** XML's five, and what a feed of escaped HTML is full of: found without further ado. */
const named = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Names come from strangers: the common ones are remembered, not endlessly many. */
const MAX_REMEMBERED = 2000;

/**
 * Resolves character references once: XML's five, numbers, HTML's names, and the document's own (`declared`).
 * Unknown ones stay as written. Only with a semicolon, so that `?a=1&copy=2` is left alone.
 */
export function decodeReferences(text: string, declared: ReadonlyMap<string, string>): string {
  let at = text.indexOf('&');
  if (at === -1) return text;
  let done = 0;
  let decoded = '';
  for (; at !== -1; at = text.indexOf('&', at + 1)) {
    const end = referenceEnd(text, at);
    const character = end === -1 ? null : referent(text.slice(at + 1, end), declared);
    if (character === null) continue;
    decoded += text.slice(done, at) + character;
    done = end + 1;
  }
  return decoded + text.slice(done);
}

/** The index of the semicolon of a reference that begins at `at`, or -1. */
function referenceEnd(text: string, at: number): number {
  const limit = Math.min(text.length, at + MAX_REFERENCE_LENGTH);
  for (let i = at + 1; i < limit; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x3b) return i;
    if (code === 0x26 || code <= 0x20) return -1;
  }
  return -1;
}

function referent(body: string, declared: ReadonlyMap<string, string>): string | null {
  const known = declared.get(body) ?? named.get(body);
  if (known !== undefined) return known;
  const number = NUMBER.exec(body);
  if (number !== null)
    return fromNumber(number[1] === undefined ? Number.parseInt(number[2] ?? '', 16) : Number(number[1]));
  return NAME.test(body) ? htmlCharacter(body) : null;
}

function fromNumber(code: number): string {
  // Where numbers 128 to 159 are written, windows-1252 is meant (HTML standard, numeric references).
  if (code >= 128 && code <= 159) return windows1252(code);
  const illegal = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  return illegal ? '\uFFFD' : String.fromCodePoint(code);
}

/** What HTML makes of a named reference, itself if it knows it not. The table of names is htmlparser2's. */
function htmlCharacter(name: string): string {
  let text = '';
  const parser = new Parser({ ontext: (part) => (text += part) }, { decodeEntities: true });
  parser.end(`&${name};`);
  if (named.size < MAX_REMEMBERED) named.set(name, text);
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
