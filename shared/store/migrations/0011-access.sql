-- Who may ask and change what, who is signed in at the desk, and who changed what.

-- Tokens of the API. A token itself is told once and kept as its hash only.
create table hearsay.tokens (
  id text primary key,
  name text not null,
  hash text not null unique,
  scope text not null check (scope in ('read', 'write', 'admin')),
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by text
);
-- The audit log names tokens: two that are in use never share a name.
create unique index tokens_name on hearsay.tokens (lower(name)) where revoked_at is null;

-- Browsers that are signed in. The cookie's value is kept as its hash only; `token_hash` is that of the token that was
-- given, so that its end is theirs.
create table hearsay.sessions (
  id text primary key,
  token_hash text not null,
  created_at timestamptz not null,
  used_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_token on hearsay.sessions (token_hash);
create index sessions_expires on hearsay.sessions (expires_at);

-- Every change somebody asked for, in the order it was begun. `status` is null while it is under way, and for good where
-- the process died meanwhile.
create table hearsay.audit (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  who text not null,
  via text not null,
  does text not null,
  subject text,
  address text,
  status integer
);
create index audit_at on hearsay.audit (at);
create index audit_who on hearsay.audit (who, seq);
