import { Parser } from 'htmlparser2';
import { isUrl } from '../url/valid.js';
import type { Candidate } from './types.js';

/** Media types of feeds; a page's other alternates are other languages or its print edition. */
const FEED_TYPES = /^(?:application|text)\/(?:rss|atom|rdf|feed|x?\.?rss)?\+?(?:xml|json)\s*(?:;|$)/i;

/** Types that say XML or JSON and no more: only with an address that speaks of a feed. */
const VAGUE_TYPES = /^(?:application|text)\/(?:xml|json)\s*(?:;|$)/i;

/** Addresses that speak of a feed. */
const FEED_ADDRESS =
  /(?:\.(?:rss|atom|rdf)\b|\b(?:rss|atom|feed)s?(?:\.xml|\.json)?(?:[/?#]|$)|[?&]feed=|\/feeds?\/)/i;

/** Link texts that speak of one. */
const FEED_TEXT = /^(?:rss|atom|rss[ -]?feeds?|xml feed|news ?feed|subscribe via rss)$/i;

/** Discussions and other pages about feeds are none that one wants. */
const NOT_WANTED =
  /comment|oembed|wp-json|opensearch|\/(?:help|about)\/|reader\.|feedly\.com|facebook\.com\/feed/i;

/** Feeds listed by one page; site maps of newsrooms name some hundred. */
export const MAX_CANDIDATES = 200;

/** Pages are read to here: link elements stand in the first part, and anchors at the foot of pages of 1 MB. */
export const MAX_PAGE_LENGTH = 2 * 1024 * 1024;

/** The feeds a page names: its link elements in their order, then its anchors that look like feeds. */
export function feedsOfPage(html: string, url: string): Candidate[] {
  const links: Candidate[] = [];
  const anchors: Candidate[] = [];
  let base = url;
  let anchor: { href: string; text: string } | null = null;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'base' && attributes.href !== undefined && base === url)
        base = resolved(attributes.href, url) ?? url;
      if (name === 'link') links.push(...fromLink(attributes, base));
      if (name === 'a' && attributes.href !== undefined) anchor = { href: attributes.href, text: '' };
    },
    ontext(text) {
      if (anchor !== null && anchor.text.length < 100) anchor.text += text;
    },
    onclosetag(name) {
      if (name !== 'a' || anchor === null) return;
      anchors.push(...fromAnchor(anchor, base));
      anchor = null;
    },
  });
  parser.end(onlyLinks(html.slice(0, MAX_PAGE_LENGTH)));
  return distinct([...links, ...anchors]).slice(0, MAX_CANDIDATES);
}

const WANTED = /(?:link|base|a)[\s/]/iy;

/** Longer tags carry data, not addresses. */
const MAX_TAG_LENGTH = 10_000;

/** The page's link, base and anchor tags with the text that follows, and nothing else: a parser's work grows with depth. */
function onlyLinks(html: string): string {
  const kept: string[] = [];
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at)) {
    WANTED.lastIndex = at + 1;
    const wanted = WANTED.test(html);
    const end = wanted ? html.indexOf('>', at) : at;
    if (end === -1) break;
    if (wanted && end - at < MAX_TAG_LENGTH)
      kept.push(html.slice(at, end + 1), textAfter(html, end + 1), '</a>');
    at = end + 1;
  }
  return kept.join('');
}

function textAfter(html: string, from: number): string {
  return html.slice(from, from + 100).split('<', 1)[0] ?? '';
}

function fromLink(attributes: Record<string, string>, base: string): Candidate[] {
  const rels = (attributes.rel ?? '').toLowerCase().split(/\s+/);
  const type = attributes.type ?? '';
  const href = attributes.href ?? '';
  const named = rels.includes('feed');
  const alternate =
    rels.includes('alternate') &&
    FEED_TYPES.test(type) &&
    (!VAGUE_TYPES.test(type) || FEED_ADDRESS.test(href)) &&
    !NOT_WANTED.test(href);
  const url = named || alternate ? resolved(href, base) : null;
  if (url === null) return [];
  return [
    { url, title: titleOf(attributes.title), found: 'link', why: 'named by a link element of the page' },
  ];
}

function fromAnchor({ href, text }: { href: string; text: string }, base: string): Candidate[] {
  const said = text.trim().replace(/\s+/g, ' ');
  if (NOT_WANTED.test(href) || !(FEED_ADDRESS.test(href) || FEED_TEXT.test(said))) return [];
  const url = resolved(href, base);
  return url === null
    ? []
    : [{ url, title: titleOf(said), found: 'anchor', why: 'a link of the page that looks like a feed' }];
}

/** `feed:` in front of an address was once how browsers were told. */
function resolved(href: string, base: string): string | null {
  const address = href
    .trim()
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'http://');
  if (address === '' || address.length > 8192 || !isUrl(address, base)) return null;
  const url = new URL(address, base);
  url.hash = '';
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}

function titleOf(text: string | undefined): string | null {
  const title = (text ?? '').trim().replace(/\s+/g, ' ').slice(0, 200);
  return title === '' ? null : title;
}

function distinct(all: Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return all.filter(({ url }) => !seen.has(url) && seen.add(url));
}
