-- One mail a day (thư tổng hợp) about new notices, to those who gave an address.

alter table accounts
  add column email text check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
  add column wants_digest boolean not null default true;

-- One a day and account, whatever runs twice: it is made with the job that sends it.
create table digests (
  account_id integer not null references accounts,
  -- On the clock of the field.
  day date not null,
  -- The last notice that was there; the digest tells of those after the one before.
  up_to bigint not null,
  -- Set also when there was nothing left to tell. By the real clock.
  sent_at timestamptz,
  primary key (account_id, day)
);
