import { RunAgainError } from '../engine/index.js';
import type { CopyKind } from './articles.js';
import { clean, json, many, type Sql } from './sql.js';

/** A revision as the two indexes take it. */
export interface IndexRow {
  article: string;
  revision: number;
  reading: unknown;
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

const found = `with
  copies as (select x.article, count(*) as shared from (${holders('bands', '$3', '$4')}) x
    group by x.article order by shared desc, x.article limit $5),
  keyed as (select x.article, count(*) as shared from (${holders('story_keys', '$6', '$7')}) x
    group by x.article having count(*) >= $9),
  near as (select a.story as id, max(k.shared) as shared from keyed k ${articleOf('k.article')}
    where a.story is not null group by a.story order by shared desc, a.story limit $8)`;

const articleColumns = `a.id as article, a.revision, a.story, a.copy_of as "copyOf", a.copy_kind as "copyKind", a.family,
    a.outlet, a.outlet_name as "outletName", a.published`;

const candidates = `${found},
  found as (
    select 'copy' as "as", article, shared, null::text as story from copies
    union all
    (select 'story', l.article, n.shared, n.id from (${latestOf('near s', '$10')}) l join near n on n.id = l.story
     order by n.shared desc, n.id, l.published desc nulls last, l.article limit $11))
  select f."as", ${articleColumns}
  from found f ${articleOf('f.article')} where a.story is not null
  order by f."as", f.shared desc, f.story, a.published nulls first, a.id`;

/** A copy a row, the last one for the stories alone. */
const outline = `${found}
  select ${articleColumns}, null::text[] as stories
  from (select article, shared from copies order by shared desc, article) c ${articleOf('c.article')}
  where a.story is not null
  union all
  select null, null, null, null, null, null, null, null, null, array(select id from near)`;

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
           select distinct unnest($5::text[]), $6::timestamptz, $1::text on conflict do nothing)
       update hearsay.revisions set reading = $3 where article = $1 and revision = $2`,
      [row.article, row.revision, json(row.reading), row.bands, row.keys.map(clean), row.at],
    );
  },

  /**
   * Articles that share band keys with this one, most shared first, then the latest articles of the stories that share
   * rare terms with it, likeliest story first (by the most keys shared with any one article).
   */
  candidates: (sought: Sought) =>
    many<FoundArticle>(sql, candidates, [...parametersOf(sought), sought.articles, sought.looked]),

  /** What `candidates` would find, without the articles of the stories: what is to be compared and held, for half the cost. */
  async outline(sought: Sought): Promise<{ copies: FoundArticle[]; stories: string[] }> {
    const rows = await many<FoundArticle & { stories: string[] | null }>(sql, outline, parametersOf(sought));
    return {
      copies: rows.flatMap(({ stories, ...row }) =>
        stories === null ? [{ ...row, as: 'copy' as const }] : [],
      ),
      stories: rows.flatMap((row) => row.stories ?? []),
    };
  },

  /**
   * Holds these names until the transaction ends, in an order in which nobody waits for one who waits for him. Whoever
   * holds everything (`stories.lockDedupe`) waits for all who hold a part.
   */
  hold: (names: string[]) =>
    sql.query(
      `select case when name is null then pg_advisory_xact_lock_shared(${everything})
         else pg_advisory_xact_lock(hash) end
       from (select null as name, null::bigint as hash
             union all (select name, hash from (
               select distinct on (hash) name, hashtextextended(name, 3) as hash from unnest($1::text[]) as name) h)
             order by hash nulls first) each`,
      [names.map(clean)],
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
