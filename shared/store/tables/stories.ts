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

  /** Articles that share rare terms or names with this one: candidates for one story, most shared first. */
  sharingKeys: (keys: string[], except: string, limit: number) =>
    many<{ article: string; story: string; shared: number }>(
      sql,
      `select k.article, a.story, count(*)::int as shared from hearsay.story_keys k
       join hearsay.articles a on a.id = k.article
       where k.key = any($1) and k.article <> $2 and a.story is not null
       group by k.article, a.story order by shared desc, k.article limit $3`,
      [keys, except, limit],
    ),

  /** Puts an article's keys into both indexes, in place of those of its earlier revisions. */
  async index(article: string, bands: string[], keys: string[], published: Date | null): Promise<void> {
    await sql.query('delete from hearsay.bands where article = $1', [article]);
    await sql.query('delete from hearsay.story_keys where article = $1', [article]);
    await sql.query('insert into hearsay.bands (band, article) select distinct unnest($1::text[]), $2', [
      bands,
      article,
    ]);
    await sql.query(
      'insert into hearsay.story_keys (key, article, published) select distinct unnest($1::text[]), $2, $3',
      [keys.map(clean), article, published],
    );
  },
});
