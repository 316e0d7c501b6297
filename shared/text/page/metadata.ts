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
  canonical: string | null;
  body: string | null;
}

/**
 * Reads a page's metadata. Order of trust, first found wins:
 * title: the h1 that og:title or JSON-LD repeat, an h1 of several words that is not the site's name, og:title,
 * JSON-LD headline, `<title>`, each without the site's name;
 * authors: JSON-LD, meta, elements marked as author (itemprop, rel, class), a "By …" line near the title; names
 * of people go before names of the site;
 * published: JSON-LD, meta, microdata, time elements, the URL, elements marked as date, a date near the title; the first of these
 * gives way where no other has its day and two agree on another;
 * modified: JSON-LD, meta, microdata.
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
    canonical: view.canonical ?? metaContent(view, ['og:url']),
    body: linked.body,
  };
}
