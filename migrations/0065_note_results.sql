-- Figures are counted again where a change is noted (docs/decisions/0029), so everything that they rest on is noted,
-- by whatever way it changes; sheets and units are already.

-- A result is asked for by month, basis and commune: neighbours then lie together, and one index less is written.
drop index monthly_results_unit;

-- One more column, to see whether a transaction has noted a commune already.
create index changes_of_transaction on changes (xid, unit_id);
drop index changes_xid;

create function note_result() returns trigger language plpgsql as $$
declare
  result monthly_results := case when tg_op = 'DELETE' then old else new end;
begin
  if not exists (
    select from changes
    where xid = pg_current_xact_id() and unit_id = result.unit_id and period = result.period and kind in ('sheet', 'result')
  ) and not exists (
    select from changes where xid = pg_current_xact_id() and unit_id is null and period = result.period and kind = 'result'
  ) then
    insert into changes (kind, unit_id, period, is_public) values ('result', result.unit_id, result.period, true);
  end if;
  return null;
end
$$;

-- At the end of the transaction: by then the sheet that moved, or the import, has said where.
create constraint trigger monthly_results_noted after insert or delete on monthly_results
  deferrable initially deferred for each row execute function note_result();
create constraint trigger monthly_results_noted_on_update after update on monthly_results
  deferrable initially deferred for each row when (old is distinct from new) execute function note_result();

create function note_recognition() returns trigger language plpgsql as $$
begin
  insert into changes (kind, unit_id, is_public) values ('unit', coalesce(new.unit_id, old.unit_id), true);
  return null;
end
$$;

create trigger recognitions_noted after insert or update or delete on recognitions
  for each row execute function note_recognition();

-- The service never does what follows; a hand in the database may, to put something right.

create function note_place_left() returns trigger language plpgsql as $$
begin
  insert into changes (kind, unit_id, period, is_public) values ('result', old.unit_id, old.period, true);
  return null;
end
$$;

create trigger sheets_noted_on_delete after delete on sheets
  for each row execute function note_place_left();
create trigger sheets_noted_on_leaving after update of unit_id, period on sheets
  for each row execute function note_place_left();
create trigger monthly_results_noted_on_leaving after update of unit_id, period on monthly_results
  for each row execute function note_place_left();

create function note_everything() returns trigger language plpgsql as $$
begin
  insert into changes (kind, is_public) values ('unit', true);
  return null;
end
$$;

create trigger sheets_noted_on_truncate after truncate on sheets
  for each statement execute function note_everything();
create trigger monthly_results_noted_on_truncate after truncate on monthly_results
  for each statement execute function note_everything();
create trigger recognitions_noted_on_truncate after truncate on recognitions
  for each statement execute function note_everything();
create trigger units_noted_on_removal after delete or truncate on units
  for each statement execute function note_everything();
