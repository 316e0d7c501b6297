import type { CopyKind } from './articles.js';
import { clean, many, one, type Sql } from './sql.js';

/** What the articles of an outlet come to, as far as their stories were matched. */
export interface OutletRow {
  /** Its registrable domain. */
  domain: string;
  /** As its newest article names it; null where it has none. */
  name: string | null;
  /** When its newest and its oldest article counted were published, or first seen. */
  latest: Date | null;
  since: Date | null;
  articles: number;
  /** Of these: copies of others' texts; own texts that rely on another outlet; own texts that do not. */
  copies: number;
  citing: number;
  independent: number;
  /** Claims it asserts; of these those it was first with, while other outlets carry them too; those that somebody disputes. */
  claims: number;
  first: number;
  disputed: number;
  /** Claims whose dispute it carries. */
  disputing: number;
  /** Claims it corrected or withdrew since. */
  corrected: number;
  withdrawn: number;
}

/** Counts of an outlet in a story that are summed at most, the newest: what bounds the cost of a list in a large archive. */
export const mostCounted = 100_000;

/** Outlets in a list. */
export const mostOutlets = 500;

const at = 'coalesce(published, first_seen)';

/** What the counts in `recent` come to, by outlet, for each domain in `known`. */
const summed = `
  texts as (select outlet, max(latest) as latest, min(since) as since, sum(articles)::int as articles, sum(copies)::int as copies,
      sum(citing)::int as citing, sum(independent)::int as independent, sum(claims)::int as claims, sum(first)::int as first,
      sum(disputed)::int as disputed, sum(disputing)::int as disputing
    from recent group by outlet),
  changed as (select t.outlet, (count(distinct e.claim) filter (where e.type = 'corrected'))::int as corrected,
      (count(distinct e.claim) filter (where e.type = 'withdrawn'))::int as withdrawn
    from texts t join hearsay.events e on e.outlet = t.outlet and e.type in ('corrected', 'withdrawn') and e.at >= t.since
    where not exists (select from hearsay.retractions x where x.retracted = e.seq) group by t.outlet)`;

const standing = `select o.domain, name.outlet_name as name, t.latest, t.since, coalesce(t.articles, 0) as articles,
    coalesce(t.copies, 0) as copies, coalesce(t.citing, 0) as citing, coalesce(t.independent, 0) as independent,
    coalesce(t.claims, 0) as claims, coalesce(t.first, 0) as first, coalesce(t.disputed, 0) as disputed,
    coalesce(t.disputing, 0) as disputing, coalesce(e.corrected, 0) as corrected, coalesce(e.withdrawn, 0) as withdrawn
  from known o left join texts t on t.outlet = o.domain left join changed e on e.outlet = o.domain
  left join lateral (select outlet_name from hearsay.articles where outlet = o.domain order by ${at} desc, id limit 1) name on true`;

/** Every domain that publishes here or has a feed, each found by one step through an index. */
const domains = `with recursive step (outlet) as (
    (select outlet from hearsay.articles order by outlet limit 1)
    union all
    select (select a.outlet from hearsay.articles a where a.outlet > step.outlet order by a.outlet limit 1)
    from step where step.outlet is not null)
  select outlet as domain from step where outlet is not null
  union select outlet from hearsay.feeds where outlet <> ''`;

/** Who publishes: how often first, how often by own reporting, how often mended or contradicted. */
export const outlets = (sql: Sql) => ({
  /** Counts the outlets of a story anew; call it when its claims were written. */
  count: (story: string) => sql.query('select hearsay.count_outlets(array[$1::text])', [story]),

  /** Outlets, those with most articles first, and those of feeds that brought none. */
  list: (limit = mostOutlets) =>
    many<OutletRow>(
      sql,
      `with recent as materialized (select * from hearsay.outlet_counts order by latest desc limit ${mostCounted}), ${summed},
         known as (select outlet as domain from texts union select outlet from hearsay.feeds where outlet <> '')
       ${standing} order by t.articles desc nulls last, o.domain limit $1`,
      [limit],
    ),

  /** One outlet by its domain; null where nothing is known of it. */
  get: (domain: string) =>
    one<OutletRow>(
      sql,
      `with recent as materialized (select * from hearsay.outlet_counts where outlet = $1
           order by latest desc limit ${mostCounted}), ${summed},
         known as (select $1::text as domain
           where exists (select from texts) or exists (select from hearsay.feeds where outlet = $1))
       ${standing}`,
      [domain],
    ),

  /** Newest articles of an outlet, with their titles. */
  articles: (domain: string, limit: number) =>
    many<{
      id: string;
      url: string;
      title: string | null;
      published: Date | null;
      firstSeen: Date;
      story: string | null;
      copyOf: string | null;
      copyKind: CopyKind | null;
    }>(
      sql,
      `select a.id, a.url, r.title, a.published, a.first_seen as "firstSeen", a.story, a.copy_of as "copyOf",
         a.copy_kind as "copyKind"
       from hearsay.articles a join hearsay.revisions r on r.article = a.id and r.revision = a.revision
       where a.outlet = $1 order by coalesce(a.published, a.first_seen) desc, a.id limit $2`,
      [domain, limit],
    ),

  /** Outlets whose name or domain has these words, or whose domain begins so. */
  search: (query: string, limit: number) =>
    many<{ domain: string; name: string | null; latest: Date | null }>(
      sql,
      `select o.domain, name.outlet_name as name, name.at as latest from (${domains}) o
       left join lateral (select outlet_name, ${at} as at from hearsay.articles where outlet = o.domain
         order by ${at} desc, id limit 1) name on true
       where to_tsvector('simple'::regconfig, coalesce(name.outlet_name, '') || ' ' || translate(o.domain, '.-', '  '))
           @@ websearch_to_tsquery('simple', $1)
         or starts_with(o.domain, lower($1)) or lower(name.outlet_name) = lower($1)
       order by name.at desc nulls last, o.domain limit $2`,
      [clean(query), limit],
    ),
});
