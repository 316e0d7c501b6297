-- Claims that come up again in another story are found by keys of their text: pairs of the words that tell most.

-- When the claim was said first, as far as the article says; what nobody dated comes last.
alter table hearsay.claims add column seen timestamptz;

create table hearsay.claim_keys (
  key integer not null,
  -- The time of `seen`, or 'infinity': a key's earliest claims are looked at.
  seen timestamptz not null,
  claim text not null references hearsay.claims on delete cascade,
  primary key (key, seen, claim)
);
create index claim_keys_claim on hearsay.claim_keys (claim);
create index claims_recurs on hearsay.claims (recurs) where recurs is not null;
