import { articleOf, everything, holders, latestOf } from './lookups.js';
import { clean, many, one, type Sql } from './sql.js';

export interface Story {
  id: string;
  title: string | null;
  firstSeen: Date;
  updatedAt: Date;
}

/** A revision with the names it goes by. */
export interface Named {
  article: string;
  revision: number;
  outlet: string;
  outletName: string;
  byline: string[];
}

const columns = `s.id, s.title, s.first_seen as "firstSeen", s.updated_at as "updatedAt"`;

/**
 * Stories, and what is known of their articles. Rows are given as arrays: of JSON the planner expects a hundred rows, and
 * reads the whole table for one.
 */
export const stories = (sql: Sql) => ({
  get: (id: string) => one<Story>(sql, `select ${columns} from hearsay.stories s where s.id = $1`, [id]),

  /** Ids of stories that moved since a time, the latest first. */
  async updatedSince(since: Date, limit: number): Promise<string[]> {
    const rows = await many<{ id: string }>(
      sql,
      'select id from hearsay.stories where updated_at >= $1 order by updated_at desc, id limit $2',
      [since, limit],
    );
    return rows.map((row) => row.id);
  },

  all: () => many<Story>(sql, `select ${columns} from hearsay.stories s order by s.first_seen, s.id`),

  /** The stories that moved last, with how many outlets and articles they have. */
  list: (limit: number, before: Date | null, after: { at: Date; id: string } | null = null) =>
    many<Story & { articles: number; outlets: number }>(
      sql,
      `select ${columns}, count(a.id)::int as articles, count(distinct a.outlet)::int as outlets
       from hearsay.stories s join hearsay.articles a on a.story = s.id
       where ($2::timestamptz is null or s.updated_at < $2)
         and ($3::timestamptz is null or s.updated_at < $3 or (s.updated_at = $3 and s.id > $4))
       group by s.id order by s.updated_at desc, s.id limit $1`,
      [limit, before, after?.at ?? null, after?.id ?? null],
    ),

  /** Stories by id, in no order. */
  some: (ids: string[]) =>
    many<Story>(sql, `select ${columns} from hearsay.stories s where s.id = any($1)`, [ids]),

  /** Puts articles into stories, which begin with it where they are new. */
  place: (rows: { id: string; story: string; score: number | null; why: string }[], now: Date) =>
    sql.query(
      `with placed as (select * from unnest($1::text[], $3::text[], $4::float8[], $5::text[])
           as x (id, story, score, why)),
         moved as (insert into hearsay.stories (id, first_seen, updated_at)
           select distinct story, $2::timestamptz, $2::timestamptz from placed
           on conflict (id) do update set updated_at = excluded.updated_at)
       update hearsay.articles a set story = x.story, story_score = x.score, story_why = x.why
       from placed x where a.id = x.id`,
      [
        rows.map((row) => row.id),
        now,
        rows.map((row) => row.story),
        rows.map((row) => row.score),
        rows.map((row) => clean(row.why)),
      ],
    ),

  entitle: (rows: { id: string; title: string | null }[]) =>
    sql.query(
      `update hearsay.stories s set title = x.title
       from unnest($1::text[], $2::text[]) as x (id, title) where s.id = x.id`,
      [rows.map((row) => row.id), rows.map((row) => row.title && clean(row.title))],
    ),

  /** The titles of these stories and of their earliest articles, at most `each` of a story. */
  titles: (ids: string[], each: number) =>
    many<{
      story: string;
      storyTitle: string | null;
      article: string;
      published: Date | null;
      title: string | null;
    }>(
      sql,
      `select s.id as story, s.title as "storyTitle", x.id as article, x.published, x.title
       from hearsay.stories s cross join lateral (
         select a.id, a.published, r.title
         from hearsay.articles a join hearsay.revisions r on r.article = a.id and r.revision = a.revision
         where a.story = s.id order by a.published nulls last, a.id limit $2) x
       where s.id = any($1) order by s.id`,
      [ids, each],
    ),

  /** The first article of each of these stories that has one. */
  founders: (ids: string[]) =>
    many<{ story: string; article: string; revision: number }>(
      sql,
      `select distinct on (story) story, id as article, revision from hearsay.articles where story = any($1)
       order by story, published nulls last, id`,
      [ids],
    ),

  /** Takes the claims of stories out of the record, with their mentions: match derives them again. */
  forgetClaims: (ids: string[]) => sql.query('delete from hearsay.claims where story = any($1)', [ids]),

  /** Ends a story whose articles are in another one now; what was told of it counts for that one. */
  async mergeInto(story: string, into: string): Promise<void> {
    await sql.query('update hearsay.alerts set story = $2 where story = $1', [story, into]);
    await sql.query(
      `update hearsay.stories s set first_seen = least(s.first_seen, gone.first_seen)
       from hearsay.stories gone where s.id = $2 and gone.id = $1`,
      [story, into],
    );
    await sql.query('delete from hearsay.stories where id = $1', [story]);
    await sql.query(
      `with moved as (update hearsay.merged_stories set into_story = $2 where into_story = $1)
       insert into hearsay.merged_stories (story, into_story) values ($1, $2)
       on conflict (story) do update set into_story = excluded.into_story`,
      [story, into],
    );
  },

  /** The story itself or, where it was merged into another, that one. */
  async standing(id: string): Promise<string> {
    const row = await one<{ id: string }>(
      sql,
      `select m.into_story as id from hearsay.merged_stories m
       where m.story = $1 and not exists (select from hearsay.stories where id = $1)`,
      [id],
    );
    return row?.id ?? id;
  },

  /** This story and all that were merged into it: what the log says of any of them, it says of this one. */
  async mergedInto(id: string): Promise<string[]> {
    const rows = await many<{ id: string }>(
      sql,
      `select m.story as id from hearsay.merged_stories m where m.into_story = $1
       and not exists (select from hearsay.stories s where s.id = m.story) order by 1`,
      [id],
    );
    return [id, ...rows.map((row) => row.id)];
  },

  /** Holds everything that dedupe decides on until the transaction ends (`lookups.hold` holds parts of it). */
  lockDedupe: () => sql.query(`select pg_advisory_xact_lock(${everything})`),

  /** Holds one story until the transaction ends. */
  lockStory: (id: string) => sql.query('select pg_advisory_xact_lock(hashtextextended($1, 2))', [id]),

  /**
   * Stories whose articles share rare terms or names with this one and are from within `days` of its time, likeliest
   * first: by the most keys shared with any one article, of which there must be `least`.
   */
  sharingKeys: (keys: string[], except: string, at: Date, days: number, least: number, limit: number) =>
    many<{ story: string; shared: number }>(
      sql,
      `select a.story, max(x.shared)::int as shared from (
         select h.article, count(*) as shared from (${holders('story_keys', '$3', '$4')}) h group by h.article
           having count(*) >= $5) x
       ${articleOf('x.article')}
       where a.story is not null group by a.story order by shared desc, a.story limit $6`,
      [except, at, keys.map(clean), days, least, limit],
    ),

  /** The latest articles of these stories that dedupe has read, at most `each` of a story; copies are left out. */
  latest: (ids: string[], except: string, each: number) =>
    many<{ story: string; article: string; revision: number }>(
      sql,
      `select l.story, l.article, l.revision from (${latestOf('unnest($2::text[]) as s (id)', '$3')}) l
       order by l.story, l.published nulls first, l.article desc`,
      [except, ids, each],
    ),

  /** What dedupe holds revisions against others by, with the names they go by. */
  sketches: (rows: { article: string; revision: number }[]) =>
    many<Named & { sketch: Uint8Array; credits: string[] }>(
      sql,
      `select s.article, s.revision, a.outlet, a.outlet_name as "outletName", r.byline, s.sketch, s.credits
       from unnest($1::text[], $2::int[]) as x (article, revision)
       join hearsay.sketches s on s.article = x.article and s.revision = x.revision
       join hearsay.revisions r on r.article = x.article and r.revision = x.revision
       join hearsay.articles a on a.id = x.article`,
      [rows.map((row) => row.article), rows.map((row) => row.revision)],
    ),

  /** What dedupe read of revisions, with the names they go by. */
  readings: (rows: { article: string; revision: number }[]) =>
    many<Named & { reading: unknown }>(
      sql,
      `select r.article, r.revision, a.outlet, a.outlet_name as "outletName", r.byline, r.reading
       from unnest($1::text[], $2::int[]) as x (article, revision)
       join hearsay.revisions r on r.article = x.article and r.revision = x.revision
       join hearsay.articles a on a.id = r.article where r.reading is not null`,
      [rows.map((row) => row.article), rows.map((row) => row.revision)],
    ),
});
