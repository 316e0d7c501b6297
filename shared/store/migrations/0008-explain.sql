-- What people decided, newest last: which articles are one text or one story and which are not, and (for whoever
-- judges mentions) which mention is one. An undone decision is kept with who undid it.
create table hearsay.decisions (
  id text primary key,
  number bigint generated always as identity,
  about text not null check (about in ('family', 'story', 'mention')),
  verdict text not null check (verdict in ('together', 'apart', 'confirmed', 'rejected')),
  -- Articles (or mentions) decided on; for `apart`, those they are kept apart from.
  subjects text[] not null,
  others text[] not null,
  by_name text not null,
  why text,
  at timestamptz not null,
  -- Where the articles it moved were: [{ article, story }].
  before jsonb not null,
  undone_at timestamptz,
  undone_by text,
  undone_why text
);
create index decisions_subjects on hearsay.decisions using gin (subjects);

-- The decisions on articles that hold, article by article: what dedupe looks up. Nearly always empty.
create table hearsay.decided (
  article text not null references hearsay.articles on delete cascade,
  decision text not null references hearsay.decisions on delete cascade,
  side text not null check (side in ('subject', 'other')),
  primary key (article, decision)
);
create index decided_decision on hearsay.decided (decision);

-- Lines of the log that held in a story just before a decision changed it. The next match of the story finds which of
-- them hold no longer.
create table hearsay.corrections (
  story text not null,
  event bigint not null references hearsay.events,
  standing bigint[] not null,
  primary key (story, event)
);

-- Lines of the log that turned out not to hold, and the line that says so.
create table hearsay.retractions (
  retracted bigint primary key references hearsay.events,
  event bigint not null references hearsay.events
);
create index retractions_event on hearsay.retractions (event);

-- What an article tells in passing, as a roundup does: an article of the other story. Which story that is follows from
-- where that article is.
create table hearsay.asides (
  article text not null references hearsay.articles on delete cascade,
  other text not null references hearsay.articles on delete cascade,
  score double precision not null,
  why text not null,
  primary key (article, other)
);
create index asides_other on hearsay.asides (other);

-- Where a later article of a story that was told in passing finds who told it: keys of parts of articles.
create table hearsay.part_keys (
  article text not null references hearsay.articles on delete cascade,
  key text not null,
  at timestamptz not null,
  primary key (article, key)
);
create index part_keys_key on hearsay.part_keys (key, at, article);
