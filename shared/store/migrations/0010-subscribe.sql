-- Subscriptions that say what they want and when, and a ledger of what they were told.

alter table hearsay.subscriptions
  -- When it is told; null is at once.
  add column pace jsonb,
  add column state text not null default 'active' check (state in ('active', 'stopped')),
  add column stopped_why text,
  -- Unguessable: names it in links (unsubscribing by mail, its feed).
  add column token text unique,
  -- Failed attempts since the last that arrived, and when the next is due: a lost queue loses no schedule.
  add column failures integer not null default 0,
  add column retry_at timestamptz,
  -- One worker at a time delivers a subscription's alerts, in their order.
  add column leased_until timestamptz;

alter table hearsay.alerts
  drop constraint alerts_state_check,
  add constraint alerts_state_check check (state in ('pending', 'held', 'delivered', 'failed', 'muted', 'folded')),
  -- The order in which a subscription is told.
  add column seq bigint generated always as identity,
  add column due_at timestamptz not null default now(),
  add column held text,
  -- The digest that lists it.
  add column told_in text;
create unique index alerts_seq on hearsay.alerts (subscription, seq);
create index alerts_story on hearsay.alerts (subscription, story);
create index alerts_waiting on hearsay.alerts (due_at) where state in ('pending', 'held');

alter table hearsay.deliveries
  add column milliseconds double precision,
  -- What was sent and what came back, cut short: for the person who asks why a receiver refused.
  add column answer text;

-- The log of one claim, for its feed and its page.
create index events_claim on hearsay.events (claim, seq) where claim is not null;
