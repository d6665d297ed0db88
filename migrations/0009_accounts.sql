-- Accounts that an administrator keeps: an ETag, and passwords that hold for the first sign-in only.

create extension if not exists unaccent;

alter table accounts
  -- The ETag: grows by one with every change.
  add column version integer not null default 1,
  -- Set while the password is one that an administrator handed out: until then it opens the way to a password of
  -- one's own, and nothing else. By the real clock.
  add column one_time_until timestamptz;
