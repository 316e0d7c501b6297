import { decodeText } from '../encoding/index.js';
import { decodeReferences } from '../feed/entity.js';
import { isUrl } from '../url/valid.js';

/** A sitemap that an index lists. */
export interface ListedSitemap {
  /** Absolute, http or https. */
  url: string;
  /** ISO 8601 UTC; null where the index does not say. */
  lastModified: string | null;
}

/** The protocol allows 50,000; the newest stand at either end, and nobody's newest are beyond this. */
export const MAX_LISTED = 50_000;

/** What a document is shows in its head. */
const HEAD_BYTES = 4096;

/** True for a sitemap of pages (`urlset`), news or not. */
export function isSitemap(bytes: Uint8Array): boolean {
  return /<(?:[\w-]{1,20}:)?urlset[\s>]/i.test(headOf(bytes));
}

const NO_ENTITIES: ReadonlyMap<string, string> = new Map();

/** What stands in a row of an index. No markup nests in it, so a scan finds it; a parser's stack has no bound. */
const FIELD =
  /<(?:[\w-]{1,20}:)?(sitemap|loc|lastmod)(?:\s[^<>]{0,200})?>\s{0,100}(?:<!\[CDATA\[)?\s{0,100}([^<\]]{0,8192})/gi;

/** The sitemaps an index of them lists, in its order; null if the document is no such index. */
export function readSitemapIndex(bytes: Uint8Array, url: string): ListedSitemap[] | null {
  if (!/<(?:[\w-]{1,20}:)?sitemapindex[\s>]/i.test(headOf(bytes))) return null;
  const { text } = decodeText(bytes, { contentType: null, kind: 'xml' });
  const found: ListedSitemap[] = [];
  let row: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(FIELD)) {
    if (found.length >= MAX_LISTED) break;
    if (name.toLowerCase() === 'sitemap') {
      found.push(...listed(row, url));
      row = {};
    } else row[name.toLowerCase()] ??= decodeReferences(value, NO_ENTITIES);
  }
  return [...found, ...listed(row, url)];
}

function listed(row: Record<string, string>, base: string): ListedSitemap[] {
  const loc = (row.loc ?? '').trim();
  if (loc === '' || !isUrl(loc, base)) return [];
  const { href, protocol } = new URL(loc, base);
  if (protocol !== 'http:' && protocol !== 'https:') return [];
  const time = Date.parse((row.lastmod ?? '').trim());
  return [{ url: href, lastModified: Number.isNaN(time) ? null : new Date(time).toISOString() }];
}

function headOf(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES)).replaceAll('\0', '');
}

/** What is no news: pictures, films, sections, people, tags. */
const NO_NEWS = /image|video|photo|galler|author|tag|categor|section|topic|product|static|location|archive/i;

/**
 * The sitemaps of an index worth reading for news: those changed within `hours`, newest first; where none says when it
 * changed, those with "news" in their name, else the first and the last, as indexes grow at either end. At most `files`.
 */
export function chooseSitemaps(
  all: readonly ListedSitemap[],
  { now, files, hours }: { now: string; files: number; hours: number },
): ListedSitemap[] {
  const oldest = Date.parse(now) - hours * 3_600_000;
  const named = (each: ListedSitemap) => /news|recent|latest|today/i.test(pathOf(each.url));
  const useful = all.filter((each) => named(each) || !NO_NEWS.test(pathOf(each.url)));
  const dated = useful.filter((each) => each.lastModified !== null);
  if (dated.length > 0) {
    return dated
      .filter((each) => Date.parse(each.lastModified as string) >= oldest)
      .sort(
        (a, b) =>
          Number(named(b)) - Number(named(a)) ||
          ((a.lastModified as string) > (b.lastModified as string) ? -1 : 1),
      )
      .slice(0, files);
  }
  const news = useful.filter(named);
  if (news.length > 0) return news.slice(0, files);
  const half = Math.ceil(files / 2);
  return [...new Set([...useful.slice(0, half), ...useful.slice(-Math.max(1, files - half))])].slice(
    0,
    files,
  );
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}
