import { done, drop, forward } from '@hearsay/pipeline';
import type { Handler, Write } from '@hearsay/runtime/handler';
import { extractCandidates } from '@hearsay/text/candidate';

/** Version of the extractor: kept with every mention, so that a better one can be told from this one. */
export const extractor = 'clauses-1';

/** Finds the claim candidates of an article revision and who is made to say them. */
export const extract: Handler<'extract', 'store'> = async ({ article: id, revision: number }, deps) => {
  const article = await deps.store.articles.get(id);
  const revision = await deps.store.articles.revision(id, number);
  if (article === null || revision === null) return drop('article removed');
  const found = extractCandidates({
    id,
    revision: number,
    outlet: article.outlet,
    outletName: article.outletName,
    title: revision.title,
    text: revision.text,
    lang: revision.lang,
    published: article.published?.toISOString() ?? null,
  });
  return async (write: Write) => {
    await write.articles.saveExtraction(id, number, { ...found, madeBy: extractor });
    if (article.story === null) return done('in no story');
    return forward<'extract'>({ match: [{ article: id, revision: number }] });
  };
};
