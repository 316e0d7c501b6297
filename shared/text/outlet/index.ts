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
/** How much of a name's letters must be found in the domain for a title's part to be taken as the outlet. */
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
    if (parts.length > 1 && name.length <= MAX_NAME && spells(letters(name), label)) return name;
  }
  return null;
}

/** "harbourtribune" is spelt by "The Harbour Tribune", "htrib" is not. */
function spells(name: string, label: string): boolean {
  if (name.length < 3 || label.length < 3) return false;
  return name.replace(/^(the|die|der|das|el|la|le)/, '') === label || name === label || name.includes(label);
}

function letters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
