/**
 * Which elements may give which field, best first. Names as tree.ts makes them; in an Atom document the prefix
 * `atom:` is left out. `@name` is an attribute of the entry or feed itself.
 */
export type DateRole = 'published' | 'updated';

export const ENTRY_TEXTS: Readonly<Record<'title' | 'summary' | 'content', readonly string[]>> = {
  title: ['title', 'atom:title', 'dc:title', 'news:title', 'media:title', 'itunes:title'],
  summary: [
    'description',
    'summary',
    'abstract',
    'atom:summary',
    'dc:description',
    'dcterms:abstract',
    'media:description',
    'itunes:summary',
    'itunes:subtitle',
  ],
  content: ['content:encoded', 'content', 'atom:content', 'xhtml:body', 'body', 'fullitem', 'xhtml:div'],
};

export const FEED_TEXTS: Readonly<Record<'title' | 'description', readonly string[]>> = {
  title: ['title', 'atom:title', 'dc:title', 'media:title', 'itunes:title'],
  description: [
    'description',
    'subtitle',
    'tagline',
    'abstract',
    'atom:subtitle',
    'dc:description',
    'itunes:summary',
    'itunes:subtitle',
  ],
};

/** `dc:date` says either; it comes last in both. Where both an old and a new name stand, the new one counts. */
export const ENTRY_DATES: Readonly<Record<DateRole, readonly string[]>> = {
  published: [
    'pubdate',
    'published',
    'atom:published',
    'issued',
    'dcterms:issued',
    'news:publication_date',
    'dc:date',
    'created',
    'dcterms:created',
  ],
  updated: [
    'updated',
    'modified',
    'atom:updated',
    'dcterms:modified',
    'lastmod',
    '@lastmod',
    'dc:date',
    'created',
    'dcterms:created',
    'lastbuilddate',
  ],
};

export const FEED_DATES: readonly string[] = [
  'updated',
  'modified',
  '@lastmod',
  'lastbuilddate',
  'atom:updated',
  'dcterms:modified',
  'dc:date',
  'pubdate',
  'published',
  'dcterms:issued',
  'dcterms:created',
];

export const ENTRY_AUTHORS: readonly string[] = [
  'author',
  'dc:creator',
  'dc:author',
  'atom:author',
  'itunes:author',
  'managingeditor',
  'media:credit',
];

export const FEED_AUTHORS: readonly string[] = [
  'author',
  'managingeditor',
  'dc:creator',
  'dc:author',
  'atom:author',
  'itunes:author',
];

/** CDF and RSS 1.0 keep the address in an attribute; `loc` is a sitemap's. */
export const LINKS: readonly string[] = ['feedburner:origlink', 'link', 'atom:link', 'loc', '@href'];
export const ENTRY_IDS: readonly string[] = ['id', 'guid', 'atom:id', '@rdf:about', 'dc:identifier', 'loc'];
export const FEED_IDS: readonly string[] = ['id', 'guid', 'atom:id', '@rdf:about', 'dc:identifier'];
export const LANGUAGES: readonly string[] = ['language', 'dc:language', 'news:language'];

/** Elements that only wrap others: their children count as the entry's own. */
export const WRAPPERS = new Set(['media:group', 'media:content', 'news:news', 'news:publication']);

/** Elements that hold text. What opens a new field inside one means that its closing tag was forgotten. */
export const TEXT_FIELDS = new Set([
  ...[
    'title',
    'link',
    'guid',
    'id',
    'pubdate',
    'published',
    'updated',
    'description',
    'summary',
    'author',
    'language',
  ],
  ...[
    'copyright',
    'category',
    'comments',
    'generator',
    'ttl',
    'lastbuilddate',
    'managingeditor',
    'webmaster',
    'docs',
  ],
  ...[
    'dc:creator',
    'dc:date',
    'dc:title',
    'content:encoded',
    'atom:title',
    'atom:id',
    'atom:summary',
    'atom:updated',
  ],
]);

/** Fields that never stand inside another's text, as no markup has elements of these names. */
export const NEVER_INSIDE = new Set([
  ...['item', 'entry', 'atom:entry', 'guid', 'pubdate', 'description', 'lastbuilddate', 'managingeditor'],
  ...[
    'dc:creator',
    'dc:date',
    'content:encoded',
    'atom:published',
    'atom:updated',
    'atom:id',
    'atom:content',
  ],
]);

/** Elements that a feed's or an entry's fields are the children of. */
export const CONTAINERS = new Set([
  'channel',
  'feed',
  'atom:feed',
  'rss',
  'rdf:rdf',
  'item',
  'entry',
  'atom:entry',
]);
