-- The keys of what articles tell in passing, as the other indexes of dedupe: one B-tree that serves "the nearest in time
-- that hold this key". No foreign key: a row whose article is gone finds nothing.
create table hearsay.part_rows (
  key text collate "C" not null,
  at timestamptz not null,
  article text not null,
  primary key (key, at, article)
);
insert into hearsay.part_rows select key, at, article from hearsay.part_keys;
drop table hearsay.part_keys;
alter table hearsay.part_rows rename to part_keys;
alter index hearsay.part_rows_pkey rename to part_keys_pkey;
-- Taken out again when a revision tells something else.
create index part_keys_article on hearsay.part_keys (article);
alter table hearsay.part_keys set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
