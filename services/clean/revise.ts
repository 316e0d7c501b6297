import { done, drop, forward } from '@hearsay/pipeline';
import type { Deps, Write } from '@hearsay/runtime/handler';
import type { Entry, JudgeWording, NewRevision, Page, Revisit } from '@hearsay/store';
import { compareWordings, shareSentences } from '@hearsay/text/revision';
import { nextLook } from '@hearsay/text/revisit';
import { outletDomain } from '@hearsay/text/url';

/** Sentences that the page of a known article shares with it, of the shorter of both, if it is still that article. */
const leastShared = 0.3;

/** A page that an entry led to, and the article that the entry led to before. */
export interface Visit {
  entry: Entry;
  known: Revisit | null;
}

/** The entry that led to a page; null for pages of an archive, which are not looked at again. */
export async function visitOf(page: Page, { store }: Pick<Deps, 'store'>): Promise<Visit | null> {
  const entry = page.entry === null ? null : await store.entries.get(page.entry);
  return entry === null ? null : { entry, known: await store.revisits.ofAddress(entry.canonicalUrl) };
}

/** An article whose address changed, as headlines change addresses, is the article that it was. */
export async function asKnown(
  found: NewRevision,
  visit: Visit | null,
  { store }: Pick<Deps, 'store'>,
): Promise<NewRevision> {
  const known = visit?.known ?? null;
  if (known === null || known.article === found.article) return found;
  if ((await store.articles.get(found.article)) !== null) return found;
  const [latest] = await store.articles.latest([known.article]);
  const article = await store.articles.get(known.article);
  if (latest === undefined || article === null || article.outlet !== found.outlet) return found;
  const same = shareSentences(latest.text, found.text) >= leastShared;
  return same ? { ...found, article: article.id, url: article.url } : found;
}

/** What a wording changes, held against the latest revision or against how that reads today. */
export function judgeAgainst(today: NewRevision | null): JudgeWording {
  return (latest, found) =>
    latest.textHash === found.textHash ? 'same' : compareWordings(today ?? latest, found).verdict;
}

/** Has an article looked at again; called for each page of it, so that whatever is lost is begun anew. */
export async function watch(
  { entry, known }: Visit,
  found: NewRevision,
  page: Page,
  write: Write,
  { clock, settings }: Pick<Deps, 'clock' | 'settings'>,
): Promise<void> {
  if (known?.deletedAt != null && known.article === found.article)
    await write.revisits.visited(known.article, {
      lastVisitAt: known.lastVisitAt,
      nextVisitAt: known.nextVisitAt,
      deletedAt: null,
    });
  const [firstSeen, now] = [page.fetchedAt, clock.now().getTime()];
  const next = nextLook({
    firstSeen: firstSeen.getTime(),
    now,
    after: settings.HEARSAY_REVISIT_AFTER,
    least: settings.HEARSAY_REVISIT_MIN,
  });
  await write.revisits.begin({
    article: found.article,
    entry: entry.id,
    asked: entry.canonicalUrl,
    domain: outletDomain(entry.url),
    pageUrl: page.url,
    firstSeen,
    etag: page.headers.etag ?? null,
    lastModified: page.headers['last-modified'] ?? null,
    lastVisitAt: page.fetchedAt,
    nextVisitAt: next === null ? null : new Date(next),
  });
}

/** Records that the article of a page is deleted; the stages after this one take back what it said. */
export async function deleted(page: Page, why: string, deps: Pick<Deps, 'store'>) {
  const visit = await visitOf(page, deps);
  const article = visit?.known?.article;
  if (article === undefined) return drop('article removed');
  return async (write: Write) => {
    const number = await write.articles.saveDeletion(article, page);
    if (number === null) return done('deletion known');
    return forward<'clean'>({ dedupe: [{ article, revision: number }] }, `deleted: ${why}`);
  };
}
