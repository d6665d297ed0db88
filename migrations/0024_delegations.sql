-- Ký thay: a leader hands a role on from a day to a day, and the trail names the person acted for.

create table delegations (
  id integer generated always as identity primary key,
  -- The role as its holder has it: when it ends, so does what was handed on.
  grant_id integer not null references role_grants on delete cascade,
  to_account_id integer not null references accounts,
  valid daterange not null check (not isempty(valid) and not lower_inf(valid) and not upper_inf(valid)),
  reason text not null check (reason <> ''),
  created_at timestamptz not null default now(),
  -- Set when the giver took it back, or the receiver handed it back.
  ended_at timestamptz,
  constraint delegated_once_at_a_time exclude using gist (grant_id with =, to_account_id with =, valid with &&)
    where (ended_at is null)
);

create index delegations_receiver on delegations (to_account_id) where ended_at is null;
create index delegations_grant on delegations (grant_id);

alter table audit_events add column acting_for integer references accounts;

-- A row in which somebody acted for another has one element more than any row before it. So the rows written until
-- now keep their hash, and neither adding a name to one nor taking it away goes unnoticed.
create or replace function audit_hash(previous bytea, event audit_events) returns bytea language sql immutable as $$
  select sha256(previous || convert_to((jsonb_build_array(
    extract(epoch from event.recorded_at), extract(epoch from event.field_at), event.account_id, event.actor_name,
    event.action, event.subject_kind, event.subject_key, event.old, event.new, event.reason, event.trace_id
  ) || case when event.acting_for is null then '[]'::jsonb else jsonb_build_array(event.acting_for) end)::text, 'UTF8'))
$$;

drop function append_audit_event(timestamptz, integer, text, text, text, text, jsonb, jsonb, text, text);

-- The one way to write an audit row.
create function append_audit_event(
  field_at timestamptz, account_id integer, actor_name text, action text, subject_kind text, subject_key text,
  old jsonb, new jsonb, reason text, trace_id text, acting_for integer default null
) returns void language plpgsql as $$
declare
  event audit_events;
  chain audit_chains;
begin
  event.recorded_at := now();
  event.field_at := append_audit_event.field_at;
  event.account_id := append_audit_event.account_id;
  event.actor_name := append_audit_event.actor_name;
  event.action := append_audit_event.action;
  event.subject_kind := append_audit_event.subject_kind;
  event.subject_key := append_audit_event.subject_key;
  event.old := append_audit_event.old;
  event.new := append_audit_event.new;
  event.reason := append_audit_event.reason;
  event.trace_id := append_audit_event.trace_id;
  event.acting_for := append_audit_event.acting_for;
  event.shard := abs(hashtext(event.subject_kind || '/' || event.subject_key) % 64);

  select * into strict chain from audit_chains where audit_chains.shard = event.shard for update;
  event.position := chain.length + 1;
  event.hash := audit_hash(chain.head, event);
  update audit_chains set length = event.position, head = event.hash where audit_chains.shard = event.shard;
  insert into audit_events
    (recorded_at, field_at, account_id, actor_name, action, subject_kind, subject_key, old, new, reason, trace_id,
      acting_for, shard, position, hash)
  values
    (event.recorded_at, event.field_at, event.account_id, event.actor_name, event.action, event.subject_kind,
      event.subject_key, event.old, event.new, event.reason, event.trace_id, event.acting_for, event.shard,
      event.position, event.hash);
end
$$;

-- As 0020_audit_definer.sql did with the one it replaces.
do $$
declare
  appender regprocedure;
begin
  select p.oid::regprocedure into strict appender from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.proname = 'append_audit_event' and n.nspname = current_schema();
  execute format('alter function %s security definer', appender);
  execute format('alter function %s set search_path = %I, pg_temp', appender, current_schema());
  execute format('revoke execute on function %s from public', appender);
end
$$;
