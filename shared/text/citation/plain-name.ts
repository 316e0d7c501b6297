/** The name without "The", for looking up. */
export function plainName(name: string): string {
  return name
    .replace(/^the\s+/i, '')
    .replace(/[’']s?$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
