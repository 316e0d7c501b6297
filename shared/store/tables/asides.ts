import { articleOf, holders } from './lookups.js';
import { clean, json, many, type Sql } from './sql.js';

/** Two articles of which the first tells in passing what the second is about. */
export interface Aside {
  article: string;
  other: string;
  score: number;
  why: string;
}

/** A story that an article tells in passing. */
export interface LinkedStory {
  article: string;
  story: string;
  title: string | null;
  score: number;
  why: string;
}

const linked = `select distinct on (l.article, s.id) l.article, s.id as story, s.title, l.score, l.why
  from hearsay.asides l join hearsay.articles a on a.id = l.article join hearsay.articles o on o.id = l.other
  join hearsay.stories s on s.id = o.story and s.id is distinct from a.story`;

/** What articles tell in passing. */
export const asides = (sql: Sql) => ({
  /** Keeps what an article tells in passing (of what two of its parts tell, the better), and the keys by which later articles find that it does. */
  async save(article: string, keys: string[], at: Date, rows: Aside[]): Promise<void> {
    if (keys.length > 0)
      await sql.query(
        `insert into hearsay.part_keys (article, key, at) select distinct $1, k, $3::timestamptz
         from unnest($2::text[]) as u (k) on conflict do nothing`,
        [article, keys.map(clean), at],
      );
    if (rows.length > 0)
      await sql.query(
        `insert into hearsay.asides (article, other, score, why)
         select distinct on (article, other) article, other, score, why
         from jsonb_to_recordset($1::jsonb) as x (article text, other text, score double precision, why text)
         order by article, other, score desc, why
         on conflict (article, other) do update set score = excluded.score, why = excluded.why`,
        [json(rows)],
      );
  },

  /** Takes back what an earlier revision of an article told in passing. */
  async forget(article: string): Promise<void> {
    await sql.query('delete from hearsay.asides where article = $1', [article]);
    await sql.query('delete from hearsay.part_keys where article = $1', [article]);
  },

  /** Articles that tell something in passing that shares at least `least` keys with this, most shared first. */
  sharing: (keys: string[], except: string, at: Date, days: number, least: number, limit: number) =>
    many<{ article: string; revision: number }>(
      sql,
      `select a.id as article, a.revision from (
         select h.article, count(*) as shared from (${holders('part_keys', '$3', '$4')}) h
         group by h.article having count(*) >= $5 order by shared desc, h.article limit $6) x
       ${articleOf('x.article')} order by x.shared desc, a.id`,
      [except, at, keys.map(clean), days, least, limit],
    ),

  /** The other stories that these articles tell in passing. */
  storiesOf: (articles: string[]) =>
    many<LinkedStory>(sql, `${linked} where l.article = any($1) order by l.article, s.id, l.score desc`, [
      articles,
    ]),

  /** The articles of other stories that tell this one in passing. */
  tellingOf: (story: string) =>
    many<LinkedStory>(sql, `${linked} where s.id = $1 order by l.article, s.id, l.score desc`, [story]),
});
