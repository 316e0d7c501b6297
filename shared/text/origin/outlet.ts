import type { StoryArticle } from '../claim/types.js';

/** True if an article is the named outlet's, by its domain or by its name. */
export function isOutlet(
  named: { outlet: string | null; outletName: string },
  article: Pick<StoryArticle, 'outlet' | 'outletName'>,
): boolean {
  return (
    (named.outlet !== null && named.outlet === article.outlet) ||
    sameName(named.outletName, article.outletName)
  );
}

/** "The Post" and "New York Post": one name ends with the other. */
export function sameName(a: string, b: string): boolean {
  if (a === b) return true;
  const [one, other] = [plain(a), plain(b)];
  if (one === '' || other === '') return false;
  return (
    one === other ||
    ` ${one}`.endsWith(` ${other}`) ||
    ` ${other}`.endsWith(` ${one}`) ||
    ` ${one} `.startsWith(` ${other} `)
  );
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
