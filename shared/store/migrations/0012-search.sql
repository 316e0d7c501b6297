-- Search over everything, and what an outlet is like.

-- The words of an article: of its headline first, then of its outlet and authors, then of its text. Longer parts are cut,
-- since a vector holds a megabyte at most.
create function hearsay.words_of(title text, names text, body text) returns tsvector
  language sql immutable parallel safe as $$
  select setweight(to_tsvector('english'::regconfig, left(coalesce(title, ''), 1000)), 'A')
    || setweight(to_tsvector('english'::regconfig, left(coalesce(names, ''), 1000)), 'B')
    || to_tsvector('english'::regconfig, left(body, 100000))
$$;

-- The latest wording of each article, in a narrow table: a common word has tens of thousands of articles, of which only the
-- newest are ranked.
create table hearsay.article_words (
  article text primary key references hearsay.articles on delete cascade,
  at timestamptz not null,
  words tsvector not null
);
insert into hearsay.article_words (article, at, words)
  select a.id, coalesce(a.published, a.first_seen), hearsay.words_of(r.title, a.outlet_name || ' ' || r.byline::text, r.text)
  from hearsay.articles a join hearsay.revisions r on r.article = a.id and r.revision = a.revision;
create index article_words_words on hearsay.article_words using gin (words);

alter table hearsay.stories add column words tsvector
  generated always as (to_tsvector('english'::regconfig, left(coalesce(title, ''), 1000))) stored;
create index stories_words on hearsay.stories using gin (words);

alter table hearsay.claims add column words tsvector
  generated always as (to_tsvector('english'::regconfig, left(text, 4000))) stored;
create index claims_words on hearsay.claims using gin (words);

-- Who is made to say something, by name.
create index mentions_speaker on hearsay.mentions using gin (to_tsvector('simple'::regconfig, left(data->>'speaker', 200)))
  where current and data->'speakerNamed' = 'true';

-- The newest articles, of everyone and of an outlet.
create index articles_time on hearsay.articles (coalesce(published, first_seen) desc, id);
create index articles_outlet_time on hearsay.articles (outlet, coalesce(published, first_seen) desc, id);
drop index hearsay.articles_outlet;

-- What outlets corrected and withdrew.
create index events_changed on hearsay.events (outlet, seq) where type in ('corrected', 'withdrawn');

-- Which claims of a story are varied, without reading their mentions.
create index mentions_varied on hearsay.mentions (claim) where current and relation = 'varies';
