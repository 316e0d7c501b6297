import { RunAgainError } from '../engine/index.js';
import type { CopyKind } from './articles.js';
import { clean, json, many, one, type Sql } from './sql.js';

/** A revision as the two indexes take it. */
export interface IndexRow {
  article: string;
  revision: number;
  reading: unknown;
  /** What it is held against others by, and the outlets it says its text is from. */
  sketch: Uint8Array;
  credits: string[];
  /** Keys of the index of copies and of the index of stories. */
  bands: string[];
  keys: string[];
  /** When it was published; where nobody knows, when it was first seen. */
  at: Date;
}

/** What a look-up asks for. */
export interface Sought extends Pick<IndexRow, 'article' | 'bands' | 'keys' | 'at'> {
  /** Copies and stories from further apart than so many days are not looked for. */
  copyDays: number;
  storyDays: number;
  /** At least so many keys are shared with an article of a story. */
  sharedKeys: number;
  /** At the most: possible copies, stories, articles of each story, articles of stories. */
  copies: number;
  stories: number;
  articles: number;
  looked: number;
}

/** What a look-up finds, without what it knows of the articles. */
export interface Outline {
  /** Possible copies, and how many band keys each shares. */
  copies: string[];
  shared: number[];
  storiesOfCopies: string[];
  stories: string[];
}

/** An article that a look-up found: as a possible copy, or as one of the latest of a story that may be the right one. */
export interface FoundArticle {
  as: 'copy' | 'story';
  article: string;
  revision: number;
  story: string;
  copyOf: string | null;
  copyKind: CopyKind | null;
  family: string;
  outlet: string;
  outletName: string;
  published: Date | null;
}

/** Rows read of one key on either side of the article's time, the nearest: what bounds the cost of a common key. */
const mostOfKey = 48;

/** The indexes that find articles by what they hold, and the column of each that has the key. */
const indexes = {
  bands: { key: 'l.band', sought: 'k.key collate "C"' },
  story_keys: { key: 'l.key', sought: 'k.key collate "C"' },
  part_keys: { key: 'l.key', sought: 'k.key collate "C"' },
} as const;

/**
 * The articles nearest in time to $2 that hold one of the keys of parameter `$n`, a row for each key; `days` is a parameter
 * too. The article $1 itself is left out before rows are counted, so that a look finds the same whether it is there or not.
 */
export function holders(table: keyof typeof indexes, keys: string, days: string): string {
  const { key, sought } = indexes[table];
  const within = `make_interval(days => ${days}::int)`;
  return `select x.article from unnest(${keys}::text[]) as k (key) cross join lateral (
      (select l.article from hearsay.${table} l
       where ${key} = ${sought} and l.at <= $2 and l.at >= $2::timestamptz - ${within} and l.article <> $1
       order by l.at desc, l.article desc limit ${mostOfKey})
      union all
      (select l.article from hearsay.${table} l
       where ${key} = ${sought} and l.at > $2 and l.at <= $2::timestamptz + ${within} and l.article <> $1
       order by l.at, l.article limit ${mostOfKey})) x`;
}

/** The latest articles that are no copies of the stories in `named`, a relation `s` with a column `id`. */
export function latestOf(named: string, each: string): string {
  return `select s.id as story, x.* from ${named} cross join lateral (
      select a.id as article, a.revision, a.published from hearsay.articles a
      where a.story = s.id and a.id <> $1 and a.copy_of is null
      order by a.published desc nulls last, a.id limit ${each}) x`;
}

/** Joins the article of this id as `a`, always by its key: the planner, which cannot know how few there are, would read the whole table. */
export function articleOf(id: string): string {
  return `cross join lateral (select * from hearsay.articles where id = ${id} offset 0) a`;
}

/** What one look into both indexes says, as one row. */
const outline = `with
  shared as (select x.article, count(*)::int as shared from (${holders('bands', '$3', '$4')}) x
    group by x.article order by 2 desc, 1 limit $5),
  copies as (select s.article, s.shared, a.story from shared s ${articleOf('s.article')} where a.story is not null),
  keyed as (select x.article, count(*) as shared from (${holders('story_keys', '$6', '$7')}) x
    group by x.article having count(*) >= $9),
  near as (select a.story as id, max(k.shared) as shared from keyed k ${articleOf('k.article')}
    where a.story is not null group by a.story order by 2 desc, 1 limit $8)
  select array(select article from copies order by shared desc, article) as copies,
    array(select shared from copies order by shared desc, article) as shared,
    array(select distinct story from copies) as "storiesOfCopies",
    array(select id from near order by shared desc, id) as stories`;

const articleColumns = `a.id as article, a.revision, a.story, a.copy_of as "copyOf", a.copy_kind as "copyKind", a.family,
    a.outlet, a.outlet_name as "outletName", a.published`;

