import { clean, many, type Sql } from './sql.js';

/** What is looked for, and where in the list of what was found to go on. */
export interface Asked {
  /** Words as people type them: "exact words", or, -without (websearch_to_tsquery). */
  query: string;
  limit: number;
  after: Place | null;
}

/** Where a result stands in its list: by score, then time, then id, all descending. */
export interface Place {
  score: number;
  at: string;
  id: string;
}

/** A piece of a text around what was found, and whether it is what was found. */
export interface SnippetPart {
  text: string;
  hit: boolean;
}

interface Found extends Place {
  /** How many were found, up to what is ranked. */
  found: number;
}

export interface SearchArticle extends Found {
  url: string;
  outlet: string;
  outletName: string;
  title: string | null;
  published: Date | null;
  story: string | null;
  copy: boolean;
  snippet: SnippetPart[];
}

export interface SearchStory extends Found {
  title: string | null;
  articles: number;
  outlets: number;
}

export interface SearchClaim extends Found {
  story: string;
  storyTitle: string | null;
  text: string;
  counts: unknown;
}

export interface SearchPerson extends Found {
  name: string;
  claims: number;
  outlets: number;
  /** The newest claims they speak to. */
  said: { claim: string; text: string }[];
}

/** Results that are ranked, the newest; of a word that more hold, the oldest are not looked at. */
export const mostRanked = 1_000;

/** Claims and mentions looked at of a word that thousands hold: they have no time of their own to choose the newest by. */
const mostLooked = 10_000;

/** Marks around what was found, which `parted` looks for; the text itself loses them. */
const [open, close] = ['\u0001', '\u0002'] as const;

/** Characters of a text in which the place to show is looked for. */
const longestSought = 20_000;

const headline = (text: string) =>
  `ts_headline('english', translate(left(${text}, ${longestSought}), E'\\x01\\x02', ''), websearch_to_tsquery('english', $1),
     E'StartSel=\\x01, StopSel=\\x02, MaxFragments=2, MinWords=8, MaxWords=22, FragmentDelimiter=" … "')`;

/** Goes on after a place: parameters $2 to $4, and the limit in $5. `at` is text, so that it keeps its microseconds. */
const page = `($2::float8 is null or (score, at, id) < ($2, $3::timestamptz, $4)) order by score desc, at desc, id desc limit $5`;

const paramsOf = ({ query, limit, after }: Asked): unknown[] => [
  clean(query),
  after?.score ?? null,
  after?.at ?? null,
  after?.id ?? null,
  limit,
];

