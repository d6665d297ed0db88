-- Other systems that read by themselves: what each may do, for which unit, from where, and the secrets it shows.

create table clients (
  -- Public: what the system names itself by.
  id text primary key check (id ~ '^ntm_[a-z0-9]{16}$'),
  name text not null check (name is nfc normalized and name <> ''),
  -- All that it sees lies in this unit and below.
  unit_id integer not null references units,
  scopes text[] not null check (cardinality(scopes) > 0),
  -- Addresses and ranges it may call from; empty: from anywhere.
  addresses text[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);

create table client_secrets (
  id integer generated always as identity primary key,
  client_id text not null references clients,
  -- SHA-256; the secret itself has 256 random bits, so a slow hash would add nothing.
  hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null check (expires_at <= created_at + interval '366 days'),
  last_used_at timestamptz
);

create index client_secrets_client on client_secrets (client_id);