/** The articles of an outline as they are now; $2 and $3 are the copies and what they share, $4 the stories. */
const members = `with
  copies as (select * from unnest($2::text[], $3::int[]) as c (article, shared)),
  near as (select * from unnest($4::text[]) with ordinality as n (id, place)),
  found as (
    select 'copy' as "as", article, shared, null::bigint as place from copies
    union all
    (select 'story', l.article, null, n.place from (${latestOf('near s', '$5')}) l join near n on n.id = l.story
     order by n.place, l.published desc nulls last, l.article limit $6))
  select f."as", ${articleColumns}
  from found f ${articleOf('f.article')} where a.story is not null
  order by f."as", f.shared desc, f.place, a.published nulls first, a.id`;

/** The lock that `hold` shares and `stories.lockDedupe` takes alone. */
export const everything = 4747001;

/** The two indexes that find the articles a new one may belong with, and the locks on what two articles could both change. */
export const lookups = (sql: Sql) => ({
  /** Keeps what dedupe read of a revision and puts its keys into both indexes. Keys of earlier revisions stay in that of copies, since a copy is of the wording its author saw. */
  async add(row: IndexRow): Promise<void> {
    if (row.revision > 1) await forgetKeys(sql, row);
    await sql.query(
      `with banded as (insert into hearsay.bands (band, at, article)
           select distinct unnest($4::text[]), $6::timestamptz, $1::text on conflict do nothing),
         keyed as (insert into hearsay.story_keys (key, at, article)
           select distinct unnest($5::text[]), $6::timestamptz, $1::text on conflict do nothing),
         sketched as (insert into hearsay.sketches (article, revision, sketch, credits) values ($1, $2, $7, $8)
           on conflict (article, revision) do update set sketch = excluded.sketch, credits = excluded.credits)
       update hearsay.revisions set reading = $3 where article = $1 and revision = $2`,
      [
        ...[row.article, row.revision, json(row.reading), row.bands, row.keys.map(clean), row.at],
        ...[row.sketch, row.credits.map(clean)],
      ],
    );
  },

  /**
   * Articles that share band keys with this one, most shared first, and the stories whose articles share rare terms with it,
   * likeliest first (by the most keys shared with any one article).
   */
  outline: async (sought: Sought): Promise<Outline> =>
    (await one<Outline>(sql, outline, parametersOf(sought))) as Outline,

  /** The articles an outline names, as they are now: the copies, then the latest articles of the stories. */
  members: ({ copies, shared, stories }: Outline, sought: Sought) =>
    many<FoundArticle>(sql, members, [
      sought.article,
      copies,
      shared,
      stories,
      sought.articles,
      sought.looked,
    ]),

  /**
   * Holds these names until the transaction ends, those of `shared` with others who only share them, in an order in which
   * nobody waits for one who waits for him. Whoever holds everything (`stories.lockDedupe`) waits for all who hold a part.
   */
  hold: (names: string[], shared: string[] = []) =>
    sql.query(
      `select case when hash is null then pg_advisory_xact_lock_shared(${everything})
         when alone then pg_advisory_xact_lock(hash) else pg_advisory_xact_lock_shared(hash) end
       from (select null::bigint as hash, false as alone
             union all (select hash, bool_or(alone) from (
               select hashtextextended(name, 3) as hash, true as alone from unnest($1::text[]) as name
               union all select hashtextextended(name, 3), false from unnest($2::text[]) as name) h group by hash)
             order by hash nulls first) each`,
      [names.map(clean), shared.map(clean)],
    ),

  /** Ends this run of the transaction, which is then run again (on PostgreSQL; the embedded engine runs one at a time). */
  runAgain(why: string): never {
    throw new RunAgainError(why);
  },
});

function parametersOf(sought: Sought): unknown[] {
  return [
    sought.article,
    sought.at,
    sought.bands,
    sought.copyDays,
    sought.copies,
    sought.keys.map(clean),
    sought.storyDays,
    sought.stories,
    sought.sharedKeys,
  ];
}

/** Takes the keys of earlier revisions out of the index of stories. */
async function forgetKeys(sql: Sql, row: IndexRow): Promise<void> {
  await sql.query(
    `delete from hearsay.story_keys k using (
       select distinct key, at from hearsay.revisions r join hearsay.articles a on a.id = r.article
         cross join lateral jsonb_array_elements_text(r.reading->'vector'->'keys') as key
         cross join lateral unnest(array[a.published, a.first_seen]) as at
       where r.article = $1 and r.reading is not null and r.revision <= $2) old
     where k.key = old.key collate "C" and k.at = old.at and k.article = $1`,
    [row.article, row.revision],
  );
}
