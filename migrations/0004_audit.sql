-- Who did what, when, to which record. Written in the transaction of the change; never altered.

create table audit_events (
  id bigint generated always as identity primary key,
  -- The server's own time; `field_at` is the clock of the field, which a demonstration may set.
  recorded_at timestamptz not null default now(),
  field_at timestamptz not null,
  account_id integer references accounts,
  actor_name text not null,
  action text not null check (action ~ '^[a-z]+(\.[a-zA-Z]+)+$'),
  -- Kind and key of the record: `assessment`, `23512/2019-07`.
  subject_kind text not null,
  subject_key text not null,
  old jsonb,
  new jsonb,
  reason text,
  trace_id text not null
);

create index audit_events_subject on audit_events (subject_kind, subject_key, id);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit_events is append-only';
end
$$;

create trigger audit_events_append_only before update or delete or truncate on audit_events
  for each statement execute function refuse_audit_change();
