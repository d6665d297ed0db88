-- Who may sign in, in which role, for which unit or agency, and from which session.

create table accounts (
  id integer generated always as identity primary key,
  username text not null check (username ~ '^[a-z0-9][a-z0-9._-]{0,99}$') unique,
  display_name text not null check (display_name is nfc normalized),
  -- Argon2id in PHC form.
  password_hash text not null check (password_hash like '$argon2id$%'),
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);

create table role_grants (
  id integer generated always as identity primary key,
  account_id integer not null references accounts,
  role text not null check (role in (
    'administrator', 'provincialOffice', 'provincialLeadership', 'departmentOfficer', 'districtOfficer',
    'districtLeader', 'communeOfficer', 'communeLeader', 'observer', 'inspectionMember')),
  unit_id integer references units,
  agency_id smallint references agencies,
  -- Days on which the role is held.
  valid daterange not null default daterange(null, null),
  check (role = 'administrator' or unit_id is not null or agency_id is not null),
  unique nulls not distinct (account_id, role, unit_id, agency_id, valid)
);

create index role_grants_account on role_grants (account_id);

create table sessions (
  id uuid primary key,
  account_id integer not null references accounts,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  -- Why it ended: signed out, a refresh token was used twice, the account was disabled.
  end_reason text,
  user_agent text,
  address text
);

create index sessions_account on sessions (account_id) where ended_at is null;
create index sessions_expiry on sessions (expires_at);

-- One row a rotation. A token that was used already and comes again was stolen: its session ends.
create table refresh_tokens (
  -- SHA-256 of the token.
  hash bytea primary key,
  session_id uuid not null references sessions on delete cascade,
  issued_at timestamptz not null default now(),
  used_at timestamptz
);

create index refresh_tokens_session on refresh_tokens (session_id);

-- Failed sign-ins by account-and-address and by address, so that a guesser slows himself and not his victim.
create table sign_in_failures (
  key text primary key,
  failures integer not null,
  first_failed_at timestamptz not null,
  blocked_until timestamptz
);
