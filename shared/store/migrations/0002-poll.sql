-- What is learned of a feed by polling it, and what an operator is told of it.

alter table hearsay.feeds
  -- The address without what does not matter (scheme, www, trailing slash): two feeds never share one.
  add column key text,
  add column tags text[] not null default '{}',
  -- Why the interval is what it is, in a few words.
  add column interval_why text,
  -- What the feed asked for when it was last read: ttl or sy:updatePeriod.
  add column ttl_seconds double precision,
  -- New entries a day, and the median from an entry's publication to our seeing it; measured at measured_at.
  add column entries_per_day double precision,
  add column lag_seconds double precision,
  add column measured_at timestamptz,
  -- The last answer with a body: from time to time validators are left out, since some servers' lie.
  add column read_at timestamptz,
  add column validators_lie boolean not null default false,
  -- A permanent redirect that was seen and is not yet believed.
  add column moved_to text,
  add column moved_since timestamptz,
  add column moved_times integer not null default 0,
  -- When the failures in a row began.
  add column failing_since timestamptz,
  -- What the feed is: a feed, or an index of sitemaps whose newest are read.
  add column kind text not null default 'feed' check (kind in ('feed', 'sitemap index'));
create unique index feeds_key on hearsay.feeds (key);

-- Other addresses of a feed. Those that led to it when it was added or moved are sure: asking for one of them is asking
-- for the feed. Those that it only gives as its own may be copied from a template, so what they list decides.
create table hearsay.feed_addresses (
  key text not null,
  feed text not null references hearsay.feeds on delete cascade,
  sure boolean not null,
  primary key (key, feed)
);
create index feed_addresses_feed on hearsay.feed_addresses (feed);

-- A feed's history: what an operator should know, once each. Not one line a failure.
create table hearsay.feed_notices (
  id bigint generated always as identity primary key,
  feed text not null references hearsay.feeds on delete cascade,
  at timestamptz not null,
  kind text not null,
  text text not null
);
create index feed_notices_feed on hearsay.feed_notices (feed, id);

-- The pace and the lag of a feed are measured on its newest entries.
create index entries_seen on hearsay.entries (feed, first_seen);

-- Who has an address first has it fetched; all others that advertise it do not. The same article in several feeds, or
-- under a new guid, is one.
create table hearsay.addresses (
  canonical_url text primary key,
  entry text not null references hearsay.entries on delete cascade
);
create index addresses_entry on hearsay.addresses (entry);
insert into hearsay.addresses (canonical_url, entry)
  select distinct on (canonical_url) canonical_url, id from hearsay.entries order by canonical_url, first_seen;
