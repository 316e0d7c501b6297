import type { CopyKind } from './articles.js';
import { json, many, type Sql } from './sql.js';

/** Two articles that are one text. */
export interface CopyPair {
  a: string;
  b: string;
  kind: CopyKind;
  score: number;
  why: string;
}

/** What a member of a family says of where its text is from. */
export interface FamilyCredits {
  id: string;
  outlet: string;
  outletName: string;
  published: Date | null;
  byline: string[];
  cites: unknown;
}

/** Articles in a family at the most: the largest wire reprints run to a thousand or two local titles. */
const mostMembers = 5_000;

/** Which articles are one text. */
export const families = (sql: Sql) => ({
  /** Keeps pairs, in place of what was known of the same two. */
  async savePairs(pairs: CopyPair[]): Promise<void> {
    if (pairs.length === 0) return;
    const rows = pairs.map((pair) => (pair.a < pair.b ? pair : { ...pair, a: pair.b, b: pair.a }));
    await sql.query(
      `insert into hearsay.copy_pairs (a, b, kind, score, why)
       select a, b, kind, score, why
       from jsonb_to_recordset($1::jsonb) as x (a text, b text, kind text, score double precision, why text)
       on conflict (a, b) do update set kind = excluded.kind, score = excluded.score, why = excluded.why`,
      [json(rows)],
    );
  },

  /** Ids of all articles that pairs and people's decisions connect with these, those themselves included. */
  async members(articles: string[]): Promise<string[]> {
    const rows = await many<{ id: string }>(
      sql,
      `with recursive member (id) as (
         select unnest($1::text[])
         union
         select n.id from member m cross join lateral (
           select p.b as id from hearsay.copy_pairs p where p.a = m.id
           union all select p.a from hearsay.copy_pairs p where p.b = m.id
           union all select y.article from hearsay.decided x
             join hearsay.decisions d on d.id = x.decision and d.about = 'family' and d.verdict = 'together'
             join hearsay.decided y on y.decision = x.decision where x.article = m.id) n)
       select id from member order by id limit $2`,
      [articles, mostMembers],
    );
    return rows.map((row) => row.id);
  },

  /** The pairs an article is in. */
  pairsOf: (article: string) =>
    many<CopyPair>(
      sql,
      'select a, b, kind, score, why from hearsay.copy_pairs where a = $1 or b = $1 order by a, b',
      [article],
    ),

  /** The pairs among these articles. */
  pairs: (articles: string[]) =>
    many<CopyPair>(
      sql,
      'select a, b, kind, score, why from hearsay.copy_pairs where a = any($1) and b = any($1) order by a, b',
      [articles],
    ),

  /** What says who of these articles copied whom: their outlets, times, bylines and readings, without their texts. */
  credits: (articles: string[]) =>
    many<FamilyCredits>(
      sql,
      `select a.id, a.outlet, a.outlet_name as "outletName", a.published, r.byline, r.reading->'cites' as cites
       from hearsay.articles a join hearsay.revisions r on r.article = a.id and r.revision = a.revision
       where a.id = any($1) order by a.id`,
      [articles],
    ),
});
