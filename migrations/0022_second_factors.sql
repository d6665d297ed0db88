-- One-time codes of an app on the telephone (TOTP, RFC 6238) as a second factor of signing in.

create table second_factors (
  account_id integer primary key references accounts,
  -- AES-256-GCM under a key derived from the one that signs tokens: nonce, tag, secret.
  secret bytea not null,
  created_at timestamptz not null default now(),
  -- Null until the first code has shown that the app has the secret; until then it is not asked for.
  confirmed_at timestamptz,
  -- Time step of 30 s of the latest code taken: no code is good twice.
  last_step bigint not null default 0
);

create table recovery_codes (
  account_id integer not null references second_factors on delete cascade,
  -- SHA-256; a code has some 79 bits: nobody finds it by trying.
  hash bytea not null,
  used_at timestamptz,
  primary key (account_id, hash)
);
