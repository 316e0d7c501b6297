import { decodeText } from '../encoding/index.js';
import { ADDRESSES, absolute } from './address.js';
import { MAX_HTML_LENGTH } from './limits.js';
import { type Element, elementsOf, textOf } from './tree.js';

/** The value of a text element as HTML, whatever form the feed chose for it; `plain` if it is text by declaration. */
export interface Construct {
  html: string;
  plain: boolean;
}

/** What an unmarked text shows if it is HTML after all: a closing tag, a common opening one, or a reference. */
const MARKUP =
  /<\/[a-z][a-z0-9]{0,10}\s{0,5}>|<(?:br|p|img|a|b|i|em|div|span|ul|ol|li|strong|hr|h[1-6])\b[^<>]{0,2000}>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});/i;

const HTML_TYPES = new Set(['html', 'text/html', 'text/x-html']);
const XHTML_TYPES = new Set(['xhtml', 'application/xhtml+xml', 'application/xhtml']);
const TEXT_TYPES = new Set(['text', 'text/plain']);

/**
 * Reads a title, summary, description or content: Atom's types and modes (1.0 and 0.3), base64, XHTML inside, and
 * RSS, where text is HTML by habit. `atom10`: the feed is Atom 1.0, where XHTML is wrapped in a div. Null if the value lies elsewhere (`src`).
 */
export function readConstruct(element: Element, atom10: boolean): Construct | null {
  const { type, mode } = declaredForm(element);
  if (element.attributes.src !== undefined && element.children.length === 0) return null;
  if (elementsOf(element).length > 0) return { html: cut(inlineMarkup(element, type, atom10)), plain: false };
  const text = textOf(element);
  if (mode === 'base64' || isBinary(type)) return fromText(decodeBase64(text), 'html');
  return fromText(text, formOfText(element, type, mode));
}

type Form = 'html' | 'text' | 'guess';

function formOfText(element: Element, type: string, mode: string): Form {
  if (HTML_TYPES.has(type) || mode === 'escaped') return 'html';
  if (TEXT_TYPES.has(type)) return 'text';
  return element.name.startsWith('atom:') ? 'guess' : 'html';
}

function fromText(text: string, form: Form): Construct {
  const value = cut(text);
  const html =
    form === 'html' ? value.includes('<') || value.includes('&') : form === 'guess' && MARKUP.test(value);
  return html ? { html: value, plain: false } : { html: escapeHtml(value), plain: true };
}

/** XHTML written out in its own order; Atom 1.0's wrapping div (RFC 4287, 3.1.1.3) is not part of the value. */
function inlineMarkup(element: Element, type: string, atom10: boolean): string {
  const [only, ...others] = elementsOf(element);
  const wraps = HTML_TYPES.has(type) || (atom10 && XHTML_TYPES.has(type));
  const unwrapped =
    wraps && only !== undefined && others.length === 0 && /(?:^|:)div$/.test(only.name) ? only : element;
  const parts: string[] = [];
  writeMarkup(unwrapped, HTML_TYPES.has(type), parts);
  return parts.join('');
}

function writeMarkup(element: Element, rawText: boolean, parts: string[]): void {
  for (const child of element.children) {
    if (typeof child === 'string') parts.push(rawText ? child : escapeHtml(child));
    else writeElement(child, rawText, parts);
  }
}

function writeElement(element: Element, rawText: boolean, parts: string[]): void {
  const name = element.name.slice(element.name.indexOf(':') + 1);
  const attributes = Object.entries(element.attributes)
    .filter(([key]) => !key.startsWith('xml'))
    .map(([key, value]) => [key, located(key, value, element.base)] as const)
    .map(([key, value]) => ` ${key}="${escapeHtml(value).replace(/"/g, '&quot;')}"`);
  parts.push(`<${name}${attributes.join('')}`);
  if (element.children.length === 0 && VOID.has(name)) {
    parts.push('>');
    return;
  }
  parts.push('>');
  writeMarkup(element, rawText, parts);
  parts.push(`</${name}>`);
}

/** xml:base may change within the markup, so addresses are resolved where it is known. */
function located(name: string, value: string, base: string | null): string {
  return base !== null && ADDRESSES.has(name) ? absolute(value, base) : value;
}

const VOID = new Set([
  'area',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);

function declaredForm(element: Element): { type: string; mode: string } {
  const type = (element.attributes.type ?? '').toLowerCase().split(';', 1)[0] ?? '';
  return { type: type.trim(), mode: (element.attributes.mode ?? '').toLowerCase().trim() };
}

/** A media type that is neither text nor XML: RFC 4287 says its content is base64. */
function isBinary(type: string): boolean {
  if (!type.includes('/') || XHTML_TYPES.has(type)) return false;
  return !/^text\/|[/+]xml$|^application\/(?:json|xml)/.test(type);
}

function decodeBase64(text: string): string {
  const compact = cut(text).replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return text;
  const bytes = Uint8Array.from(Buffer.from(compact, 'base64'));
  return decodeText(bytes, { contentType: null, kind: 'html' }).text;
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function cut(text: string): string {
  return text.length > MAX_HTML_LENGTH ? text.slice(0, MAX_HTML_LENGTH) : text;
}
