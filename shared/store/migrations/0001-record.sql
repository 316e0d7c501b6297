-- The record. Every table has a natural key, so that a job that runs twice writes once.
-- Ids are short hashes of the natural key, the same in every run and mode.

create table hearsay.feeds (
  id text primary key,
  url text not null unique,
  title text,
  link text,
  outlet text not null,
  outlet_name text,
  added_at timestamptz not null,
  -- Scheduling lives in the row: any process may sweep what is due.
  next_poll_at timestamptz not null,
  interval_seconds double precision,
  etag text,
  last_modified text,
  body_hash text,
  failures double precision not null default 0,
  last_polled_at timestamptz,
  last_success_at timestamptz,
  last_entry_at timestamptz,
  last_error text,
  status text not null default 'new' check (status in ('new', 'healthy', 'broken', 'blocked', 'retired')),
  status_since timestamptz not null
);
create index feeds_due on hearsay.feeds (next_poll_at) where status <> 'retired';

create table hearsay.entries (
  id text primary key,
  feed text not null references hearsay.feeds on delete cascade,
  guid text not null,
  url text not null,
  canonical_url text not null,
  title text,
  author text,
  summary text,
  published timestamptz,
  updated timestamptz,
  first_seen timestamptz not null,
  unique (feed, guid)
);
create index entries_canonical on hearsay.entries (canonical_url);

-- Raw bytes, once per content, compressed.
create table hearsay.bodies (
  hash text primary key,
  bytes integer not null,
  gzip bytea not null
);

create table hearsay.pages (
  id text primary key,
  url text not null,
  content_hash text not null references hearsay.bodies,
  entry text,
  status integer not null,
  content_type text,
  headers jsonb not null,
  -- What the feed or the archive said of the page, for what the page itself does not say.
  hints jsonb not null,
  fetched_at timestamptz not null,
  unique (url, content_hash)
);
create index pages_entry on hearsay.pages (entry);

create table hearsay.stories (
  id text primary key,
  title text,
  first_seen timestamptz not null,
  updated_at timestamptz not null
);
create index stories_updated on hearsay.stories (updated_at);

create table hearsay.articles (
  id text primary key,
  url text not null unique,
  outlet text not null,
  outlet_name text not null,
  published timestamptz,
  first_seen timestamptz not null,
  revision integer not null,
  story text references hearsay.stories,
  story_score double precision,
  story_why text,
  copy_of text,
  copy_kind text check (copy_kind in ('exact', 'near', 'rewrite', 'translation')),
  copy_score double precision,
  copy_why text,
  -- The smallest id of the articles that are one text with this one; its own where it stands alone.
  family text not null
);
create index articles_story on hearsay.articles (story, published);
create index articles_family on hearsay.articles (family);
create index articles_outlet on hearsay.articles (outlet);

create table hearsay.revisions (
  article text not null references hearsay.articles on delete cascade,
  revision integer not null,
  page text,
  page_hash text,
  title text,
  byline jsonb not null,
  published timestamptz,
  modified timestamptz,
  fetched timestamptz not null,
  lang text,
  text text not null,
  text_hash text not null,
  -- Written by dedupe: citations of other outlets, names, quotations, fingerprint, story vector.
  reading jsonb,
  -- Written by extract: claim candidates and attributions, with the versions that made them.
  extraction jsonb,
  primary key (article, revision)
);

-- The index of copies: exact-match look-ups of band keys.
create table hearsay.bands (
  band text not null,
  article text not null references hearsay.articles on delete cascade,
  primary key (band, article)
);
create index bands_article on hearsay.bands (article);

-- The index of stories: exact-match look-ups of rare terms and names within a window of time.
create table hearsay.story_keys (
  article text not null references hearsay.articles on delete cascade,
  key text not null,
  at timestamptz not null,
  primary key (article, key)
);
create index story_keys_key on hearsay.story_keys (key, at, article);

