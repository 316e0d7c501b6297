/** Longest text that is read: the rest of a longer one is not compared. About 16,000 words. */
export const MAX_CHARS = 100_000;

const WORD = /[\p{L}\p{N}]+(?:['’.][\p{L}\p{N}]+)*/gu;

/** The words of a text for comparing copies: lower case, without marks, apostrophes and the points of abbreviations. */
export function copyWords(text: string): string[] {
  const found = text.slice(0, MAX_CHARS).normalize('NFKC').toLowerCase().match(WORD) ?? [];
  return found.map((word) => (/['’.]/.test(word) ? word.replace(/['’.]/g, '') : word));
}
