import { clean, many, one, type Sql } from './sql.js';

export interface Story {
  id: string;
  title: string | null;
  firstSeen: Date;
  updatedAt: Date;
}

const columns = `s.id, s.title, s.first_seen as "firstSeen", s.updated_at as "updatedAt"`;

/** Stories, and the two indexes that find the articles a new one may belong with. */
export const stories = (sql: Sql) => ({
  get: (id: string) => one<Story>(sql, `select ${columns} from hearsay.stories s where s.id = $1`, [id]),

  all: () => many<Story>(sql, `select ${columns} from hearsay.stories s order by s.first_seen, s.id`),

  /** The stories that moved last, with how many outlets and articles they have. */
  list: (limit: number, before: Date | null) =>
    many<Story & { articles: number; outlets: number }>(
      sql,
      `select ${columns}, count(a.id)::int as articles, count(distinct a.outlet)::int as outlets
       from hearsay.stories s join hearsay.articles a on a.story = s.id
       where ($2::timestamptz is null or s.updated_at < $2)
       group by s.id order by s.updated_at desc, s.id limit $1`,
      [limit, before],
    ),

  save: (story: { id: string; title: string | null; now: Date }) =>
    sql.query(
      `insert into hearsay.stories (id, title, first_seen, updated_at) values ($1, $2, $3, $3)
       on conflict (id) do update set title = excluded.title, updated_at = excluded.updated_at`,
      [story.id, story.title && clean(story.title), story.now],
    ),

  /** Holds what could conflict: dedupe decides on one article at a time until the transaction ends. */
  lockDedupe: () => sql.query('select pg_advisory_xact_lock(4747001)'),

  /** Holds one story until the transaction ends. */
  lockStory: (id: string) => sql.query('select pg_advisory_xact_lock(hashtextextended($1, 2))', [id]),

  /** Articles that share a band key with this text: candidates for one family, most shared first. */
  sharingBands: (bands: string[], except: string, limit: number) =>
    many<{ article: string; shared: number }>(
      sql,
      `select article, count(*)::int as shared from hearsay.bands where band = any($1) and article <> $2
       group by article order by shared desc, article limit $3`,
      [bands, except, limit],
    ),

  /**
   * Stories whose articles share rare terms or names with this one and were published within `days` of it, most
   * shared first. An article or story without a time is near every time.
   */
  sharingKeys: (keys: string[], except: string, published: Date | null, days: number, limit: number) =>
    many<{ story: string; shared: number }>(
      sql,
      `select a.story, max(x.shared)::int as shared from (
         select k.article, count(*) as shared from hearsay.story_keys k
         where k.key = any($1) and k.article <> $2
           and ($3::timestamptz is null or k.published is null or
             k.published between $3::timestamptz - make_interval(days => $4)
               and $3::timestamptz + make_interval(days => $4))
         group by k.article) x
       join hearsay.articles a on a.id = x.article
       where a.story is not null group by a.story order by shared desc, a.story limit $5`,
      [keys.map(clean), except, published, days, limit],
    ),

  /** What dedupe read of the latest articles of these stories, at most `each` of a story; copies are left out. */
  readings: (stories: string[], except: string, each: number) =>
    many<{ story: string; article: string; reading: unknown }>(
      sql,
      `select story, article, reading from (
         select a.story, a.id as article, r.reading,
           row_number() over (partition by a.story order by a.published desc nulls last, a.id) as n
         from hearsay.articles a join hearsay.revisions r on r.article = a.id and r.revision = a.revision
         where a.story = any($1) and a.id <> $2 and r.reading is not null and a.copy_of is null) x
       where n <= $3 order by story, article`,
      [stories, except, each],
    ),

  /** Puts an article's keys into both indexes, in place of those of its earlier revisions. */
  async index(article: string, bands: string[], keys: string[], published: Date | null): Promise<void> {
    await sql.query('delete from hearsay.bands where article = $1', [article]);
    await sql.query('delete from hearsay.story_keys where article = $1', [article]);
    await sql.query('insert into hearsay.bands (band, article) select distinct unnest($1::text[]), $2::text', [
      bands,
      article,
    ]);
    await sql.query(
      'insert into hearsay.story_keys (key, article, published) select distinct unnest($1::text[]), $2::text, $3::timestamptz',
      [keys.map(clean), article, published],
    );
  },
});
