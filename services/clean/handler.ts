import { done, drop, forward } from '@hearsay/pipeline';
import type { Deps, Handler, Write } from '@hearsay/runtime/handler';
import type { NewRevision, Page } from '@hearsay/store';
import { decodeText } from '@hearsay/text/encoding';
import { contentHash, idOf } from '@hearsay/text/id';
import { type CleanArticle, cleanText } from '@hearsay/text/page';

type Needs = 'store' | 'reader' | 'clock';

/** Turns a page into readable text and metadata. A text that did not change is no revision. */
export const clean: Handler<'clean', Needs> = async ({ page: id }, deps) => {
  const page = await deps.store.pages.get(id);
  const body = page && (await deps.store.pages.body(page));
  if (page === null || body === null) return drop('page no longer kept');
  const article = await read(page, body, deps);
  if ('dropped' in article) return drop(article.dropped);
  const revision = revisionOf(page, article);
  return async (write: Write) => {
    const number = await write.articles.save(revision);
    if (number === null) return done('text unchanged');
    return forward<'clean'>({ dedupe: [{ article: revision.article, revision: number }] });
  };
};

function read(page: Page, body: Uint8Array, deps: Pick<Deps, Needs>) {
  const { text } = decodeText(body, { contentType: page.contentType, kind: 'html' });
  if (page.hints.plainText !== true) return deps.reader.clean({ url: page.url, html: text });
  const { title = null, byline = [], published = null, outlet = null, outletName = null } = page.hints;
  return cleanText({ url: page.url, text, title, byline, published, outlet, outletName });
}

/** The page's own word goes before the feed's; a publication after we fetched it cannot be. */
function revisionOf(page: Page, article: CleanArticle): NewRevision {
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
    fetched: page.fetchedAt,
    lang: article.lang,
    text: article.text,
    textHash: contentHash(`${title ?? ''}\n${article.text}`),
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
