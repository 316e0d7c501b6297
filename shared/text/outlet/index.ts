export { noOwners, type Owners, OwnersError, readOwners } from './owners.js';

/** Where a page names its outlet; every source but the domain may be absent. */
export interface OutletSources {
  /** The registrable domain, for example "tribune.example". */
  domain: string;
  /** og:site_name and its like. */
  siteName: string | null;
  /** Publisher of the JSON-LD article. */
  publisher: string | null;
  /** `<title>`, whose end or start often is the outlet. */
  pageTitle: string | null;
}

/** Longer is a slogan. */
const MAX_NAME = 50;
const SEPARATOR = /\s+[|–—·»«•:-]\s+|\s*[|»«]\s*/;

/**
 * The display name of an outlet: og:site_name, else the JSON-LD publisher, else the part of the page's title
 * that the domain spells ("Harbour Tribune" for harbourtribune.example), else the domain itself.
 */
export function nameOutlet(sources: OutletSources): string {
  for (const name of [sources.siteName, sources.publisher]) {
    const clean = cleanName(name, sources.domain);
    if (clean !== null) return clean;
  }
  return nameInTitle(sources.pageTitle, sources.domain) ?? sources.domain;
}

function cleanName(name: string | null, domain: string): string | null {
  if (name === null) return null;
  const text = name
    .replace(/^https?:\/\/(www\.)?/i, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (text.length < 2 || text.length <= MAX_NAME) return text.length < 2 ? null : text;
  return nameInTitle(text, domain);
}

function nameInTitle(title: string | null, domain: string): string | null {
  const parts = (title ?? '').slice(0, 500).split(SEPARATOR);
  const label = letters(domain.split('.')[0] ?? '');
  for (const part of [...parts.slice(1).reverse(), parts[0] ?? '']) {
    const name = part.trim();
    const fits = spells(letters(name), label) || abbreviates(name, label);
    if (parts.length > 1 && name.length <= MAX_NAME && fits) return name;
  }
  return null;
}

/** "harbourtribune" is spelt by "The Harbour Tribune", "htrib" is not. */
function spells(name: string, label: string): boolean {
  if (name.length < 3 || label.length < 3) return false;
  return name.replace(/^(the|die|der|das|el|la|le)/, '') === label || name === label || name.includes(label);
}

/** Words that an abbreviation may leave out. */
const SMALL = new Set('the of and for de la le el der die das und des du di & a'.split(' '));
const MAX_WORDS = 8;

/** True if the label is a beginning of each word in turn: "nytimes" of New York Times, "faz" of its three words. */
function abbreviates(name: string, label: string): boolean {
  const words = name
    .toLowerCase()
    .split(/[\s.-]+/)
    .map(letters)
    .filter((word) => word !== '');
  if (words.length < 2 || words.length > MAX_WORDS || label.length < 3) return false;
  const from = (word: number, at: number): boolean => {
    if (word === words.length) return at === label.length;
    if (SMALL.has(words[word]!) && from(word + 1, at)) return true;
    for (let n = 1; n <= words[word]!.length && words[word]![n - 1] === label[at + n - 1]; n++)
      if (from(word + 1, at + n)) return true;
    return false;
  };
  return from(0, 0);
}

/**
 * True if a name is what a domain spells: "The Harbour Tribune" for harbourtribune.example, or what it
 * abbreviates ("New Harbour Tribune" for nhtribune.example and nht.example).
 */
export function spellsDomain(name: string, domain: string): boolean {
  const label = letters(domain.split('.')[0] ?? '');
  const own = letters(name);
  if (own.length < 2 || label.length < 2) return false;
  if (own === letters(domain)) return true;
  return (spells(own, label) && own.length <= label.length * 2) || abbreviates(name, label);
}

function letters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