create table hearsay.claims (
  id text primary key,
  story text not null references hearsay.stories,
  recurs text,
  text text not null,
  kind text not null check (kind in ('statement', 'quotation')),
  origins jsonb not null,
  counts jsonb not null,
  position integer not null
);
create index claims_story on hearsay.claims (story);

create table hearsay.mentions (
  id text primary key,
  claim text not null references hearsay.claims on delete cascade,
  article text not null references hearsay.articles on delete cascade,
  revision integer not null,
  part text not null check (part in ('text', 'title')),
  start_offset integer not null,
  end_offset integer not null,
  relation text not null check (relation in ('originates', 'repeats', 'varies', 'disputes')),
  -- False once a later revision of the article took its place.
  current boolean not null,
  position integer not null,
  -- The mention as others read it (the JSON contract) and what made it.
  data jsonb not null,
  page_hash text,
  made_by text not null,
  unique (article, revision, part, start_offset, end_offset, claim)
);
create index mentions_claim on hearsay.mentions (claim);

-- The append-only log. Commits in order of seq: writers hold one lock while they insert.
create table hearsay.events (
  seq bigint generated always as identity primary key,
  key text not null unique,
  type text not null check (type in ('covered', 'originated', 'repeated', 'varied', 'disputed', 'confirmed',
    'withdrawn', 'corrected', 'split', 'merged')),
  claim text,
  story text not null,
  outlet text not null,
  article text,
  mention text,
  at timestamptz not null,
  text text not null
);
create index events_story on hearsay.events (story, seq);

create table hearsay.subscriptions (
  id text primary key,
  name text not null,
  channel jsonb not null,
  -- What it wants; null is everything.
  wants jsonb,
  created_at timestamptz not null,
  -- Only events after this one: a new subscription is not told the past.
  after_seq bigint not null
);

create table hearsay.alerts (
  id text primary key,
  subscription text not null references hearsay.subscriptions on delete cascade,
  kind text not null,
  story text not null,
  outlet text not null,
  created_at timestamptz not null,
  body jsonb not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'failed'))
);
create index alerts_subscription on hearsay.alerts (subscription, created_at);

-- An event is in at most one alert of a subscription.
create table hearsay.alert_events (
  subscription text not null references hearsay.subscriptions on delete cascade,
  event bigint not null references hearsay.events,
  alert text not null references hearsay.alerts on delete cascade,
  primary key (subscription, event)
);

create table hearsay.deliveries (
  alert text not null references hearsay.alerts on delete cascade,
  attempt integer not null,
  at timestamptz not null,
  ok boolean not null,
  status integer,
  error text,
  primary key (alert, attempt)
);

-- What became of each job, once.
create table hearsay.outcomes (
  job text primary key,
  stage text not null,
  outcome text not null check (outcome in ('forward', 'drop', 'done', 'failed')),
  reason text,
  payload jsonb not null,
  -- What the job was about, for an article's trail.
  subjects text[] not null,
  at timestamptz not null,
  milliseconds double precision not null,
  attempts integer not null
);
create index outcomes_subjects on hearsay.outcomes using gin (subjects);
create index outcomes_at on hearsay.outcomes (at);

-- Jobs to make, written with what they follow from; a relay hands them to the queue and deletes the row.
create table hearsay.outbox (
  id bigint generated always as identity primary key,
  stage text not null,
  payload jsonb not null,
  created_at timestamptz not null default now()
);

-- The request budget per registrable domain, shared by all processes (generic cell rate algorithm, ATM Forum
-- TM 4.0: `next_at` is when the bucket would be full again).
create table hearsay.budgets (
  domain text primary key,
  next_at timestamptz not null,
  blocked_until timestamptz
);

-- Pairs of articles that were compared and found to be one text, with the lower id first.
create table hearsay.copy_pairs (
  a text not null references hearsay.articles on delete cascade,
  b text not null references hearsay.articles on delete cascade,
  kind text not null,
  score double precision not null,
  why text not null,
  primary key (a, b)
);
create index copy_pairs_b on hearsay.copy_pairs (b);
