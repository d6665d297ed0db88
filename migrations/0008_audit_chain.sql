-- Links audit rows into hash chains, so that an altered, removed or added row is found.
--
-- One chain would make every writer wait for the one before it to commit. There are 64, picked by the record that an
-- event is about; a writer holds its chain from its audit row, the last statement of a change, to the commit.

create table audit_chains (
  shard smallint primary key,
  length bigint not null default 0,
  -- Hash of the latest event; of nothing in an empty chain.
  head bytea not null default sha256('')
);

insert into audit_chains (shard) select generate_series(0, 63);

alter table audit_events
  add column shard smallint,
  add column position bigint,
  add column hash bytea;

-- Everything an event says, in one text that does not depend on a session's settings.
create function audit_hash(previous bytea, event audit_events) returns bytea language sql immutable as $$
  select sha256(previous || convert_to(jsonb_build_array(
    extract(epoch from event.recorded_at), extract(epoch from event.field_at), event.account_id, event.actor_name,
    event.action, event.subject_kind, event.subject_key, event.old, event.new, event.reason, event.trace_id
  )::text, 'UTF8'))
$$;

-- The one way to write an audit row.
create function append_audit_event(
  field_at timestamptz, account_id integer, actor_name text, action text, subject_kind text, subject_key text,
  old jsonb, new jsonb, reason text, trace_id text
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
  event.shard := abs(hashtext(event.subject_kind || '/' || event.subject_key) % 64);

  select * into strict chain from audit_chains where audit_chains.shard = event.shard for update;
  event.position := chain.length + 1;
  event.hash := audit_hash(chain.head, event);
  update audit_chains set length = event.position, head = event.hash where audit_chains.shard = event.shard;
  insert into audit_events
    (recorded_at, field_at, account_id, actor_name, action, subject_kind, subject_key, old, new, reason, trace_id,
      shard, position, hash)
  values
    (event.recorded_at, event.field_at, event.account_id, event.actor_name, event.action, event.subject_kind,
      event.subject_key, event.old, event.new, event.reason, event.trace_id, event.shard, event.position, event.hash);
end
$$;

-- Rows written before there were chains are linked in the order in which they were written.
do $$
declare
  event audit_events;
  chain audit_chains;
begin
  alter table audit_events disable trigger audit_events_append_only;
  for event in select * from audit_events order by id loop
    event.shard := abs(hashtext(event.subject_kind || '/' || event.subject_key) % 64);
    select * into strict chain from audit_chains where audit_chains.shard = event.shard;
    event.hash := audit_hash(chain.head, event);
    update audit_chains set length = chain.length + 1, head = event.hash where audit_chains.shard = event.shard;
    update audit_events set shard = event.shard, position = chain.length + 1, hash = event.hash where id = event.id;
  end loop;
  alter table audit_events enable trigger audit_events_append_only;
end
$$;

alter table audit_events
  alter column shard set not null,
  alter column position set not null,
  alter column hash set not null,
  add constraint audit_events_link unique (shard, position);
