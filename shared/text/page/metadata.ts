import { outletDomain } from '../url/index.js';
import { chooseAuthors } from './author.js';
import { readJsonLd } from './jsonld.js';
import { metaContent } from './meta.js';
import { chooseModified, choosePublished } from './published.js';
import { chooseTitle } from './title.js';
import type { PageView } from './view.js';

export interface Metadata {
  title: string | null;
  byline: string[];
  published: string | null;
  modified: string | null;
  lang: string | null;
  siteName: string | null;
  publisher: string | null;
  section: string | null;
  canonical: string | null;
  /** Addresses the page names as its source, the surest first. */
  sources: string[];
  body: string | null;
}

/** Longer ones are no names of sections. */
const longestSection = 80;

/**
 * Reads a page's metadata. Order of trust, first found wins:
 * title: the h1 that og:title or JSON-LD repeat, an h1 of several words that is not the site's name, og:title,
 * JSON-LD headline, `<title>`, each without the site's name;
 * authors: JSON-LD, meta, elements marked as author (itemprop, rel, class), a "By …" line near the title; names
 * of people go before names of the site;
 * published: JSON-LD, meta, microdata, time elements, the URL, elements marked as date, a date near the title; the first of these
 * gives way where no other has its day and two agree on another;
 * modified: JSON-LD, meta, microdata;
 * section: JSON-LD, meta, microdata;
 * source, where another outlet is meant: `syndication-source`, `original-source`, the canonical link.
 */
export function readMetadata(view: PageView, url: string): Metadata {
  const linked = readJsonLd(view.jsonLd);
  const siteName = metaContent(view, ['og:site_name', 'application-name', 'twitter:app:name:iphone']);
  const site = { name: siteName, publisher: linked.publisher, domain: outletDomain(url) };
  const title = chooseTitle(view, linked, site);
  const dayFirst = !/^en(-us|_us)?$/i.test(view.lang ?? 'en');
  return {
    title,
    byline: chooseAuthors(view, linked, site, title),
    published: choosePublished(view, linked, url, title, dayFirst),
    modified: chooseModified(view, linked, dayFirst),
    lang:
      view.lang ??
      metaContent(view, ['og:locale', 'content-language', 'language', 'dc.language']) ??
      linked.lang,
    siteName,
    publisher: linked.publisher,
    section: sectionOf(linked.section ?? metaContent(view, ['article:section', 'section', 'articlesection'])),
    canonical: view.canonical ?? metaContent(view, ['og:url']),
    sources: ['syndication-source', 'original-source'].flatMap((key) => metaContent(view, [key]) ?? []),
    body: linked.body,
  };
}

function sectionOf(named: string | null): string | null {
  return named === null || named === '' || named.length > longestSection ? null : named;
}
