import type { JudgeWording, NewRevision, Revision } from './articles.js';
import { keepWords } from './search.js';
import { clean, json, one, type Sql } from './sql.js';

/** A revision as it is read. */
export const revisionColumns = `r.article, r.revision, r.page, r.page_hash as "pageHash", r.title, r.byline, r.published,
  r.modified, r.section, r.syndicated_from as "syndicatedFrom", r.fetched, r.lang, r.text, r.text_hash as "textHash", r.kind, r.minor, r.made_by as "madeBy",
  r.reading, r.extraction`;

/** One article at a time, so that two pages of one address cannot both become its next revision. */
export async function lockArticle(sql: Sql, article: string): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [article]);
}

/**
 * True if this text was kept as a revision before, from this very page or at a time that has passed: an archive that
 * is replayed brings every revision again.
 */
export async function isKept(sql: Sql, found: NewRevision, latest: Date): Promise<boolean> {
  const row = await one(
    sql,
    'select from hearsay.revisions where article = $1 and text_hash = $2 and (page = $3 or $4::boolean) limit 1',
    [found.article, found.textHash, found.page, found.fetched <= latest],
  );
  return row !== null;
}

/** How a wording stands to the latest by its words alone. */
export const byHash: JudgeWording = (latest, found) => (latest.textHash === found.textHash ? 'same' : 'edit');

/** The newest revision of an article; null where none is kept. */
export function latestOf(sql: Sql, article: string): Promise<Revision | null> {
  return one<Revision>(
    sql,
    `select ${revisionColumns} from hearsay.revisions r where r.article = $1 order by r.revision desc limit 1`,
    [article],
  );
}

export type RevisionMark = Pick<Revision, 'kind' | 'minor'>;

/** Writes an article and one revision of it; gives the revision's number. */
export async function writeNew(
  sql: Sql,
  found: NewRevision,
  revision: number,
  mark: RevisionMark,
): Promise<number> {
  await writeArticle(sql, found, revision);
  await writeRevision(sql, found, revision, mark);
  await keepWords(sql, found.article);
  return revision;
}

async function writeArticle(sql: Sql, found: NewRevision, revision: number): Promise<void> {
  await sql.query(
    `insert into hearsay.articles (id, url, outlet, outlet_name, published, first_seen, revision, family)
     values ($1, $2, $3, $4, $5, $6, $7, $1)
     on conflict (id) do update set revision = excluded.revision, outlet_name = excluded.outlet_name,
       published = coalesce(articles.published, excluded.published)`,
    [
      found.article,
      clean(found.url),
      found.outlet,
      clean(found.outletName),
      found.published,
      found.fetched,
      revision,
    ],
  );
}

async function writeRevision(
  sql: Sql,
  found: NewRevision,
  revision: number,
  mark: RevisionMark,
): Promise<void> {
  await sql.query(
    `insert into hearsay.revisions (article, revision, page, page_hash, title, byline, published, modified, fetched,
       lang, text, text_hash, kind, minor, made_by, section, syndicated_from)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, coalesce($15, 'page-1'), $16, $17)`,
    [
      found.article,
      revision,
      found.page,
      found.pageHash,
      found.title && clean(found.title),
      json(found.byline),
      found.published,
      found.modified,
      found.fetched,
      found.lang,
      clean(found.text),
      found.textHash,
      mark.kind,
      mark.minor,
      found.madeBy ?? null,
      (found.section && clean(found.section)) ?? null,
      found.syndicatedFrom ?? null,
    ],
  );
}
