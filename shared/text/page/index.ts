import { detectLanguage } from '../language/index.js';
import { nameOutlet } from '../outlet/index.js';
import { canonicalUrl, outletDomain } from '../url/index.js';
import { isUrl } from '../url/valid.js';
import { type CleanArticle, type Dropped, isEnough, MAX_HTML, MIN_TEXT } from './article.js';
import { chooseLines } from './choose.js';
import { type Dom, viewPage } from './dom.js';
import { filterLines } from './filter.js';
import { type Metadata, readMetadata } from './metadata.js';
import { joinTorn } from './paragraph.js';
import { bodyInstead } from './second.js';
import { type StrippedPage, stripPage, stripUnscripted } from './strip.js';
import type { PageView } from './view.js';

export type { CleanArticle, Dropped, DropReason } from './article.js';
export { MAX_HTML } from './article.js';
export { splitByline } from './byline.js';
export type { Dom } from './dom.js';
export { cleanText, type TextRecord } from './text.js';

/**
 * The readable text of a news page and its metadata, or why there is none.
 *
 * `html` is decoded text, `url` the address it was fetched from. The page is stripped of what a reader never
 * sees, parsed, and Readability says where the article is; its blocks are then chosen and filtered
 * (captions, related headlines, share bars and their like go, wherever they stand).
 *
 * Which DOM: every page goes to the light one first (parse5, jsdom's own parser, with linkedom's nodes). jsdom has
 * the last word where the light one throws or finds no text that is enough for an article. `dom: 'jsdom'` is the
 * reference: `npm run eval -- pages` compares the two on every page.
 * Never throws on any HTML; time grows with the size of the page, and jsdom may take seconds on the worst:
 * give pages from the web to the reader of @hearsay/runtime, which sets limits.
 */
export function cleanPage(page: SourcePage, dom: Dom = 'light'): CleanArticle | Dropped {
  if (page.html.length > MAX_HTML) return { dropped: 'too-large' };
  const reading = (dom === 'light' ? readLightly(page) : null) ?? readWith(page, 'jsdom');
  if (!isEnough(reading.text)) return { dropped: dropReason(reading.view) };
  return describe(page.url, reading.metadata, reading.view.pageTitle, reading.text);
}

interface SourcePage {
  url: string;
  html: string;
}

/** A page's reading by the light DOM, or null where jsdom is to read it. */
function readLightly(page: SourcePage): Reading | null {
  try {
    const reading = readWith(page, 'light');
    return isEnough(reading.text) ? reading : null;
  } catch {
    return null;
  }
}

/** A page that shows next to nothing is read again with what it shows to browsers without scripts. */
function readWith(page: SourcePage, dom: Dom): Reading {
  const first = readPage(page.url, stripPage(page.html), dom);
  if (first.text.length >= SPARSE || !UNSCRIPTED.test(page.html)) return first;
  const second = readPage(page.url, stripUnscripted(page.html), dom);
  return second.text.length > 2 * first.text.length ? second : first;
}

/** Less text than this may be the label on a page that scripts fill. */
const SPARSE = 250;
const UNSCRIPTED = /<noscript|<template|text\/(x-)?(template|html)["']/i;

interface Reading {
  view: PageView;
  metadata: Metadata;
  text: string;
}

function readPage(url: string, stripped: StrippedPage, dom: Dom): Reading {
  const view = viewPage(stripped.html, url, stripped.jsonLd, dom);
  const metadata = readMetadata(view, url);
  const chosen = chooseLines(view, metadata.title);
  const outlets = outletNames(view, metadata, url);
  const lines = filterLines(bodyInstead(chosen, metadata.body) ?? chosen, { ...metadata, outlets });
  return { view, metadata, text: joinTorn(lines).join('\n\n') };
}

/** The names that the page gives its outlet. */
function outletNames(view: PageView, metadata: Metadata, url: string): string[] {
  const { siteName, publisher } = metadata;
  const named = nameOutlet({ domain: outletDomain(url), siteName, publisher, pageTitle: view.pageTitle });
  return [siteName, publisher, named].filter((name) => name !== null);
}

function dropReason(view: PageView): Dropped['dropped'] {
  const chars = view.blocks.reduce((sum, block) => sum + block.text.length, 0);
  const links = view.blocks.reduce((sum, block) => sum + block.linkChars, 0);
  if (chars < MIN_TEXT) return 'empty';
  return links > chars / 2 ? 'not-an-article' : 'too-short';
}

function describe(url: string, metadata: Metadata, pageTitle: string, text: string): CleanArticle {
  const outlet = outletDomain(url);
  return {
    title: metadata.title,
    byline: metadata.byline,
    published: metadata.published,
    modified: metadata.modified,
    lang: detectLanguage(text) ?? languageCode(metadata.lang),
    outlet,
    outletName: nameOutlet({
      domain: outlet,
      siteName: metadata.siteName,
      publisher: metadata.publisher,
      pageTitle,
    }),
    section: metadata.section,
    canonicalUrl: chooseUrl(url, metadata.canonical, outlet),
    syndicatedFrom: chooseSource(url, [...metadata.sources, metadata.canonical ?? ''], outlet),
    text,
  };
}

function languageCode(tag: string | null): string | null {
  return /^[a-z]{2,3}(?=$|[-_])/i.exec(tag ?? '')?.[0].toLowerCase() ?? null;
}

/** The page's own canonical link is believed only within its outlet, and not where it points to the front page. */
function chooseUrl(url: string, canonical: string | null, outlet: string): string {
  const target = articleAddress(url, canonical);
  return canonicalUrl(target !== null && outletDomain(target) === outlet ? target : url);
}

/** The first of these that is an article of another outlet. */
function chooseSource(url: string, named: string[], outlet: string): string | null {
  const targets = named.map((each) => articleAddress(url, each));
  const source = targets.find((target) => target !== null && !['', outlet].includes(outletDomain(target)));
  return source == null ? null : canonicalUrl(source);
}

/** A link that may lead to an article: http(s), and not a front page. */
function articleAddress(url: string, link: string | null): string | null {
  if (link === null || link === '' || !isUrl(link, url)) return null;
  const target = new URL(link, url);
  const isFront = target.pathname === '/' && target.search === '';
  return /^https?:$/.test(target.protocol) && !isFront ? target.href : null;
}
