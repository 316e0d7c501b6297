-- How outlets stand is kept with each story, when its claims are written: counting it from the mentions of the newest articles
-- took two seconds where there are 100,000. A claim belongs to one story, so what an outlet comes to is the sum of its rows.

create table hearsay.outlet_counts (
  story text not null references hearsay.stories on delete cascade,
  outlet text not null,
  -- When its newest and its oldest article in the story were published, or first seen.
  latest timestamptz not null,
  since timestamptz not null,
  articles integer not null,
  -- Of these: copies of others' texts; own texts that rely on another outlet; own texts that do not.
  copies integer not null,
  citing integer not null,
  independent integer not null,
  -- Claims it asserts; of these those it was first with, while others carry them too; those that somebody disputes.
  claims integer not null,
  first integer not null,
  disputed integer not null,
  -- Claims whose dispute it carries.
  disputing integer not null,
  primary key (story, outlet)
);
create index outlet_counts_outlet on hearsay.outlet_counts (outlet, latest desc);
create index outlet_counts_latest on hearsay.outlet_counts (latest desc);

-- Counts the outlets of these stories anew, and keeps what changed.
create function hearsay.count_outlets(counted text[]) returns void language sql as $$
  with said as materialized (
    select a.story, a.outlet, a.id, m.claim, m.relation, m.data->'via' <> 'null' as relies,
      (c.counts->>'outlets')::int as outlets, (c.counts->>'disputingOutlets')::int as disputing
    from hearsay.articles a join hearsay.mentions m on m.article = a.id and m.current
      join hearsay.claims c on c.id = m.claim and c.story = a.story
    where a.story = any(counted)),
  texts as (
    select a.story, a.outlet, max(coalesce(a.published, a.first_seen)) as latest,
      min(coalesce(a.published, a.first_seen)) as since, count(*)::int as articles,
      (count(*) filter (where a.copy_of is not null))::int as copies,
      (count(*) filter (where a.copy_of is null and r.id is not null))::int as citing,
      (count(*) filter (where a.copy_of is null and r.id is null))::int as independent
    from hearsay.articles a left join (select distinct id from said where relies) r on r.id = a.id
    where a.story = any(counted) group by a.story, a.outlet),
  claims as (
    select story, outlet, (count(distinct claim) filter (where relation <> 'disputes'))::int as claims,
      (count(distinct claim) filter (where relation = 'originates' and outlets > 1))::int as first,
      (count(distinct claim) filter (where relation <> 'disputes' and disputing > 0))::int as disputed,
      (count(distinct claim) filter (where relation = 'disputes'))::int as disputing
    from said group by story, outlet),
  gone as (
    delete from hearsay.outlet_counts o where o.story = any(counted)
      and not exists (select from texts t where t.story = o.story and t.outlet = o.outlet))
  insert into hearsay.outlet_counts as o
    select t.story, t.outlet, t.latest, t.since, t.articles, t.copies, t.citing, t.independent,
      coalesce(c.claims, 0), coalesce(c.first, 0), coalesce(c.disputed, 0), coalesce(c.disputing, 0)
    from texts t left join claims c on c.story = t.story and c.outlet = t.outlet
  on conflict (story, outlet) do update set latest = excluded.latest, since = excluded.since,
    articles = excluded.articles, copies = excluded.copies, citing = excluded.citing,
    independent = excluded.independent, claims = excluded.claims, first = excluded.first,
    disputed = excluded.disputed, disputing = excluded.disputing
  where o is distinct from excluded
$$;

select hearsay.count_outlets(array(select id from hearsay.stories));
