import type { CopyKind } from './articles.js';
import { clean, many, one, type Sql } from './sql.js';

/** What the newest articles of an outlet come to. */
export interface OutletRow {
  /** Its registrable domain. */
  domain: string;
  /** As its newest article names it; null where it has none. */
  name: string | null;
  /** When its newest and its oldest article looked at were published, or first seen. */
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

/** Newest articles that a list of all outlets, and the page of one, look at: what bounds their cost. */
export const [mostOfAll, mostOfOne] = [3_000, 1_000] as const;

/** Outlets in a list. */
export const mostOutlets = 500;

const at = 'coalesce(published, first_seen)';

/** What the articles in `recent` come to, by outlet. */
const counted = `
  read as materialized (select r.id, r.outlet, m.claim, m.relation, m.data->'via' <> 'null' as relies, (c.counts->>'outlets')::int as outlets,
      (c.counts->>'disputingOutlets')::int as disputing
    from recent r join hearsay.mentions m on m.article = r.id and m.current join hearsay.claims c on c.id = m.claim),
  judged as (select r.*, y.id is not null as relies from recent r left join (select distinct id from read where relies) y on y.id = r.id),
  texts as (select outlet, max(at) as latest, min(at) as since, count(*)::int as articles,
      (count(*) filter (where copy))::int as copies, (count(*) filter (where not copy and relies))::int as citing,
      (count(*) filter (where not copy and not relies))::int as independent
    from judged group by outlet),
  said as (select x.outlet, (count(distinct x.claim) filter (where x.relation <> 'disputes'))::int as claims,
      (count(distinct x.claim) filter (where x.relation = 'originates' and x.outlets > 1))::int as first,
      (count(distinct x.claim) filter (where x.relation <> 'disputes' and x.disputing > 0))::int as disputed,
      (count(distinct x.claim) filter (where x.relation = 'disputes'))::int as disputing
    from read x group by x.outlet),
  changed as (select t.outlet, (count(distinct e.claim) filter (where e.type = 'corrected'))::int as corrected,
      (count(distinct e.claim) filter (where e.type = 'withdrawn'))::int as withdrawn
    from texts t join hearsay.events e on e.outlet = t.outlet and e.type in ('corrected', 'withdrawn') and e.at >= t.since
    where not exists (select from hearsay.retractions x where x.retracted = e.seq) group by t.outlet)`;

const columns = `name.outlet_name as name, t.latest, t.since, coalesce(t.articles, 0) as articles, coalesce(t.copies, 0) as copies,
  coalesce(t.citing, 0) as citing, coalesce(t.independent, 0) as independent, coalesce(s.claims, 0) as claims,
  coalesce(s.first, 0) as first, coalesce(s.disputed, 0) as disputed, coalesce(s.disputing, 0) as disputing,
  coalesce(e.corrected, 0) as corrected, coalesce(e.withdrawn, 0) as withdrawn`;

const joined = (
  named: string,
) => `${named} o left join texts t on t.outlet = o.domain left join said s on s.outlet = o.domain
  left join changed e on e.outlet = o.domain
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
  /** The outlets of the newest articles, those with most of them first, and those of feeds that brought none. */
  list: (limit = mostOutlets) =>
    many<OutletRow>(
      sql,
      `with recent as materialized (select id, outlet, ${at} as at, copy_of is not null as copy from hearsay.articles
           order by ${at} desc, id limit ${mostOfAll}), ${counted},
         known as (select outlet as domain from texts union select outlet from hearsay.feeds where outlet <> '')
       select o.domain, ${columns} from ${joined('known')}
       order by t.articles desc nulls last, o.domain limit $1`,
      [limit],
    ),

  /** One outlet by its domain; null where nothing is known of it. */
  get: (domain: string) =>
    one<OutletRow>(
      sql,
      `with recent as materialized (select id, outlet, ${at} as at, copy_of is not null as copy from hearsay.articles
           where outlet = $1 order by ${at} desc, id limit ${mostOfOne}), ${counted},
         known as (select $1::text as domain
           where exists (select from texts) or exists (select from hearsay.feeds where outlet = $1))
       select o.domain, ${columns} from ${joined('known')}`,
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
