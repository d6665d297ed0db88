-- Thresholds are confirmed and corrected by a new row, indicators change hands from a day on.

alter table thresholds
  -- Who said so, why and when, on the clock of the field; null: it came with the set.
  add column account_id integer references accounts,
  add column reason text,
  add column recorded_at timestamptz,
  -- Set once, when another takes its place: sheets that were judged by it go on naming it.
  add column replaced_at timestamptz,
  drop constraint thresholds_measure_id_region_unit_id_year_key,
  add check ((recorded_at is null) = (reason is null));

create unique index thresholds_current on thresholds (measure_id, region, unit_id, year) nulls not distinct
  where replaced_at is null;

create function refuse_threshold_rewrite() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.replaced_at is null and new.replaced_at is not null then
    old.replaced_at := new.replaced_at;
    if old is not distinct from new then return new; end if;
  end if;
  raise exception 'threshold % is never rewritten: another takes its place', old.id
    using errcode = 'integrity_constraint_violation';
end
$$;

create trigger thresholds_never_rewritten before update or delete on thresholds
  for each row execute function refuse_threshold_rewrite();

alter table indicator_leads
  -- The ETag of an indicator's agencies is the sum of their versions.
  add column version integer not null default 1,
  add column legal_basis text,
  add column account_id integer references accounts,
  add column reason text,
  add column recorded_at timestamptz;

-- One number that grows with every change of any set: each copy of the service asks for it, and for no more, to know
-- whether the sets that it remembers still hold.
create table criteria_versions (
  id smallint primary key default 1 check (id = 1),
  version integer not null default 1
);
insert into criteria_versions default values;

create function bump_criteria_version() returns trigger language plpgsql as $$
begin
  update criteria_versions set version = version + 1;
  return null;
end
$$;

create trigger criteria_sets_versioned after insert or update or delete on criteria_sets
  for each statement execute function bump_criteria_version();
create trigger indicator_leads_versioned after insert or update or delete on indicator_leads
  for each statement execute function bump_criteria_version();
create trigger thresholds_versioned after insert or update or delete on thresholds
  for each statement execute function bump_criteria_version();

-- Whoever judges a sheet calls this first: from here to the end of the transaction no set changes, and the version is
-- that of the sets that hold. Judging goes on side by side; a change of the sets waits for it, and it for the change.
create function hold_criteria() returns integer language plpgsql as $$
declare
  held integer;
begin
  perform pg_advisory_xact_lock_shared(hashtext('ntm-criteria'));
  select version into strict held from criteria_versions;
  return held;
end
$$;

-- Whoever changes a set calls this first.
create function claim_criteria() returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('ntm-criteria'));
end
$$;
