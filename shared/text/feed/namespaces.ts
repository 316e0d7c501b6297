/** Namespace names (lower case, no trailing `/` or `#`) and the prefix this package knows them by. */
const PREFIXES: Readonly<Record<string, string>> = {
  // RSS: no prefix. The 0.90 and 1.0 names, Userland's, Harvard's and Netscape's are all in use.
  'http://backend.userland.com/rss': '',
  'http://backend.userland.com/rss2': '',
  'http://backend.userland.com/rss2.1': '',
  'http://blogs.law.harvard.edu/tech/rss': '',
  'http://cyber.law.harvard.edu/rss': '',
  'http://purl.org/rss/1.0': '',
  'http://purl.org/net/rss1.1': '',
  'http://my.netscape.com/rdf/simple/0.9': '',
  'http://channel.netscape.com/rdf/simple/0.9': '',
  'http://my.netscape.com/publish/formats/rss-0.91.dtd': '',
  'http://www.sitemaps.org/schemas/sitemap/0.9': '',
  'http://www.google.com/schemas/sitemap/0.84': '',
  // Atom 1.0, 0.3 and the names it bore before.
  'http://www.w3.org/2005/atom': 'atom',
  'https://www.w3.org/2005/atom': 'atom',
  'http://purl.org/atom/ns': 'atom',
  'http://purl.org/echo': 'atom',
  'http://purl.org/pie': 'atom',
  'http://example.com/newformat': 'atom',
  'http://example.com/necho': 'atom',
  'uri/of/echo/namespace': 'atom',
  'http://purl.org/dc/elements/1.0': 'dc',
  'http://purl.org/dc/elements/1.1': 'dc',
  'http://purl.org/dc/terms': 'dcterms',
  'http://purl.org/rss/1.0/modules/content': 'content',
  'http://purl.org/rss/1.0/modules/syndication': 'sy',
  'http://purl.org/rss/1.0/modules/link': 'l',
  'http://www.w3.org/1999/xhtml': 'xhtml',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns': 'rdf',
  'http://www.w3.org/2000/svg': 'svg',
  'http://www.w3.org/1998/math/mathml': 'mathml',
  'http://www.w3.org/xml/1998/namespace': 'xml',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://example.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://search.yahoo.com/mrss': 'media',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'http://www.google.com/schemas/sitemap-news/0.9': 'news',
};

const KNOWN = new Set(Object.values(PREFIXES));

/** The prefixes in force at an element; inner declarations hide outer ones. */
export interface Scope {
  outer: Scope | null;
  prefixes: Map<string, string>;
}

/** The scope inside an element with these attributes. An unknown default namespace on the root counts as none. */
export function scopeOf(attributes: Record<string, string>, outer: Scope | null): Scope | null {
  let prefixes: Map<string, string> | null = null;
  for (const name in attributes) {
    if (!name.startsWith('xmlns')) continue;
    const written = name === 'xmlns' ? '' : name.slice(6);
    prefixes ??= new Map();
    prefixes.set(written, prefixFor(attributes[name] ?? '', written, outer === null));
  }
  return prefixes === null ? outer : { outer, prefixes };
}

/** A name as this package knows it: `creator` under any prefix bound to Dublin Core is `dc:creator`. */
export function knownName(name: string, scope: Scope | null): string {
  const colon = name.indexOf(':');
  const written = colon === -1 ? '' : name.slice(0, colon);
  const local = name.slice(colon + 1);
  const prefix = lookUp(written, scope) ?? written;
  return prefix === '' ? local : `${prefix}:${local}`;
}

function prefixFor(uri: string, written: string, atRoot: boolean): string {
  const key = uri
    .trim()
    .toLowerCase()
    .replace(/[/#]+$/, '');
  const known = PREFIXES[key];
  if (known !== undefined) return known;
  if (written === '') return key === '' || atRoot ? '' : 'unknown';
  // A stranger that borrows a known prefix must not pass for it.
  return KNOWN.has(written) && key !== '' && !key.includes(written) ? 'unknown' : written;
}

function lookUp(written: string, scope: Scope | null): string | null {
  for (let each = scope; each !== null; each = each.outer) {
    const prefix = each.prefixes.get(written);
    if (prefix !== undefined) return prefix;
  }
  return null;
}
