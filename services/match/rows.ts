import type { Article, ClaimRow, MentionRow, NewEvent, Revision } from '@hearsay/store';
import type { Candidate } from '@hearsay/text/candidate';
import type { Citation } from '@hearsay/text/citation';
import type { StoryClaim } from '@hearsay/text/claim';
import type { EventArticle, EventFact } from '@hearsay/text/event';

/** An article revision as match reads it, with what the record alone knows of it. */
export type RecordedArticle = EventArticle & { pageHash: string | null; madeBy: string };

/** What the record knows of a revision's article, and what extract and dedupe wrote of the revision, as match reads them. */
type ReadRevision = Pick<Article, 'id' | 'outlet' | 'outletName' | 'published' | 'copyOf' | 'copyKind'> &
  Pick<Revision, 'revision' | 'title' | 'lang' | 'text' | 'kind' | 'minor' | 'pageHash'> & {
    cites: unknown;
    candidates: unknown;
    extractor: string;
  };

/** The revisions of a story's articles, with what dedupe and extract wrote of them. */
export function storyArticles(articles: Article[], revisions: Revision[]): RecordedArticle[] {
  const byId = new Map(articles.map((article) => [article.id, article]));
  return revisions.flatMap((revision) => {
    const article = byId.get(revision.article);
    if (article === undefined) return [];
    const reading = revision.reading as { cites: unknown } | null;
    const { candidates, madeBy } = revision.extraction as { candidates: unknown; madeBy: string };
    const read = { cites: reading?.cites ?? null, candidates, extractor: madeBy };
    return [storyArticle({ ...article, ...revision, published: article.published, ...read })];
  });
}

export function storyArticle(read: ReadRevision): RecordedArticle {
  const cites = (read.cites ?? []) as Citation[];
  return {
    id: read.id,
    revision: read.revision,
    outlet: read.outlet,
    outletName: read.outletName,
    title: read.title,
    text: read.text,
    lang: read.lang,
    published: read.published?.toISOString() ?? null,
    copyOf: read.copyOf,
    copyKind: read.copyKind,
    // A link in the page's head says whose text it is, and nothing about any one sentence.
    cites: cites.filter(({ how }) => how !== 'canonical-link'),
    candidates: read.candidates as Candidate[],
    kind: read.kind,
    minor: read.minor,
    pageHash: read.pageHash,
    madeBy: read.extractor,
  };
}

/** Claims as the record keeps them, in the order match gives. */
export function claimRows(story: string, claims: StoryClaim[], articles: RecordedArticle[]): ClaimRow[] {
  const published = new Map(articles.map((each) => [each.id, each.published]));
  return claims.map(({ id, recurs, text, kind, origins, counts, mentions }, position) => {
    const first = published.get(mentions[0]?.article ?? '') ?? null;
    const seen = first === null ? null : new Date(first);
    return { id, story, recurs, text, seen, kind, origins, counts, position };
  });
}

/** A claim's mentions as the record keeps them, with the page they were found on and what found them. */
export function mentionRows(
  claim: StoryClaim,
  articles: ReadonlyMap<string, RecordedArticle>,
  matcher: string,
): MentionRow[] {
  return claim.mentions.map((mention, position) => {
    const { current, ...data } = mention;
    const source = articles.get(revisionKey(mention.article, mention.revision));
    return {
      id: mention.id,
      claim: claim.id,
      article: mention.article,
      revision: mention.revision,
      part: mention.in,
      start: mention.start,
      end: mention.end,
      relation: mention.relation,
      current,
      position,
      data,
      pageHash: source?.pageHash ?? null,
      madeBy: `${source?.madeBy ?? ''} ${matcher}`.trim(),
    };
  });
}

/** One word for an article's revision. */
export const revisionKey = (article: string, revision: number): string => `${article} ${revision}`;

/** Facts as lines of the log. */
export function newEvents(facts: EventFact[], at: Date): NewEvent[] {
  return facts.map((fact) => ({ ...fact, at }));
}

/** The keys by which lines that were told before are held against what holds now; see `decisions.retract`. */
export function holdingKeys(facts: NewEvent[]): string[] {
  return facts.map(({ key, type, outlet }) => (type === 'covered' ? `covered\n${outlet}` : key));
}
