-- What dedupe holds an article against others by, about a kilobyte each: its whole reading is ten times that, and two dozen
-- are looked at for every article. Rows are made when a revision is read; where one is missing, the reading is used.
create table hearsay.sketches (
  article text not null,
  revision integer not null,
  sketch bytea not null,
  -- Names and domains of the outlets it says its text is from.
  credits text[] not null,
  primary key (article, revision),
  foreign key (article, revision) references hearsay.revisions on delete cascade
);
-- Hashes do not compress.
alter table hearsay.sketches alter column sketch set storage external;
