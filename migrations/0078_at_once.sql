-- What a change made on what the service remembers asks first (docs/decisions/0027). It fails, and the change with it, where
-- that does not hold; and it waits for nobody: whoever is at it is about to change it.

-- Which database a snapshot is of: a restored or restarted one may give its transactions the same numbers again.
create function changes_database() returns text language sql stable as $$
  select concat('changes'::regclass::oid, '-', extract(epoch from pg_postmaster_start_time()))
$$;

-- Whether something that was committed after one snapshot is not kept any more at the other; `horizon` is that of changes.
create function changes_have_gap(horizon xid8, since pg_snapshot, till pg_snapshot) returns boolean
language sql immutable as $$
  select not pg_visible_in_snapshot(horizon, since) and horizon < pg_snapshot_xmax(till)
    or pg_snapshot_xmax(since) > pg_snapshot_xmax(till)
$$;

create function refuse_remembered() returns void language plpgsql as $$
begin
  raise exception 'what is remembered does not hold' using errcode = 'NT409';
end
$$;

-- Holds the criteria sets as hold_criteria() does, locks the sheet, and tells the moment from which it is known from here on.
-- `since` and `own` are moment and number of the transaction that left the sheet as it is remembered.
create function claim_known_sheet(
  known_criteria integer, known_id integer, known_version integer, known_unit integer, database text, since pg_snapshot,
  own xid8, out moment text, out xid xid8
) language plpgsql as $$
#variable_conflict use_column
declare
  till pg_snapshot;
begin
  if database <> changes_database() or not pg_try_advisory_xact_lock_shared(hashtext('ntm-criteria')) then
    perform refuse_remembered();
  end if;
  if (select version from criteria_versions) is distinct from known_criteria then
    perform refuse_remembered();
  end if;
  perform from sheets where id = known_id and version = known_version for update nowait;
  if not found then
    perform refuse_remembered();
  end if;
  -- Statements of their own: they see what was committed before the lock was there. Whatever a sheet is read from is noted:
  -- of its commune, or of no commune in particular.
  select pg_current_snapshot(), pg_current_xact_id() into till, xid;
  if exists (select from changes_horizon h where changes_have_gap(h.xid, since, till)) or exists (
    select from changes c
    where c.xid >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(c.xid, since) and c.xid <> own
      and (c.unit_id = known_unit or c.unit_id is null or c.kind = 'unit')
  ) then
    perform refuse_remembered();
  end if;
  moment := till;
end
$$;
