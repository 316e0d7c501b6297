import { done, drop, forward } from '@hearsay/pipeline';
import type { Handler, Write } from '@hearsay/runtime/handler';
import type { Article, Revision } from '@hearsay/store';
import { extractCandidates } from '@hearsay/text/candidate';

/** Version of the extractor: kept with every mention, so that a better one can be told from this one. */
export const extractor = 'clauses-5';

/**
 * Finds the claim candidates of an article revision and who is made to say them. Earlier revisions that another version
 * read are read again, so that what an edit changed is not what the extractor changed.
 */
export const extract: Handler<'extract', 'store'> = async ({ article: id, revision: number }, deps) => {
  const article = await deps.store.articles.get(id);
  const revisions = await deps.store.articles.revisions(id);
  const revision = revisions.find((each) => each.revision === number);
  if (article === null || revision === undefined) return drop('article removed');
  const outdated = revisions.filter((each) => each.extraction !== null && madeBy(each) !== extractor);
  const found = [...outdated.filter((each) => each !== revision), revision].map((each) => ({
    number: each.revision,
    extraction: extractRevision(article, each),
  }));
  return async (write: Write) => {
    for (const each of found) await write.articles.saveExtraction(id, each.number, each.extraction);
    if (article.story === null) return done('in no story');
    return forward<'extract'>({ match: [{ article: id, revision: number }] });
  };
};

/** What extract finds in a revision, and by which version; nothing in an article that is deleted, for it says nothing now. */
export function extractRevision(article: Article, revision: Revision) {
  const { title, text, lang } = revision;
  const { id, outlet, outletName } = article;
  const published = article.published?.toISOString() ?? null;
  const given = { id, revision: revision.revision, outlet, outletName, title, text, lang, published };
  const found = revision.kind === 'deleted' ? { candidates: [], attributions: [] } : extractCandidates(given);
  return { ...found, madeBy: extractor };
}

function madeBy({ extraction }: Revision): string | undefined {
  return (extraction as { madeBy?: string } | null)?.madeBy;
}
