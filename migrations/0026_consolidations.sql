-- Consolidation (tổng hợp) of a month and its corrections, and what departments say of indicators.

alter table periods
  -- The ETag: grows whenever the days are set, the month is consolidated, or a sheet of a consolidated month moves.
  add column version integer not null default 1;

create table consolidations (
  period reporting_period not null references periods,
  -- 1 is the first; each one after it has the next number.
  number smallint not null check (number >= 1),
  consolidated_at timestamptz not null,
  account_id integer references accounts,
  note text,
  primary key (period, number)
);

-- What became the number of record, on every basis: nothing changes it, a correction is a row of the next revision.
create table consolidated_results (
  period reporting_period not null,
  unit_id integer not null references units,
  revision smallint not null,
  number smallint not null,
  sheet_id integer not null references sheets,
  set_id smallint not null references criteria_sets,
  reported_met_mask integer not null,
  reported_not_met_mask integer not null,
  approved_met_mask integer not null,
  approved_not_met_mask integer not null,
  met_mask integer not null,
  not_met_mask integer not null,
  -- Indicators that a department had rejected: not met in the number of record.
  rejected text[] not null default '{}',
  primary key (period, unit_id, revision),
  foreign key (period, number) references consolidations,
  check (met_mask & not_met_mask = 0)
);

-- Communes of the programme that had no approved sheet when the month was consolidated.
create table consolidation_gaps (
  period reporting_period not null,
  number smallint not null,
  unit_id integer not null references units,
  status text not null check (status in ('notStarted', 'draft', 'submitted', 'returned')),
  primary key (period, number, unit_id),
  foreign key (period, number) references consolidations
);

create function refuse_record_change() returns trigger language plpgsql as $$
begin
  raise exception '% is kept for good', tg_table_name using errcode = 'integrity_constraint_violation';
end
$$;

create trigger consolidations_for_good before update or delete or truncate on consolidations
  for each statement execute function refuse_record_change();
create trigger consolidated_results_for_good before update or delete or truncate on consolidated_results
  for each statement execute function refuse_record_change();
create trigger consolidation_gaps_for_good before update or delete or truncate on consolidation_gaps
  for each statement execute function refuse_record_change();

-- Months consolidated before there was a record of it.
insert into consolidations (period, number, consolidated_at)
  select period, 1, consolidated_at from periods where consolidated_at is not null;

insert into consolidated_results
  (period, unit_id, revision, number, sheet_id, set_id, reported_met_mask, reported_not_met_mask,
    approved_met_mask, approved_not_met_mask, met_mask, not_met_mask)
  select o.period, o.unit_id, o.revision, 1, s.id, o.set_id, s.met_mask, s.not_met_mask,
    a.met_mask, a.not_met_mask, o.met_mask, o.not_met_mask
  from monthly_results o
  join consolidations c on c.period = o.period
  join sheets s on s.unit_id = o.unit_id and s.period = o.period and s.revision = o.revision
  join monthly_results a on a.period = o.period and a.unit_id = o.unit_id and a.basis = 'approved'
  where o.basis = 'official';

alter table sheets
  -- Last day on which a sheet of a locked or consolidated month takes edits, because the province opened it again.
  add column reopened_until date,
  add column reopened_reason text,
  add column reopened_by integer references accounts,
  add check ((reopened_until is null) = (reopened_reason is null)),
  -- A second revision was first submitted when the first was: on time or late is decided once.
  drop constraint sheets_check1,
  add check (submissions = 0 or first_submitted_at is not null);

-- What the department in charge says of an indicator of a sheet (xác nhận của ngành); the trail keeps what it said before.
create table verifications (
  sheet_id integer not null references sheets on delete cascade,
  indicator text not null,
  -- As the sheet has them: a rejection stands in later months too, until a later value is confirmed.
  unit_id integer not null references units,
  period reporting_period not null,
  verdict text not null check (verdict in ('confirmed', 'rejected')),
  reason text,
  agency_id smallint not null references agencies,
  account_id integer not null references accounts,
  verified_at timestamptz not null,
  -- Whether the commune has changed the answers since.
  is_outdated boolean not null default false,
  primary key (sheet_id, indicator),
  check (verdict = 'confirmed' or reason is not null)
);

create index verifications_place on verifications (unit_id, indicator, period);
create index verifications_rejected on verifications (unit_id, period) where verdict = 'rejected';

create function refuse_consolidated_verification() returns trigger language plpgsql as $$
begin
  if exists (
    select from changed join sheets on sheets.id = changed.sheet_id where sheets.status = 'consolidated'
  ) then
    raise exception 'verifications of a consolidated sheet are kept for good'
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end
$$;

create trigger verifications_insert_before_record after insert on verifications
  referencing new table as changed for each statement execute function refuse_consolidated_verification();
create trigger verifications_update_before_record after update on verifications
  referencing new table as changed for each statement execute function refuse_consolidated_verification();
create trigger verifications_delete_before_record after delete on verifications
  referencing old table as changed for each statement execute function refuse_consolidated_verification();
