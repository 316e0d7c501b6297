import { NotAFeedError } from './error.js';
import { WRAPPERS } from './roles.js';
import type { FeedKind } from './shape.js';
import { type Element, elementsOf } from './tree.js';

/** A feed found in a document. */
export interface Located {
  kind: Exclude<FeedKind, 'json'>;
  /** Atom documents leave `atom:` out of the names of the feed and its entries. */
  atom: boolean;
  /** Atom 1.0, as opposed to 0.3. */
  atom10: boolean;
  /** Elements that describe the feed, by name. */
  feed: Parts;
  entries: Parts[];
}

/** The direct parts of a feed or entry. */
export interface Parts {
  self: Element;
  byName: ReadonlyMap<string, Element[]>;
}

/** What the root's name says the document is. A `channel` at the top is Microsoft's CDF. */
const ROOTS: ReadonlyMap<string, Located['kind']> = new Map([
  ['rss', 'rss'],
  ['rdf:rdf', 'rdf'],
  ['rdf', 'rdf'],
  ['feed', 'atom'],
  ['atom:feed', 'atom'],
  ['channel', 'cdf'],
  ['urlset', 'sitemap'],
  ['sitemapindex', 'sitemap-index'],
  ['atom:entry', 'atom'],
  ['entry', 'atom'],
]);
const ENTRIES = new Set(['item', 'entry', 'atom:entry', 'url']);

/** How deep below the top a feed's root is looked for: some stand inside an `<xml>` or a stray `<body>`. */
const ROOT_DEPTH = 3;

/** Finds the feed of a document. Throws NotAFeedError, saying what the document is instead. */
export function locateFeed(roots: readonly Element[]): Located {
  const root = findRoot(roots, ROOT_DEPTH);
  if (root === null) throw new NotAFeedError(whatItIs(roots));
  const kind = ROOTS.get(root.name) ?? 'rss';
  const atom = kind === 'atom';
  const atom10 =
    atom && root.attributes.version !== '0.3' && !/purl\.org\/atom/i.test(root.attributes.xmlns ?? '');
  const lone = ENTRIES.has(root.name);
  const channel = lone ? root : (elementsOf(root).find(({ name }) => name === 'channel') ?? root);
  const holders = channel === root ? [root] : [channel, root];
  const found = lone
    ? [root]
    : holders.flatMap((each) => elementsOf(each).filter(({ name }) => ENTRIES.has(name)));
  const entries = [...new Set(found)].map((entry) => partsOf(entry, atom));
  const feed = partsOf(channel, atom);
  if (lone) return { kind, atom, atom10, feed: { self: root, byName: new Map() }, entries };
  return { kind, atom, atom10, feed, entries };
}

function findRoot(elements: readonly Element[], depth: number): Element | null {
  const here = elements.find(({ name }) => ROOTS.has(name));
  if (here !== undefined || depth === 0) return here ?? null;
  for (const element of elements) {
    if (element.name === 'html' || element.name === 'xhtml:html') continue;
    const below = findRoot(elementsOf(element), depth - 1);
    if (below !== null) return below;
  }
  return null;
}

function partsOf(self: Element, atom: boolean): Parts {
  const byName = new Map<string, Element[]>();
  collect(self, atom, byName);
  return { self, byName };
}

function collect(parent: Element, atom: boolean, byName: Map<string, Element[]>): void {
  for (const element of elementsOf(parent)) {
    if (ENTRIES.has(element.name)) continue;
    const name = atom && element.name.startsWith('atom:') ? element.name.slice(5) : element.name;
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [element]);
    else same.push(element);
    if (WRAPPERS.has(name)) collect(element, atom, byName);
  }
}

function whatItIs(roots: readonly Element[]): string {
  const names = new Set(roots.map(({ name }) => name.replace(/^\w+:/, '')));
  if (names.has('html') || names.has('!doctype')) return 'This is a web page, not a feed.';
  if (names.has('opml')) return 'This is a list of feeds (OPML), not a feed.';
  if (names.size === 0) return 'This is not a feed: it holds no XML and no JSON.';
  return 'This is not a feed: it is neither RSS, Atom, RDF, JSON Feed nor a news sitemap.';
}
