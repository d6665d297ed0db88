-- A machine client may repeat a request too: a key belongs to an account or to a client, and to that one alone.

alter table idempotency_keys
  drop constraint idempotency_keys_pkey,
  alter column account_id drop not null,
  add column client_id text references clients,
  add constraint idempotency_keys_owner check (num_nonnulls(account_id, client_id) = 1),
  add constraint idempotency_keys_account unique (account_id, key),
  add constraint idempotency_keys_client unique (client_id, key);
