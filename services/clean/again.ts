import type { Deps, Write } from '@hearsay/runtime/handler';
import type { NewRevision, Revision } from '@hearsay/store';
import { compareWordings } from '@hearsay/text/revision';
import { cleaner, readPage, revisionOf } from './read.js';

/** The latest revision of an article, read again from its own page by the reader of today. */
export interface Reread {
  latest: Revision;
  wording: NewRevision;
}

/**
 * Reads the page of an article's latest revision again where another version of clean read it: what the outlet edited
 * is what two pages differ in when one reader reads both. Null where there is nothing to read again.
 */
export async function rereadLatest(
  article: string,
  deps: Pick<Deps, 'store' | 'reader'>,
): Promise<Reread | null> {
  const [latest] = await deps.store.articles.latest([article]);
  if (latest === undefined || latest.madeBy === cleaner) return null;
  const wording = await reread(latest, deps);
  return wording === null ? null : { latest, wording };
}

/** A revision as clean makes it today from the page it rests on; null where the page is gone or no longer an article. */
export async function reread(
  revision: Revision,
  deps: Pick<Deps, 'store' | 'reader'>,
): Promise<NewRevision | null> {
  const page = revision.page === null ? null : await deps.store.pages.get(revision.page);
  const body = page === null || page.absent !== null ? null : await deps.store.pages.body(page);
  if (page === null || body === null) return null;
  const read = await readPage(page, body, deps);
  if ('dropped' in read) return null;
  return { ...revisionOf(page, read), article: revision.article, fetched: revision.fetched };
}

/** Before an edit is kept: the wording it edited, as read today. Returns that revision, or null if it is not needed. */
export async function catchUp(
  { latest, wording }: Reread,
  found: NewRevision,
  write: Write,
): Promise<number | null> {
  if (compareWordings(wording, found).verdict === 'same') return null;
  if (compareWordings(latest, wording).verdict === 'same' || latest.fetched > found.fetched) return null;
  return write.articles.saveReprocessed(wording, latest.revision);
}
