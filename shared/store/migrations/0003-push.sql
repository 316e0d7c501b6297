-- What hubs push to us (WebSub). One push a feed, besides those that are being ended; a removed feed's push stays until
-- its hub has confirmed the end, so there is no foreign key.
create table hearsay.pushes (
  -- The last part of the callback's path: random, known to the hub alone.
  id text primary key,
  feed text not null,
  hub text not null,
  topic text not null,
  -- What the hub signs with.
  secret text not null,
  -- The public address under which the hub was last given the callback; null before it was asked.
  base text,
  state text not null check (state in ('wanted', 'asked', 'active', 'quiet', 'denied', 'ending')),
  state_since timestamptz not null,
  lease_until timestamptz,
  -- When the hub is asked next: for the first time, again, or for a new lease.
  try_at timestamptz not null,
  -- Requests since the last verification.
  attempts integer not null default 0,
  -- Times in a row that it was found quiet, with no ping since.
  forgotten integer not null default 0,
  last_ping_at timestamptz,
  -- The rate of pings (generic cell rate algorithm, as in budgets).
  next_ping_at timestamptz,
  pings bigint not null default 0,
  bad_signatures bigint not null default 0,
  -- When polling first found entries that had not been pushed since the last ping.
  unpushed_since timestamptz,
  last_error text
);
create unique index pushes_feed on hearsay.pushes (feed) where state <> 'ending';
create index pushes_due on hearsay.pushes (try_at);

-- What was pushed: each content of a push once, its body until it is read.
create table hearsay.pings (
  id text primary key,
  push text not null references hearsay.pushes on delete cascade,
  feed text not null,
  content_type text,
  body bytea,
  -- It held no entries: the feed is polled instead, also when the same comes again.
  thin boolean not null default false,
  at timestamptz not null
);
create index pings_unread on hearsay.pings (push) where body is not null;
create index pings_at on hearsay.pings (at);
