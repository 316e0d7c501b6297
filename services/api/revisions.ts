import type { Article, Revision, Revisit, Store } from '@hearsay/store';
import { type Comparison, compareWordings } from '@hearsay/text/revision';

/** One revision of an article, with what it changed of the one before. */
export interface RevisionObject {
  revision: number;
  /** What made it: an edit by the outlet (the first wording too), the page gone, the page back, our own better reading. */
  kind: Revision['kind'];
  /** True where a slip was put right and nothing that is said changed. */
  minor: boolean;
  fetched: string;
  /** What the page itself says of when it was changed. */
  modified: string | null;
  /** What the page calls its section. */
  section: string | null;
  /** The article of another outlet that the page names as its original. */
  syndicatedFrom: string | null;
  title: string | null;
  page: string | null;
  pageHash: string | null;
  /** Versions of clean and extract that read it. */
  cleaner: string;
  extractor: string | null;
  /** Null for the first revision and for a deletion. */
  changes: Omit<Comparison, 'verdict'> | null;
}

/** What is known of an article over time. */
export interface HistoryObject {
  article: string;
  url: string;
  outletName: string;
  /** Null while the page is there. `confirmed` is null until a second look found it gone as well. */
  absent: { since: string; why: string; confirmed: string | null } | null;
  lastVisit: string | null;
  nextVisit: string | null;
  revisions: RevisionObject[];
}

/** An article's revisions, the first first, and when it is looked at again. */
export async function historyOf(store: Store, article: Article): Promise<HistoryObject> {
  const revisions = await store.articles.revisions(article.id);
  const visit = await store.revisits.get(article.id);
  return {
    article: article.id,
    url: article.url,
    outletName: article.outletName,
    absent: absentOf(visit),
    lastVisit: visit?.lastVisitAt.toISOString() ?? null,
    nextVisit: visit?.nextVisitAt?.toISOString() ?? null,
    revisions: revisions.map((revision, at) => revisionObject(revision, revisions[at - 1])),
  };
}

function absentOf(visit: Revisit | null): HistoryObject['absent'] {
  if (visit === null || visit.absentSince === null) return null;
  return {
    since: visit.absentSince.toISOString(),
    why: visit.absentWhy ?? 'not found',
    confirmed: visit.deletedAt?.toISOString() ?? null,
  };
}

function revisionObject(revision: Revision, before: Revision | undefined): RevisionObject {
  const extraction = revision.extraction as { madeBy?: string } | null;
  const compared =
    before === undefined || revision.kind === 'deleted' ? null : compareWordings(before, revision);
  return {
    revision: revision.revision,
    kind: revision.kind,
    minor: revision.minor,
    fetched: revision.fetched.toISOString(),
    modified: revision.modified?.toISOString() ?? null,
    section: revision.section,
    syndicatedFrom: revision.syndicatedFrom,
    title: revision.title,
    page: revision.page,
    pageHash: revision.pageHash,
    cleaner: revision.madeBy,
    extractor: extraction?.madeBy ?? null,
    changes: compared && { title: compared.title, sentences: compared.sentences, notes: compared.notes },
  };
}
