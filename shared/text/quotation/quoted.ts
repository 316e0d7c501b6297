/** A sentence inside quotation marks: those it brings along become single ones, and marks around all of it are not doubled. */
export function quoted(sentence: string): string {
  const text = sentence.replace(/\s+/g, ' ').trim();
  const bare = /^[“"][^“”"]*[”"]$/.test(text) ? text.slice(1, -1) : text;
  const inner = bare.replace(/“|(?<=^|[\s(—–-])"/g, '‘').replace(/[”"]/g, '’');
  return `“${inner}”`;
}
