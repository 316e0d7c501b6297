import type { Article, ClaimRow, MentionRow, NewEvent, Revision } from '@hearsay/store';
import type { Candidate } from '@hearsay/text/candidate';
import type { Citation } from '@hearsay/text/citation';
import type { StoryClaim } from '@hearsay/text/claim';
import type { EventArticle, EventFact } from '@hearsay/text/event';

/** An article revision as match reads it, with what the record alone knows of it. */
export type RecordedArticle = EventArticle & { pageHash: string | null; madeBy: string };

/** The revisions of a story's articles, with what dedupe and extract wrote of them. */
export function storyArticles(articles: Article[], revisions: Revision[]): RecordedArticle[] {
  const byId = new Map(articles.map((article) => [article.id, article]));
  return revisions.flatMap((revision) => {
    const article = byId.get(revision.article);
    return article === undefined ? [] : [storyArticle(article, revision)];
  });
}

function storyArticle(article: Article, revision: Revision): RecordedArticle {
  const reading = revision.reading as { cites: Citation[] } | null;
  const extraction = revision.extraction as { candidates: Candidate[]; madeBy: string };
  return {
    id: article.id,
    revision: revision.revision,
    outlet: article.outlet,
    outletName: article.outletName,
    title: revision.title,
    text: revision.text,
    lang: revision.lang,
    published: article.published?.toISOString() ?? null,
    copyOf: article.copyOf,
    copyKind: article.copyKind,
    // A link in the page's head says whose text it is, and nothing about any one sentence.
    cites: (reading?.cites ?? []).filter(({ how }) => how !== 'canonical-link'),
    candidates: extraction.candidates,
    kind: revision.kind,
    minor: revision.minor,
    pageHash: revision.pageHash,
    madeBy: extraction.madeBy,
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

/** Mentions as the record keeps them, with the page they were found on and what found them. */
export function mentionRows(
  claims: StoryClaim[],
  articles: RecordedArticle[],
  matcher: string,
): MentionRow[] {
  const made = new Map(articles.map((each) => [`${each.id} ${each.revision}`, each]));
  return claims.flatMap((claim) =>
    claim.mentions.map((mention, position) => {
      const { current, ...data } = mention;
      const source = made.get(`${mention.article} ${mention.revision}`);
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
    }),
  );
}

/** Facts as lines of the log. */
export function newEvents(facts: EventFact[], at: Date): NewEvent[] {
  return facts.map((fact) => ({ ...fact, at }));
}

/** The keys by which lines that were told before are held against what holds now; see `decisions.retract`. */
export function holdingKeys(facts: NewEvent[]): string[] {
  return facts.map(({ key, type, outlet }) => (type === 'covered' ? `covered\n${outlet}` : key));
}
