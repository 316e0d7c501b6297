import { byHash, isKept, latestOf, lockArticle, revisionColumns, writeNew } from './revisions.js';
import { clean, json, many, one, type Sql } from './sql.js';

export type CopyKind = 'exact' | 'near' | 'rewrite' | 'translation';

/** An article as it stands: what its latest revision says, and where dedupe put it. */
export interface Article {
  id: string;
  url: string;
  outlet: string;
  outletName: string;
  published: Date | null;
  firstSeen: Date;
  revision: number;
  story: string | null;
  storyScore: number | null;
  storyWhy: string | null;
  copyOf: string | null;
  copyKind: CopyKind | null;
  copyScore: number | null;
  copyWhy: string | null;
  family: string;
}

/** One revision of an article. `reading` is written by dedupe, `extraction` by extract. */
export interface Revision {
  article: string;
  revision: number;
  page: string | null;
  pageHash: string | null;
  title: string | null;
  byline: string[];
  published: Date | null;
  modified: Date | null;
  /** As the page names it. */
  section: string | null;
  /** The address of another outlet's article that the page names as its original. */
  syndicatedFrom: string | null;
  fetched: Date;
  lang: string | null;
  text: string;
  textHash: string;
  kind: RevisionKind;
  /** A slip put right: nothing that is said changed. */
  minor: boolean;
  /** The version of clean that read it. */
  madeBy: string;
  reading: unknown;
  extraction: unknown;
}

/** What made a revision: an edit by the outlet (the first wording too), the page gone, the page back, our own better reading. */
export type RevisionKind = 'edit' | 'deleted' | 'restored' | 'reprocessed';

/** How a wording stands to the one before it. */
export type WordingVerdict = 'same' | 'minor' | 'edit';

/** Says what a new wording changes of the latest revision. Pure. */
export type JudgeWording = (latest: Revision, found: NewRevision) => WordingVerdict;

/** What the comparison of copies reads of a revision. */
export type RevisionText = Pick<Revision, 'article' | 'revision' | 'title' | 'byline' | 'lang' | 'text'> & {
  cites: unknown;
};

/** A revision that extract has read, as it stands in a story: without its words, and with a mark that is another whenever its row is. */
export type StoryRevision = Pick<
  Article,
  'id' | 'outlet' | 'outletName' | 'published' | 'copyOf' | 'copyKind'
> & { revision: number; version: string };

/** What match reads of a revision; `version` as in `StoryRevision`. */
export type ExtractedRevision = Pick<
  Revision,
  'article' | 'revision' | 'title' | 'lang' | 'text' | 'kind' | 'minor' | 'pageHash'
> & { version: string; cites: unknown; candidates: unknown; extractor: string };

/** What an article copies, and the family that puts it in. */
export interface CopyRow {
  id: string;
  of: string | null;
  kind: CopyKind | null;
  score: number | null;
  why: string | null;
  family: string;
}

/** What clean knows of an article revision. */
export type NewRevision = Omit<
  Revision,
  | 'article'
  | 'revision'
  | 'reading'
  | 'extraction'
  | 'kind'
  | 'minor'
  | 'madeBy'
  | 'section'
  | 'syndicatedFrom'
> & {
  article: string;
  section?: string | null;
  syndicatedFrom?: string | null;
  madeBy?: string;
  url: string;
  outlet: string;
  outletName: string;
};

const articleColumns = `a.id, a.url, a.outlet, a.outlet_name as "outletName", a.published, a.first_seen as "firstSeen",
  a.revision, a.story, a.story_score as "storyScore", a.story_why as "storyWhy", a.copy_of as "copyOf",
  a.copy_kind as "copyKind", a.copy_score as "copyScore", a.copy_why as "copyWhy", a.family`;

