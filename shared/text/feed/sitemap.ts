import { isUrl } from '../url/valid.js';
import { absolute } from './address.js';
import { readDate } from './date.js';
import { MAX_LINK_LENGTH } from './limits.js';
import type { Parts } from './locate.js';
import type { SitemapRef } from './shape.js';
import { elementsOf, textOf } from './tree.js';

/** An index may list 50,000 sitemaps (sitemaps.org); news is in the latest few. */
const MAX_SITEMAPS = 1000;

/** The sitemaps that a sitemap index lists, the latest first; those without a date last, in their order. */
export function sitemapsOf(index: Parts, url: string): SitemapRef[] {
  const found = new Map<string, SitemapRef>();
  for (const sitemap of index.byName.get('sitemap') ?? []) {
    const value = (name: string) => {
      const part = elementsOf(sitemap).find((each) => each.name === name && each.closed);
      return part === undefined ? '' : textOf(part).slice(0, MAX_LINK_LENGTH).trim();
    };
    const address = absolute(value('loc'), url);
    if (!/^https?:\/\/[^/]/i.test(address) || !isUrl(address)) continue;
    found.set(address, { url: address, updated: readDate(value('lastmod')) });
  }
  const latestFirst = [...found.values()].sort((a, b) => (b.updated ?? '').localeCompare(a.updated ?? ''));
  return latestFirst.slice(0, MAX_SITEMAPS);
}
