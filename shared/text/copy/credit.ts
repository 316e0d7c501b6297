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
  const [own, sought] = [read(copy), read(original)];
  return own.named.some((name) => sought.names.includes(name)) && !isSameOutlet(own, sought);
}

/**
 * Those that credit the outlet of another one that does not credit theirs. Takes time in proportion to their number: each
 * looks only at the outlets it names.
 */
export function findCrediting<Each extends Credited>(all: Each[]): Set<Each> {
  const byName = new Map<string, Map<string, ReadCredits>>();
  for (const each of all) {
    const own = read(each);
    for (const name of own.names) {
      const outlets = byName.get(name) ?? new Map<string, ReadCredits>();
      byName.set(name, outlets.set(own.key, own));
    }
  }
  const credits = (own: ReadCredits, other: ReadCredits): boolean =>
    !isSameOutlet(own, other) && !other.named.some((name) => own.names.includes(name));
  return new Set(
    all.filter((each) => {
      const own = read(each);
      return own.named.some((name) =>
        [...(byName.get(name)?.values() ?? [])].some((other) => credits(own, other)),
      );
    }),
  );
}

interface ReadCredits {
  /** Names the outlet goes by, and names it credits, as they are compared. */
  names: string[];
  named: string[];
  /** The same for all that are alike in both. */
  key: string;
}

// One article is held against hundreds: what was read of it is kept as long as the caller keeps the object.
const known = new WeakMap<Credited, ReadCredits>();

function read(each: Credited): ReadCredits {
  const found = known.get(each);
  if (found !== undefined) return found;
  const names = namesOf(each);
  const named = [...new Set([...each.credits, ...each.byline.flatMap(bylineOutlets)].map(plainName))];
  const fresh = { names, named, key: `${names.join('\n')}\n\n${named.join('\n')}` };
  known.set(each, fresh);
  return fresh;
}

function isSameOutlet(a: ReadCredits, b: ReadCredits): boolean {
  return a.names.some((name) => b.names.includes(name));
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