/** Articles and their revisions. */
export const articles = (sql: Sql) => ({
  get: (id: string) =>
    one<Article>(sql, `select ${articleColumns} from hearsay.articles a where a.id = $1`, [id]),

  byUrl: (url: string) =>
    one<Article>(sql, `select ${articleColumns} from hearsay.articles a where a.url = $1`, [url]),

  revision: (article: string, revision: number) =>
    one<Revision>(
      sql,
      `select ${revisionColumns} from hearsay.revisions r where r.article = $1 and r.revision = $2`,
      [article, revision],
    ),

  /** All articles of a story, earliest published first. */
  ofStory: (story: string) =>
    many<Article>(
      sql,
      `select ${articleColumns} from hearsay.articles a where a.story = $1
       order by a.published nulls last, a.id`,
      [story],
    ),

  /** The outlets of each of these stories by every name their articles have them under, in no order. */
  outletsOf: (stories: string[]) =>
    many<{ story: string; outlet: string; outletName: string }>(
      sql,
      `select distinct a.story, a.outlet, a.outlet_name as "outletName" from hearsay.articles a where a.story = any($1)`,
      [stories],
    ),

  /** The titles of a story's articles as they stand, and the outlets they rely on as dedupe read them. */
  credits: (story: string) =>
    many<{ article: string; title: string | null; cites: unknown }>(
      sql,
      `select a.id as article, r.title, r.reading->'cites' as cites
       from hearsay.articles a join hearsay.revisions r on r.article = a.id and r.revision = a.revision
       where a.story = $1`,
      [story],
    ),

  /** All articles of these stories, earliest published first. */
  ofStories: (stories: string[]) =>
    many<Article>(
      sql,
      `select ${articleColumns} from hearsay.articles a where a.story = any($1)
       order by a.published nulls last, a.id`,
      [stories],
    ),

  /** These revisions, in no order. */
  wordingsAt: (rows: { article: string; revision: number }[]) =>
    many<Revision>(
      sql,
      `select ${revisionColumns} from hearsay.revisions r
       where (r.article, r.revision) in
         (select x.article, x.revision from jsonb_to_recordset($1::jsonb) as x (article text, revision int))`,
      [json(rows)],
    ),

  /** All revisions of a story's articles that extract has read, earliest first. */
  revisionsOfStory: (story: string) =>
    many<Revision>(
      sql,
      `select ${revisionColumns} from hearsay.revisions r join hearsay.articles a on a.id = r.article
       where a.story = $1 and r.extraction is not null order by a.published nulls last, a.id, r.revision`,
      [story],
    ),

  /** Which revisions of a story's articles extract has read, in the same order. */
  standing: (story: string) =>
    many<StoryRevision>(
      sql,
      `select a.id, a.outlet, a.outlet_name as "outletName", a.published, a.copy_of as "copyOf", a.copy_kind as "copyKind",
         r.revision, r.xmin::text as version
       from hearsay.articles a join hearsay.revisions r on r.article = a.id
       where a.story = $1 and r.extraction is not null order by a.published nulls last, a.id, r.revision`,
      [story],
    ),

  /** These revisions as match reads them, in no order. */
  extracted: (rows: { article: string; revision: number }[]) =>
    many<ExtractedRevision>(
      sql,
      `select r.article, r.revision, r.title, r.lang, r.text, r.kind, r.minor, r.page_hash as "pageHash",
         r.xmin::text as version, r.reading->'cites' as cites, r.extraction->'candidates' as candidates,
         r.extraction->>'madeBy' as extractor
       from unnest($1::text[], $2::int[]) as x (article, revision)
       join hearsay.revisions r on r.article = x.article and r.revision = x.revision and r.extraction is not null`,
      [rows.map((row) => row.article), rows.map((row) => row.revision)],
    ),

  /** The latest revision of each of these articles. */
  latest: (ids: string[]) =>
    many<Revision>(
      sql,
      `select ${revisionColumns} from hearsay.revisions r join hearsay.articles a
         on a.id = r.article and a.revision = r.revision where a.id = any($1)`,
      [ids],
    ),

  /** The texts of these revisions, with what dedupe found cited in them; null where it has not read them yet. */
  texts: (rows: { article: string; revision: number }[]) =>
    many<RevisionText>(
      sql,
      `select r.article, r.revision, r.title, r.byline, r.lang, r.text, r.reading->'cites' as cites
       from unnest($1::text[], $2::int[]) as x (article, revision)
       join hearsay.revisions r on r.article = x.article and r.revision = x.revision`,
      [rows.map((row) => row.article), rows.map((row) => row.revision)],
    ),

  /** Articles by id, in no order. */
  some: (ids: string[]) =>
    many<Article>(sql, `select ${articleColumns} from hearsay.articles a where a.id = any($1)`, [ids]),

  /** Articles of a page of the list, newest first. */
  list: (
    limit: number,
    {
      before,
      outlet,
      after,
    }: { before: Date | null; outlet: string | null; after: { at: Date; id: string } | null },
  ) =>
    many<Article>(
      sql,
      `select ${articleColumns} from hearsay.articles a where ($2::timestamptz is null or a.first_seen < $2)
         and ($3::text is null or a.outlet = $3)
         and ($4::timestamptz is null or a.first_seen < $4 or (a.first_seen = $4 and a.id > $5))
       order by a.first_seen desc, a.id limit $1`,
      [limit, before, outlet, after?.at ?? null, after?.id ?? null],
    ),

  /** Every article, earliest published first: for the export. */
  all: () =>
    many<Article>(
      sql,
      `select ${articleColumns} from hearsay.articles a order by a.published nulls last, a.id`,
    ),

  /**
   * Keeps a cleaned text. The same text as the latest revision is no revision, `judge` says what is the same; an older
   * page that arrives late never takes the place of a newer one. After a deletion any text is the article come back.
   * Returns the revision written, or null if none was.
   */
  async save(found: NewRevision, judge: JudgeWording = byHash): Promise<number | null> {
    await lockArticle(sql, found.article);
    const latest = await latestOf(sql, found.article);
    if (latest === null) return writeNew(sql, found, 1, { kind: 'edit', minor: false });
    if (latest.fetched > found.fetched || (await isKept(sql, found, latest.fetched))) return null;
    const number = latest.revision + 1;
    if (latest.kind === 'deleted') return writeNew(sql, found, number, { kind: 'restored', minor: false });
    const verdict = judge(latest, found);
    if (verdict === 'same') return null;
    return writeNew(sql, found, number, { kind: 'edit', minor: verdict === 'minor' });
  },

  /**
   * Keeps what a better reader of ours makes of the page that the latest revision rests on, as a revision that is no
   * doing of the outlet. Returns its number, or null if an edit came meanwhile.
   */
  async saveReprocessed(found: NewRevision, latest: number): Promise<number | null> {
    await lockArticle(sql, found.article);
    const now = await latestOf(sql, found.article);
    if (now === null || now.revision !== latest || now.kind === 'deleted') return null;
    // What the first reading took for the time of publication may be what was read better.
    if (found.published !== null)
      await sql.query('update hearsay.articles set published = $2 where id = $1', [
        found.article,
        found.published,
      ]);
    return writeNew(sql, found, latest + 1, { kind: 'reprocessed', minor: false });
  },

  /** Notes that a version of clean reads a revision just as it is kept. */
  readBy: (article: string, revision: number, madeBy: string) =>
    sql.query('update hearsay.revisions set made_by = $3 where article = $1 and revision = $2', [
      article,
      revision,
      madeBy,
    ]),

  /**
   * Articles whose latest revision was read within a time, by story; one that is in no story stands by itself. In the
   * order of `of`, from after a given one.
   */
  readWithin: (asked: {
    since: Date;
    until: Date | null;
    outlet: string | null;
    after: string;
    limit: number;
  }) =>
    many<{ of: string; story: string | null; articles: string[] }>(
      sql,
      `select coalesce(a.story, a.id) as of, min(a.story) as story, array_agg(a.id order by a.id) as articles
       from hearsay.articles a join hearsay.revisions r on r.article = a.id and r.revision = a.revision
       where r.fetched >= $1 and ($2::timestamptz is null or r.fetched < $2) and ($3::text is null or a.outlet = $3)
         and coalesce(a.story, a.id) > $4
       group by 1 order by 1 limit $5`,
      [asked.since, asked.until, asked.outlet, asked.after, asked.limit],
    ),

  /**
   * Records that an article is no longer at its address: a revision with the same words, of which none is said now.
   * Returns its number, or null if that is known or a newer text came meanwhile.
   */
  async saveDeletion(
    article: string,
    page: { id: string; contentHash: string; fetchedAt: Date },
  ): Promise<number | null> {
    await lockArticle(sql, article);
    const latest = await latestOf(sql, article);
    if (latest === null || latest.kind === 'deleted' || latest.fetched > page.fetchedAt) return null;
    const number = latest.revision + 1;
    await sql.query(
      `insert into hearsay.revisions (article, revision, page, page_hash, title, byline, published, modified, section,
         syndicated_from, fetched, lang, text, text_hash, kind, made_by, reading)
       select article, $2, $3, $4, title, byline, published, modified, section, syndicated_from, $5, lang, text, text_hash, 'deleted', made_by,
         reading from hearsay.revisions where article = $1 and revision = $6`,
      [article, number, page.id, page.contentHash, page.fetchedAt, latest.revision],
    );
    await sql.query('update hearsay.articles set revision = $2 where id = $1', [article, number]);
    return number;
  },

  /** Every revision of an article, the first first. */
  revisions: (article: string) =>
    many<Revision>(
      sql,
      `select ${revisionColumns} from hearsay.revisions r where r.article = $1 order by r.revision`,
      [article],
    ),

  saveExtraction: (article: string, revision: number, extraction: unknown) =>
    sql.query('update hearsay.revisions set extraction = $3 where article = $1 and revision = $2', [
      article,
      revision,
      json(extraction),
    ]),

  /** All members of the families these articles are in. */
  ofFamilies: (ids: string[]) =>
    many<Article>(
      sql,
      `select ${articleColumns} from hearsay.articles a
       where a.family in (select family from hearsay.articles where id = any($1)) order by a.id`,
      [ids],
    ),

  /** Where dedupe put articles within their family; writes what changed. Arrays, as in `stories`. */
  saveCopies: (rows: CopyRow[]) =>
    sql.query(
      `update hearsay.articles a set copy_of = x.of, copy_kind = x.kind, copy_score = x.score, copy_why = x.why,
         family = x.family
       from unnest($1::text[], $2::text[], $3::text[], $4::float8[], $5::text[], $6::text[])
         as x (id, of, kind, score, why, family)
       where a.id = x.id and (a.copy_of, a.copy_kind, a.copy_score, a.copy_why, a.family)
         is distinct from (x.of, x.kind, x.score, x.why, x.family)`,
      [
        rows.map((row) => row.id),
        rows.map((row) => row.of),
        rows.map((row) => row.kind),
        rows.map((row) => row.score),
        rows.map((row) => row.why && clean(row.why)),
        rows.map((row) => row.family),
      ],
    ),
});
