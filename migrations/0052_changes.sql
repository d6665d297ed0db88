-- What changed, for open pages that follow (docs/decisions/0025): where, never what to. Kept for two hours.

create table changes (
  -- Numbers are not given in the order of commits: a reader tells by the transaction whether a row is new to him.
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  kind text not null check (kind in ('sheet', 'verdict', 'evidence', 'notice', 'result', 'period', 'unit', 'criteria')),
  -- No foreign keys: every save of a sheet would pay for them, and neither units nor agencies are ever removed.
  unit_id integer,
  agency_id smallint,
  period reporting_period,
  -- The ETag that a sheet has now.
  version integer,
  -- Whether figures or progress that everybody may see have changed; else it is for those who see work under way.
  is_public boolean not null
);

create index changes_xid on changes (xid);

-- One row: the latest transaction of which nothing is kept any more. Whoever has not seen it has missed something.
create table changes_horizon (
  xid xid8 not null
);

insert into changes_horizon values (pg_current_xact_id());

-- By the database and not by the service: no way of changing a sheet, no job and no statement by hand can forget it.
-- Row by row: a save writes one row here, and that costs less than collecting the rows of a statement first.
create function note_sheet_change() returns trigger language plpgsql as $$
begin
  insert into changes (kind, unit_id, period, version, is_public)
    values ('sheet', new.unit_id, new.period, new.version,
      tg_op = 'INSERT' or new.status <> old.status or new.status in ('approved', 'consolidated'));
  return null;
end
$$;

create trigger sheets_noted after insert or update on sheets for each row execute function note_sheet_change();

create function note_verdict() returns trigger language plpgsql as $$
begin
  insert into changes (kind, unit_id, period, is_public)
    select 'verdict', s.unit_id, s.period, s.status in ('approved', 'consolidated')
    from sheets s where s.id = coalesce(new.sheet_id, old.sheet_id);
  return null;
end
$$;

create trigger verifications_noted after insert or update or delete on verifications
  for each row execute function note_verdict();

create function note_evidence() returns trigger language plpgsql as $$
begin
  insert into changes (kind, unit_id, period, is_public)
    select 'evidence', s.unit_id, s.period, s.status in ('approved', 'consolidated')
    from sheets s where s.id = coalesce(new.sheet_id, old.sheet_id);
  return null;
end
$$;

create trigger evidence_links_noted after insert or delete on evidence_links
  for each row execute function note_evidence();

create function note_notice() returns trigger language plpgsql as $$
begin
  insert into changes (kind, unit_id, agency_id, period, is_public)
    values ('notice', new.unit_id, new.agency_id, new.period, false);
  return null;
end
$$;

create trigger notices_noted_on_insert after insert on notices for each row execute function note_notice();
create trigger notices_noted_on_settling after update of settled_at on notices
  for each row when (new.settled_at is distinct from old.settled_at) execute function note_notice();

create function note_past_results() returns trigger language plpgsql as $$
begin
  insert into changes (kind, period, is_public) select distinct 'result', period, true from changed;
  return null;
end
$$;

create trigger past_results_noted_on_insert after insert on past_results
  referencing new table as changed for each statement execute function note_past_results();
create trigger past_results_noted_on_delete after delete on past_results
  referencing old table as changed for each statement execute function note_past_results();

create function note_period() returns trigger language plpgsql as $$
begin
  insert into changes (kind, period, is_public) values ('period', new.period, true);
  return null;
end
$$;

create trigger periods_noted after insert or update on periods for each row execute function note_period();
create trigger consolidations_noted after insert on consolidations for each row execute function note_period();

create function note_unit() returns trigger language plpgsql as $$
begin
  insert into changes (kind, unit_id, is_public) values ('unit', new.id, true);
  return null;
end
$$;

create trigger units_noted after insert or update on units for each row execute function note_unit();

create function note_official() returns trigger language plpgsql as $$
begin
  insert into changes (kind, unit_id, is_public) values ('unit', coalesce(new.unit_id, old.unit_id), true);
  return null;
end
$$;

create trigger accountable_officials_noted after insert or update or delete on accountable_officials
  for each row execute function note_official();

create function note_criteria() returns trigger language plpgsql as $$
begin
  insert into changes (kind, is_public) values ('criteria', true);
  return null;
end
$$;

create trigger thresholds_noted after insert or update on thresholds
  for each statement execute function note_criteria();
create trigger criteria_sets_noted after insert or update on criteria_sets
  for each statement execute function note_criteria();
