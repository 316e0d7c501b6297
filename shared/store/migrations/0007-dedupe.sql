-- The indexes of dedupe, so that a look-up costs the same however large the archive is: both know when an article was
-- published, and one B-tree each serves "the nearest in time that hold this key". No foreign keys: a row whose article
-- is gone finds nothing, and checking forty-eight of them for each article would cost more than all look-ups.

create table hearsay.band_rows (
  band text collate "C" not null,
  at timestamptz not null,
  article text not null,
  primary key (band, at, article)
);
insert into hearsay.band_rows
  select b.band, coalesce(a.published, a.first_seen), b.article
  from hearsay.bands b join hearsay.articles a on a.id = b.article;
drop table hearsay.bands;
alter table hearsay.band_rows rename to bands;
alter index hearsay.band_rows_pkey rename to bands_pkey;

create table hearsay.key_rows (
  key text collate "C" not null,
  at timestamptz not null,
  article text not null,
  primary key (key, at, article)
);
insert into hearsay.key_rows select key, at, article from hearsay.story_keys;
drop table hearsay.story_keys;
alter table hearsay.key_rows rename to story_keys;
alter index hearsay.key_rows_pkey rename to story_keys_pkey;

-- The index alone answers as long as the pages are known to be visible: vacuum says so, the oftener the better.
alter table hearsay.bands set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
alter table hearsay.story_keys set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

-- The latest articles of a story that are no copies, without reading past the copies.
create index articles_originals on hearsay.articles (story, published desc nulls last, id) where copy_of is null;