/** What is found of everything by its words. */
export const search = (sql: Sql) => ({
  /** Articles by their latest wording; the newest are ranked. */
  async articles(asked: Asked): Promise<SearchArticle[]> {
    const rows = await many<Omit<SearchArticle, 'snippet'> & { snippet: string }>(
      sql,
      `with hits as materialized (select article as id, at from hearsay.article_words
           where words @@ websearch_to_tsquery('english', $1) order by at desc limit ${mostRanked}),
         ranked as (select h.id, h.at, round(ts_rank(w.words, websearch_to_tsquery('english', $1), 1)::numeric, 6)::float8 as score
           from hits h join hearsay.article_words w on w.article = h.id),
         shown as (select * from ranked where ${page})
       select x.id, x.at::text as at, x.score, (select count(*)::int from hits) as found, a.url, a.outlet,
         a.outlet_name as "outletName", r.title, a.published, a.story, a.copy_of is not null as copy, ${headline('r.text')} as snippet
       from shown x join hearsay.articles a on a.id = x.id
         join hearsay.revisions r on r.article = a.id and r.revision = a.revision
       order by x.score desc, x.at desc, x.id desc`,
      paramsOf(asked),
    );
    return rows.map((row) => ({ ...row, snippet: parted(row.snippet) }));
  },

  /** Stories by their titles. */
  stories: (asked: Asked) =>
    many<SearchStory>(
      sql,
      `with hits as materialized (select id, updated_at as at,
           round(ts_rank(words, websearch_to_tsquery('english', $1), 1)::numeric, 6)::float8 as score
           from hearsay.stories where words @@ websearch_to_tsquery('english', $1) order by updated_at desc limit ${mostRanked}),
         shown as (select * from hits where ${page})
       select x.id, x.at::text as at, x.score, (select count(*)::int from hits) as found, s.title, a.articles, a.outlets
       from shown x join hearsay.stories s on s.id = x.id
         cross join lateral (select count(*)::int as articles, count(distinct outlet)::int as outlets
           from hearsay.articles where story = x.id) a
       order by x.score desc, x.at desc, x.id desc`,
      paramsOf(asked),
    ),

  /** Claims by their wording; those that many outlets carry or somebody disputes count for more. */
  claims: (asked: Asked) =>
    many<SearchClaim>(
      sql,
      `with looked as materialized (select id, story, counts, ts_rank(words, websearch_to_tsquery('english', $1), 1) as score
           from hearsay.claims where words @@ websearch_to_tsquery('english', $1) limit ${mostLooked}),
         hits as (select l.id, s.updated_at as at, s.title, round((l.score * (1 + ln(1 + (l.counts->>'outlets')::int
             + 3 * (l.counts->>'disputingOutlets')::int)))::numeric, 6)::float8 as score
           from looked l join hearsay.stories s on s.id = l.story),
         shown as (select * from hits where ${page})
       select x.id, x.at::text as at, x.score, (select least(count(*), ${mostRanked})::int from looked) as found, c.story,
         x.title as "storyTitle", c.text, c.counts
       from shown x join hearsay.claims c on c.id = x.id order by x.score desc, x.at desc, x.id desc`,
      paramsOf(asked),
    ),

  /** People who are made to say something, by name; those who speak to most claims first. */
  people: (asked: Asked) =>
    many<SearchPerson>(
      sql,
      `with looked as materialized (select m.claim, lower(left(m.data->>'speaker', 200)) as id, m.data->>'speaker' as name, m.data->>'outlet' as outlet
           from hearsay.mentions m where m.current and m.data->'speakerNamed' = 'true'
             and to_tsvector('simple'::regconfig, left(m.data->>'speaker', 200)) @@ websearch_to_tsquery('simple', $1)
           limit ${mostLooked}),
         hits as (select l.id, min(l.name) as name, max(s.updated_at) as at,
             count(distinct l.claim)::float8 as score, count(distinct l.outlet)::int as outlets
           from looked l join hearsay.claims c on c.id = l.claim join hearsay.stories s on s.id = c.story group by 1),
         shown as (select * from hits where ${page})
       select x.id, x.at::text as at, x.score, (select least(count(*), ${mostRanked})::int from hits) as found, x.name,
         x.score::int as claims, x.outlets, said.said
       from shown x cross join lateral (select jsonb_agg(jsonb_build_object('claim', n.id, 'text', n.text)) as said from (
         select c.id, c.text from hearsay.claims c join hearsay.stories s on s.id = c.story
         where c.id in (select l.claim from looked l where l.id = x.id)
         order by s.updated_at desc, c.position, c.id limit 3) n) said
       order by x.score desc, x.at desc, x.id desc`,
      paramsOf(asked),
    ),
});

/** A headline of ours, parted at its marks. */
function parted(marked: string): SnippetPart[] {
  return marked
    .split(open)
    .flatMap((piece, at): SnippetPart[] => {
      if (at === 0) return [{ text: piece, hit: false }];
      const end = piece.indexOf(close);
      return [
        { text: piece.slice(0, end === -1 ? piece.length : end), hit: true },
        { text: end === -1 ? '' : piece.slice(end + 1), hit: false },
      ];
    })
    .filter((part) => part.text !== '');
}

/** Keeps the words of an article's latest wording. */
export const keepWords = (sql: Sql, article: string) =>
  sql.query(
    `insert into hearsay.article_words (article, at, words)
     select a.id, coalesce(a.published, a.first_seen), hearsay.words_of(r.title, a.outlet_name || ' ' || r.byline::text, r.text)
     from hearsay.articles a join hearsay.revisions r on r.article = a.id and r.revision = a.revision where a.id = $1
     on conflict (article) do update set at = excluded.at, words = excluded.words`,
    [article],
  );
