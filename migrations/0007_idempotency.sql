-- The answer once given to a POST with an Idempotency-Key, kept seven days.

create table idempotency_keys (
  account_id integer not null references accounts,
  key text not null,
  -- SHA-256 over method, address and body.
  request_hash bytea not null,
  status smallint,
  etag text,
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (account_id, key)
);

create index idempotency_keys_age on idempotency_keys (created_at);
