import { splitByline } from './byline.js';
import { readDate } from './date.js';
import { type LinkedData, readJsonLd } from './jsonld.js';
import { likeness, normalise } from './line.js';
import type { Clue, PageView } from './view.js';
import { collapse } from './walk.js';

export interface Metadata {
  title: string | null;
  byline: string[];
  published: string | null;
  modified: string | null;
  lang: string | null;
  siteName: string | null;
  publisher: string | null;
  canonical: string | null;
  body: string | null;
}

/** Keys of `<meta>` in order of trust: what publishers fill in for sharing and search before house keys. */
const PUBLISHED_KEYS = [
  ...['article:published_time', 'og:article:published_time', 'og:published_time', 'datepublished'],
  ...[
    'article.published',
    'parsely-pub-date',
    'sailthru.date',
    'cxenseparse:recs:publishtime',
    'published_at',
  ],
  ...['dcterms.created', 'dc.date.issued', 'dcterms.issued', 'dc.date.created', 'citation_publication_date'],
  ...[
    'publishdate',
    'publish-date',
    'pubdate',
    'publish_date',
    'publication_date',
    'date.created',
    'created',
  ],
  ...['dcterms.date', 'dc.date', 'dcterms.available', 'date', 'article_date_original', 'rnews:datepublished'],
  ...[
    'shareaholic:article_published_time',
    'bt:pubdate',
    'citation_date',
    'citation_online_date',
    'uploaddate',
  ],
];
const MODIFIED_KEYS = [
  ...[
    'article:modified_time',
    'og:article:modified_time',
    'og:updated_time',
    'article:modified',
    'datemodified',
  ],
  ...['dcterms.modified', 'dc.date.modified', 'last-modified', 'lastmod', 'last_updated', 'revised'],
];
const AUTHOR_KEYS = [
  ...[
    'author',
    'article:author',
    'og:article:author',
    'parsely-author',
    'sailthru.author',
    'byl',
    'dc.creator',
  ],
  ...[
    'dcterms.creator',
    'article.author',
    'dc.contributor',
    'citation_author',
    'cxenseparse:author',
    'creator',
  ],
  ...['rbauthors', 'twitter:data1', 'authors', 'shareaholic:article_author_name'],
];

/**
 * Reads a page's metadata. Order of trust, first found wins:
 * title: an h1 that the page's other titles repeat, og:title, JSON-LD headline, twitter:title, `<title>`;
 * authors: JSON-LD, meta, elements marked as author (itemprop, rel, class), each only if they look like names;
 * published: JSON-LD, meta, microdata, time elements, the URL, elements marked as date;
 * modified: JSON-LD, meta, microdata.
 */
export function readMetadata(view: PageView, url: string): Metadata {
  const linked = readJsonLd(view.jsonLd);
  const siteName = meta(view, ['og:site_name', 'application-name', 'twitter:app:name:iphone']);
  const title = chooseTitle(view, linked, siteName);
  const dayFirst = !/^en(-us|_us)?$/i.test(view.lang ?? 'en');
  return {
    title,
    byline: chooseAuthors(view, linked, siteName),
    published: choosePublished(view, linked, url, dayFirst),
    modified: chooseModified(view, linked, dayFirst),
    lang:
      view.lang ?? meta(view, ['og:locale', 'content-language', 'language', 'dc.language']) ?? linked.lang,
    siteName,
    publisher: linked.publisher,
    canonical: view.canonical ?? meta(view, ['og:url']),
    body: linked.body,
  };
}

function meta(view: PageView, keys: string[]): string | null {
  for (const key of keys) {
    const found = view.metas.find((each) => each.key === key);
    if (found) return collapse(found.content);
  }
  return null;
}

/** Separators between a page's title and its site's name. */
const SUFFIX = /\s+[|–—:·»«•/-]\s+|\s*[|»«•]\s*|\s+::\s+/;

function chooseTitle(view: PageView, linked: LinkedData, siteName: string | null): string | null {
  const og = meta(view, ['og:title', 'twitter:title', 'dc.title', 'title']);
  const declared = [og, linked.headline, view.pageTitle].filter((title): title is string => !!title);
  const heading = headings(view).find((text) => declared.some((title) => holds(title, text)));
  const chosen = heading ?? stripSite(og ?? linked.headline ?? '', view, siteName);
  return chosen || stripSite(view.pageTitle, view, siteName) || headings(view)[0] || null;
}

