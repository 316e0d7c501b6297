import {
  declaredCharset,
  decodeLabel,
  decodeUtf32,
  headerCharset,
  lookOfBytes,
  markedCharset,
} from './charset.js';

export { windows1252 } from './charset.js';

/**
 * No page or feed we want is longer: the largest feeds in the wild are podcast archives of about 20 MB.
 * What follows is left out, so that no caller can be made to hold an endless text.
 */
export const MAX_DECODED_BYTES = 32 * 1024 * 1024;

/**
 * Above this share of broken characters among the non-ASCII ones, UTF-8 was the wrong guess and
 * windows-1252 is taken instead; below it, a UTF-8 text was cut or has a few bad bytes.
 */
const BROKEN_SHARE = 0.2;

/**
 * Turns bytes into text: byte-order mark, then the HTTP header's charset, then what the document declares
 * (XML declaration, or an HTML meta), then what the bytes look like, then UTF-8, then windows-1252.
 * A label that does not fit the bytes is passed over for the next that does, because headers lie.
 *
 * Order and labels follow the WHATWG Encoding and HTML standards; UTF-32 follows appendix F of XML 1.0.
 * Never throws. `encoding` is the WHATWG name in lower case, or utf-32le / utf-32be.
 */
export function decodeText(
  bytes: Uint8Array,
  opts: { contentType: string | null; kind: 'xml' | 'html' },
): { text: string; encoding: string } {
  const input = bytes.length > MAX_DECODED_BYTES ? bytes.subarray(0, MAX_DECODED_BYTES) : bytes;
  const marked = markedCharset(input) ?? lookOfBytes(input);
  if (marked !== null) return decodeAs(input, marked);
  const labels = [headerCharset(opts.contentType), declaredCharset(input, opts.kind)];
  const candidates = [...new Set([...labels.filter((label) => label !== null), 'utf-8'])];
  if (candidates[0] === 'windows-1252' && isSurelyUtf8(input))
    return { text: decodeLabel(input, 'utf-8', true) ?? '', encoding: 'utf-8' };
  for (const label of candidates) {
    const text = decodeLabel(input, label, true);
    if (text !== null) return { text, encoding: label };
  }
  return decodeLoosely(input, candidates[0] ?? 'utf-8');
}

function decodeAs(bytes: Uint8Array, encoding: string): { text: string; encoding: string } {
  const text = encoding.startsWith('utf-32')
    ? decodeUtf32(bytes, encoding === 'utf-32le')
    : (decodeLabel(bytes, encoding, false) ?? '');
  return { text: text.startsWith('\uFEFF') ? text.slice(1) : text, encoding };
}

/**
 * Latin-1 is declared by habit, and fits any bytes. But text beyond ASCII that is flawless UTF-8 is UTF-8: in
 * Latin-1 it would show an Ã or â before every accent.
 */
function isSurelyUtf8(bytes: Uint8Array): boolean {
  const text = decodeLabel(bytes, 'utf-8', true);
  return text !== null && text.length < bytes.length;
}

/** No label fits every byte: the first one with replacement characters, unless it breaks too much. */
function decodeLoosely(bytes: Uint8Array, label: string): { text: string; encoding: string } {
  const text = decodeLabel(bytes, label, false) ?? '';
  if (brokenShare(text) <= BROKEN_SHARE) return { text, encoding: label };
  return { text: decodeLabel(bytes, 'windows-1252', false) ?? '', encoding: 'windows-1252' };
}

function brokenShare(text: string): number {
  let foreign = 0;
  let broken = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) foreign++;
    if (code === 0xfffd) broken++;
  }
  return foreign === 0 ? 0 : broken / foreign;
}
