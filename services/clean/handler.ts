import { done, drop, forward } from '@hearsay/pipeline';
import type { Handler, Write } from '@hearsay/runtime/handler';
import { catchUp, rereadLatest } from './again.js';
import { readPage, revisionOf } from './read.js';
import { asKnown, deleted, judgeAgainst, visitOf, watch } from './revise.js';

type Needs = 'store' | 'reader' | 'clock' | 'settings';

/** Turns a page into readable text and metadata. A text in which nobody edited anything is no revision. */
export const clean: Handler<'clean', Needs> = async ({ page: id }, deps) => {
  const page = await deps.store.pages.get(id);
  if (page === null) return drop('page no longer kept');
  if (page.absent !== null) return deleted(page, page.absent, deps);
  const body = await deps.store.pages.body(page);
  if (body === null) return drop('page no longer kept');
  const article = await readPage(page, body, deps);
  if ('dropped' in article) return drop(article.dropped);
  const visit = await visitOf(page, deps);
  const found = await asKnown(revisionOf(page, article), visit, deps);
  const before = await rereadLatest(found.article, deps);
  return async (write: Write) => {
    const reread = before && (await catchUp(before, found, write));
    const number = await write.articles.save(found, judgeAgainst(before?.wording ?? null));
    if (visit !== null) await watch(visit, found, page, write, deps);
    if (number === null) return done('text unchanged');
    const revisions = [...(reread == null ? [] : [reread]), number];
    return forward<'clean'>({
      dedupe: revisions.map((revision) => ({ article: found.article, revision })),
    });
  };
};
