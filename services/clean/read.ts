import type { Deps } from '@hearsay/runtime/handler';
import type { NewRevision, Page } from '@hearsay/store';
import { decodeText } from '@hearsay/text/encoding';
import { contentHash, idOf } from '@hearsay/text/id';
import { type CleanArticle, cleanText, type Dropped } from '@hearsay/text/page';

/**
 * Version of what clean makes of a page, kept with every revision: raise it with every release that reads pages otherwise,
 * so that what we read better is never taken for what an outlet edited.
 */
export const cleaner = 'page-2';

/** The text and metadata of a page whose raw bytes are at hand. */
export async function readPage(
  page: Page,
  body: Uint8Array,
  deps: Pick<Deps, 'reader'>,
): Promise<CleanArticle | Dropped> {
  const { text } = decodeText(body, { contentType: page.contentType, kind: 'html' });
  if (page.hints.plainText !== true) return deps.reader.clean({ url: page.url, html: text });
  const { title = null, byline = [], published = null, outlet = null, outletName = null } = page.hints;
  return cleanText({ url: page.url, text, title, byline, published, outlet, outletName });
}

/** The page's own word goes before the feed's; a publication after we fetched it cannot be. */
export function revisionOf(page: Page, article: CleanArticle): NewRevision {
  const { hints } = page;
  const published = publishedOf(article.published, hints.published ?? null);
  const title = article.title ?? hints.title ?? null;
  return {
    article: idOf('article', article.canonicalUrl),
    url: article.canonicalUrl,
    outlet: hints.outlet ?? article.outlet,
    outletName: hints.outletName ?? article.outletName,
    page: page.id,
    pageHash: page.contentHash,
    title,
    byline: article.byline.length > 0 ? article.byline : (hints.byline ?? []),
    published: published === null ? null : earlier(new Date(published), page.fetchedAt),
    modified: article.modified === null ? null : new Date(article.modified),
    section: article.section,
    syndicatedFrom: article.syndicatedFrom,
    fetched: page.fetchedAt,
    lang: article.lang,
    text: article.text,
    textHash: contentHash(`${title ?? ''}\n${article.text}`),
    madeBy: cleaner,
  };
}

/** Pages that show the day alone are read as midnight: the feed's time of that day says more. */
function publishedOf(page: string | null, feed: string | null): string | null {
  if (page === null || feed === null) return page ?? feed;
  const [day, time] = [Date.parse(page), Date.parse(feed)];
  const dayAlone = /T00:00:00(?:\.0+)?(?:Z|[+-]00:?00)$/.test(page);
  return dayAlone && time >= day && time < day + 86_400_000 ? feed : page;
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
