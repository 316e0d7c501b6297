import type { Mention } from '@hearsay/text/claim';
import type { ExportedArticle } from './export.js';
import type { Gold } from './gold.js';

export interface Place {
  in: 'text' | 'title';
  start: number;
  end: number;
}

/** Which exported article is which seed: by outlet, else by the host of its address. */
export function seedIds(gold: Gold, articles: readonly ExportedArticle[]): Map<string, ExportedArticle> {
  const found = new Map<string, ExportedArticle>();
  for (const [id, { domain }] of Object.entries(gold.outlets)) {
    const article =
      articles.find((each) => each.outlet === domain) ??
      articles.find((each) => `${each.url ?? ''}/`.includes(`//${domain}/`));
    if (article !== undefined) found.set(id, article);
  }
  return found;
}

/** Where a piece of a sentence stands in an article, in the text before the title; null if it was cleaned away. */
export function placeOf(piece: string, article: ExportedArticle): Place | null {
  for (const where of ['text', 'title'] as const) {
    const found = search(article[where] ?? '', piece);
    if (found !== null) return { in: where, ...found };
  }
  return null;
}

/** Finds a piece whatever the white space, marks of links and kinds of quotation mark. */
export function search(source: string, piece: string): { start: number; end: number } | null {
  const [flat, at] = flatten(source);
  const wanted = flatten(piece)[0];
  const found = flat.indexOf(wanted);
  return found === -1 ? null : { start: at[found]!, end: at[found + wanted.length - 1]! + 1 };
}

function flatten(text: string): [string, number[]] {
  let flat = '';
  const at: number[] = [];
  for (let place = 0; place < text.length; place += 1) {
    const letter = text[place]!;
    if (!/[\p{L}\p{N}]/u.test(letter)) continue;
    flat += letter.toLowerCase();
    at.push(place);
  }
  return [flat, at];
}

/** The mention that makes a piece: of those that cover it the one nearest to its extent, else the one that shares most of it, else one of its sentence. */
export function mentionAt(place: Place, mentions: readonly Mention[], source: string): Mention | null {
  let best: { mention: Mention; rank: number } | null = null;
  for (const mention of mentions) {
    if (mention.in !== place.in) continue;
    const shared = Math.min(mention.end, place.end) - Math.max(mention.start, place.start);
    const union = Math.max(mention.end, place.end) - Math.min(mention.start, place.start);
    const covers = shared >= place.end - place.start - 2;
    const beside = shared <= 0 && holds(mention, place, source);
    if (shared <= 0 && !beside) continue;
    const rank = (covers ? 2 : 0) + (beside ? -1 : shared / union);
    if (best === null || rank > best.rank) best = { mention, rank };
  }
  return best?.mention ?? null;
}

function holds(mention: Mention, place: Place, source: string): boolean {
  const from = source.lastIndexOf(mention.sentence, mention.start);
  return from !== -1 && from <= place.start && place.end <= from + mention.sentence.length;
}
