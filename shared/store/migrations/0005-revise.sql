-- Articles are read again; what became of them; how long raw bytes are kept.

alter table hearsay.revisions
  -- What made the revision: an edit by the outlet (the first wording too), the page gone, the page back, or a better
  -- reader of ours over the same bytes, which is no doing of the outlet.
  add column kind text not null default 'edit' check (kind in ('edit', 'deleted', 'restored', 'reprocessed')),
  -- A slip put right: nothing that is said changed.
  add column minor boolean not null default false,
  -- The version of clean that read it.
  add column made_by text not null default 'page-1';

-- A page is one answer of an address. The same bytes again, after others stood there, are another page: `turn` counts.
alter table hearsay.pages
  add column turn integer not null default 0,
  -- Why this answer means that the article is not there; null for a page that is one.
  add column absent text,
  drop constraint pages_url_content_hash_key,
  -- Bytes are removed with time; their hash stays with the page.
  drop constraint pages_content_hash_fkey,
  add unique (url, content_hash, turn);
create index pages_url on hearsay.pages (url, fetched_at);
create index pages_content on hearsay.pages (content_hash);
create index revisions_page on hearsay.revisions (page);

-- When they last came from the web, by the database's clock: their age.
alter table hearsay.bodies add column kept_at timestamptz not null default now();
create index bodies_kept on hearsay.bodies (kept_at);

-- When each article is looked at again. Scheduling lives in the row, as for feeds.
create table hearsay.revisits (
  article text primary key references hearsay.articles on delete cascade,
  -- Through which entry it is fetched, and under which canonical address entries lead to it.
  entry text not null,
  asked text not null,
  domain text not null,
  page_url text not null,
  first_seen timestamptz not null,
  -- Validators of the last answer that was the article.
  etag text,
  last_modified text,
  -- What the feed said of it, hashed: where that changes, the page may have too.
  advertised text,
  last_visit_at timestamptz not null,
  -- Null where it is not looked at again.
  next_visit_at timestamptz,
  -- Since when the page is not there, why we say so; and since when it is called deleted, after a second look.
  absent_since timestamptz,
  absent_why text,
  deleted_at timestamptz
);
create index revisits_due on hearsay.revisits (next_visit_at) where next_visit_at is not null;
create index revisits_asked on hearsay.revisits (asked);
create index revisits_entry on hearsay.revisits (entry);

-- Where a story went that was merged into another: a job that waited for it goes on there.
create table hearsay.merged_stories (
  story text primary key,
  into_story text not null
);
create index merged_stories_into on hearsay.merged_stories (into_story);
