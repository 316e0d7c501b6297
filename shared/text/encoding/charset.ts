/** The HTML standard looks for a meta in the first 1,024 bytes; pages in the wild put it later. */
const PRESCAN_BYTES = 8192;

/** The encoding a byte-order mark names, or null. UTF-32 first: its little-endian mark begins like UTF-16's. */
export function markedCharset(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return 'utf-32le';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

/** The wide encoding that an opening `<` betrays where there is no mark (XML 1.0, appendix F), or null. */
export function lookOfBytes(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return 'utf-32le';
  if (a === 0 && b === 0 && c === 0 && d === 0x3c) return 'utf-32be';
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return 'utf-16be';
  return null;
}

/** The charset of a Content-Type header as a WHATWG name, or null where there is none or it is unknown. */
export function headerCharset(contentType: string | null): string | null {
  const match = /charset\s{0,8}=\s{0,8}["']?([\w.:+-]{1,40})/i.exec((contentType ?? '').slice(0, 1000));
  return match === null ? null : knownLabel(match[1] ?? '');
}

/** The charset a document declares about itself, or null. Read as ASCII, so a wide encoding cannot be meant. */
export function declaredCharset(bytes: Uint8Array, kind: 'xml' | 'html'): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, PRESCAN_BYTES));
  const label = xmlDeclaration(head) ?? (kind === 'html' ? metaCharset(head) : null);
  const known = label === null ? null : knownLabel(label);
  return known?.startsWith('utf-16') ? 'utf-8' : known;
}

function xmlDeclaration(head: string): string | null {
  const match = /^\s{0,100}<\?xml\s[^>]{0,200}?encoding\s{0,8}=\s{0,8}["']([\w.:+-]{1,40})["']/i.exec(head);
  return match?.[1] ?? null;
}

function metaCharset(head: string): string | null {
  for (const [tag] of head.matchAll(/<meta\s[^>]{1,500}>/gi)) {
    const match = /charset\s{0,8}=\s{0,8}["']?([\w.:+-]{1,40})/i.exec(tag);
    if (match?.[1] !== undefined) return match[1];
  }
  return null;
}

/** A label as TextDecoder's own name; iso-8859-1 and us-ascii become windows-1252, as in every browser. */
function knownLabel(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

export function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, littleEndian);
    const valid = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    parts.push(valid ? String.fromCodePoint(code) : '\uFFFD');
  }
  return parts.join('');
}

/** What windows-1252 puts in 0x80 to 0x9F; five places are empty and stay control characters. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The windows-1252 character of a code from 0x80 to 0x9F. */
export function windows1252(code: number): string {
  return WINDOWS_1252.charAt(code - 0x80);
}

/**
 * Decodes by a WHATWG label. Strictly: null if a byte does not fit. Some Node versions (20.20 among them) decode
 * windows-1252 as if it were Latin-1, so its 27 differences are put right here.
 */
export function decodeLabel(bytes: Uint8Array, label: string, strict: boolean): string | null {
  try {
    const text = new TextDecoder(label, { fatal: strict }).decode(bytes);
    if (label !== 'windows-1252') return text;
    return text.replace(/[\u0080-\u009f]/g, (control) => windows1252(control.charCodeAt(0)));
  } catch {
    return null;
  }
}