function headings(view: PageView): string[] {
  return view.blocks
    .filter((block) => view.containers[block.container]?.tag === 'h1' && block.text.length <= 300)
    .map((block) => block.text);
}

function holds(title: string, heading: string): boolean {
  const [a, b] = [normalise(title), normalise(heading)];
  if (b.length < 3) return false;
  return a === b || (b.length >= 10 && a.includes(b)) || likeness(title, heading) >= 0.8;
}

/** Cuts the site's name (or a part that is not the longest) off a title's end or start. */
function stripSite(title: string, view: PageView, siteName: string | null): string {
  const text = collapse(title);
  const parts = text.split(SUFFIX).filter((part) => part !== '');
  if (parts.length < 2) return text;
  const site = siteName === null ? null : normalise(siteName);
  const last = parts.at(-1)!;
  const known = site !== null && (normalise(last) === site || normalise(parts[0]!) === site);
  if (site !== null && normalise(parts[0]!) === site) return text.slice(text.indexOf(parts[1]!));
  if (!known && view.pageTitle !== title) return text;
  return text.slice(0, text.lastIndexOf(last)).replace(/[\s|–—:·»«•/-]+$/, '') || text;
}

function chooseAuthors(view: PageView, linked: LinkedData, siteName: string | null): string[] {
  const site = normalise(siteName ?? '');
  const publisher = normalise(linked.publisher ?? '');
  const isSite = (name: string) => [site, publisher].includes(normalise(name));
  const sources = [
    linked.authors.flatMap(splitByline),
    ...AUTHOR_KEYS.map((key) =>
      view.metas.filter((each) => each.key === key).flatMap(({ content }) => splitByline(content)),
    ),
    ...authorClues(view.clues).map((clue) => splitByline(clue)),
  ];
  const people = sources.map((names) => names.filter((name) => !isSite(name)));
  const found = people.find((names) => names.length > 0) ?? sources.find((names) => names.length > 0) ?? [];
  return [...new Set(found)];
}

function authorClues(clues: Clue[]): string[] {
  const authors = clues.filter((clue) => clue.kind === 'author' && clue.text.length < 120);
  const marked = authors.filter((c) => /(^|\s)author(\s|$)|rel:author|itemprop/.test(c.hints));
  return [...marked, ...authors].map((clue) => clue.text || (clue.value ?? ''));
}

function choosePublished(view: PageView, linked: LinkedData, url: string, dayFirst: boolean): string | null {
  const sources = [
    linked.published,
    ...PUBLISHED_KEYS.map((key) => meta(view, [key])),
    ...dateClues(view.clues, /datepublished|pubdate/),
    ...view.clues
      .filter((clue) => clue.tag === 'time' && !/updated|modified/.test(clue.hints))
      .flatMap((clue) => [clue.value, clue.text]),
    dateInUrl(url),
    ...dateClues(view.clues, /./),
  ];
  return firstDate(sources, dayFirst);
}

function chooseModified(view: PageView, linked: LinkedData, dayFirst: boolean): string | null {
  const sources = [
    linked.modified,
    ...MODIFIED_KEYS.map((key) => meta(view, [key])),
    ...dateClues(view.clues, /datemodified|updated|modified/),
  ];
  return firstDate(sources, dayFirst);
}

function dateClues(clues: Clue[], hints: RegExp): (string | null)[] {
  return clues
    .filter((clue) => clue.kind === 'date' && hints.test(clue.hints))
    .flatMap((clue) => [clue.value, clue.text]);
}

function firstDate(sources: (string | null)[], dayFirst: boolean): string | null {
  for (const source of sources) {
    const date = source === null ? null : readDate(source, dayFirst);
    if (date !== null) return date;
  }
  return null;
}

function dateInUrl(url: string): string | null {
  const match = /\/((?:19|20)\d{2})[/-]?(\d{1,2})[/-]?(\d{1,2})(?=[/_.-]|$)/.exec(url);
  return match ? `${match[1]}-${match[2]}-${match[3]}` : null;
}
