-- An audit row written with two statements in place of three. What its hash is made of is said once, for writing and for
-- verifying; rows written until now keep their hash.

-- Stable, so that it becomes a part of the statement that it stands in; as text of a jsonb list, field by field.
create function audit_digest(
  previous bytea, recorded_at timestamptz, field_at timestamptz, account_id integer, actor_name text, action text,
  subject_kind text, subject_key text, old jsonb, new jsonb, reason text, trace_id text, acting_for integer
) returns bytea language sql stable as $$
  select sha256(previous || convert_to((jsonb_build_array(
    extract(epoch from recorded_at), extract(epoch from field_at), account_id, actor_name,
    action, subject_kind, subject_key, old, new, reason, trace_id
  ) || case when acting_for is null then '[]'::jsonb else jsonb_build_array(acting_for) end)::text, 'UTF8'))
$$;

create or replace function audit_hash(previous bytea, event audit_events) returns bytea language sql immutable as $$
  select audit_digest(previous, event.recorded_at, event.field_at, event.account_id, event.actor_name, event.action,
    event.subject_kind, event.subject_key, event.old, event.new, event.reason, event.trace_id, event.acting_for)
$$;

-- The one way to write an audit row. Whoever writes to the same chain waits at its row, and goes on from the new head.
create or replace function append_audit_event(
  field_at timestamptz, account_id integer, actor_name text, action text, subject_kind text, subject_key text,
  old jsonb, new jsonb, reason text, trace_id text, acting_for integer default null
) returns void language plpgsql as $$
#variable_conflict use_variable
declare
  chain_no constant integer := abs(hashtext(subject_kind || '/' || subject_key) % 64);
  link audit_chains;
begin
  update audit_chains c set length = c.length + 1, head = audit_digest(c.head, now(), field_at, account_id, actor_name,
      action, subject_kind, subject_key, old, new, reason, trace_id, acting_for)
    where c.shard = chain_no returning c.* into strict link;
  insert into audit_events
    (recorded_at, field_at, account_id, actor_name, action, subject_kind, subject_key, old, new, reason, trace_id,
      acting_for, shard, position, hash)
  values
    (now(), field_at, account_id, actor_name, action, subject_kind, subject_key, old, new, reason, trace_id,
      acting_for, link.shard, link.length, link.head);
end
$$;

-- As 0024_delegations.sql did with the one it replaces: replacing a function takes both away.
do $$
declare
  appender regprocedure;
begin
  select p.oid::regprocedure into strict appender from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.proname = 'append_audit_event' and n.nspname = current_schema();
  execute format('alter function %s security definer', appender);
  execute format('alter function %s set search_path = %I, pg_temp', appender, current_schema());
end
$$;
