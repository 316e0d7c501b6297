/**
 * True if a text is an address, alone or against a base. `URL.canParse` is not asked: once it is hot, it says no to hosts with letters of
 * Latin-1 (`zürich.example`) in Node 20 and 22.
 */
export function isUrl(text: string, base?: string): boolean {
  try {
    return new URL(text, base) !== null;
  } catch {
    return false;
  }
}
