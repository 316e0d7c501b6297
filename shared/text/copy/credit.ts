import { WIRES } from './wire.js';

/** Who published a text, and whom it credits. */
export interface Credited {
  outlet: string;
  outletName: string;
  byline: string[];
  credits: string[];
}

/** True if `copy` names the outlet of `original` in a credit line, byline or citation. */
export function creditsOutlet(copy: Credited, original: Credited): boolean {
  const sought = namesOf(original);
  if (namesOf(copy).some((name) => sought.includes(name))) return false;
  const named = [...copy.credits, ...copy.byline.flatMap(bylineOutlets)].map(plainName);
  return named.some((name) => sought.includes(name));
}

/** The agency whose own outlet this is, or null. */
export function wireOf(outlet: string): string | null {
  return WIRES.find((wire) => wire.domains.includes(outlet))?.name ?? null;
}

/** The agencies a text is credited to in its byline or credit lines. */
export function wiresCredited(copy: Credited): string[] {
  const named = new Set([...copy.credits, ...copy.byline.flatMap(bylineOutlets)].map(plainName));
  return WIRES.filter((wire) => [wire.name, ...wire.also].some((name) => named.has(plainName(name)))).map(
    (wire) => wire.name,
  );
}

/** A byline may hold person and outlet in one: "Ann Roe, Associated Press", "Ann Roe | Reuters", "Ann Roe of The Herald". */
function bylineOutlets(byline: string): string[] {
  return [byline, ...byline.split(/\s*[,|/–—()]\s*|\s+(?:of|for|from)\s+/i)];
}

function namesOf(by: Credited): string[] {
  const wire = WIRES.find((each) => each.domains.includes(by.outlet));
  const names = [
    by.outlet,
    by.outlet.split('.')[0] ?? '',
    by.outletName,
    ...(wire === undefined ? [] : [wire.name, ...wire.also]),
  ];
  return [...new Set(names.map(plainName))].filter((name) => name !== '');
}

/** "The NBC News", "NBCNews.com" and "nbcnews.example" name one outlet: lower case, no article, top-level domain, spaces or marks. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:www\.)?/, '')
    .replace(/\.(?:com|org|net|co\.uk|example|news|io|de|fr)\b.*$/, '')
    .replace(/^the\s+/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
