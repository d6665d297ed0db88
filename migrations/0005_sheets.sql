-- Monthly sheets (phiếu đánh giá) of communes.

create domain reporting_period as text collate "C" check (value ~ '^[12][0-9]{3}-(0[1-9]|1[0-2])$');

-- Only months whose days were set by hand or that were consolidated have a row; the rest follow the default calendar.
create table periods (
  period reporting_period primary key,
  due_on date not null,
  locks_on date not null,
  consolidated_at timestamptz,
  check (locks_on >= due_on)
);

create sequence receipt_numbers;

create table sheets (
  id integer generated always as identity primary key,
  unit_id integer not null references units,
  period reporting_period not null,
  revision smallint not null default 1 check (revision >= 1),
  set_id smallint not null references criteria_sets,
  status text not null check (status in ('draft', 'submitted', 'returned', 'approved', 'consolidated')),
  -- The ETag: grows by one with every change.
  version integer not null default 1,
  answered smallint not null default 0,
  -- Criteria met and not met by the commune's own values: bit n-1 stands for criterion n.
  met_mask integer not null default 0,
  not_met_mask integer not null default 0,
  -- Everyone who wrote in it, latest last: none of them may review it.
  author_ids integer[] not null default '{}',
  first_submitted_at timestamptz,
  submitted_at timestamptz,
  submissions smallint not null default 0,
  receipt text unique,
  reviewed_at timestamptz,
  reviewed_by integer references accounts,
  review_action text check (review_action in ('return', 'approve')),
  review_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (unit_id, period, revision),
  check (met_mask & not_met_mask = 0),
  check ((submissions = 0) = (first_submitted_at is null)),
  check (status not in ('submitted', 'approved') or submitted_at is not null)
);

create index sheets_period on sheets (period, unit_id);

-- Every value of every month: narrow rows, one partition a year.
create table sheet_values (
  year smallint not null,
  sheet_id integer not null references sheets on delete cascade,
  measure_id smallint not null references measures,
  -- 1 or 0 for a boolean measure. With a numerator and a denominator it is their percentage rounded for reading;
  -- results are judged on the ratio itself.
  value numeric(14, 4),
  numerator numeric(14, 4),
  denominator numeric(14, 4),
  not_applicable boolean not null default false,
  result text not null check (result in ('met', 'notMet', 'missing', 'notApplicable')),
  -- The threshold it was judged by.
  threshold_id integer not null references thresholds,
  note text,
  primary key (year, sheet_id, measure_id),
  check ((numerator is null) = (denominator is null)),
  check (denominator is null or (denominator > 0 and numerator between 0 and denominator)),
  check (value >= 0),
  check (not (not_applicable and value is not null))
) partition by list (year);

do $$
begin
  for y in 2010..2045 loop
    execute format('create table sheet_values_%s partition of sheet_values for values in (%s)', y, y);
  end loop;
end
$$;

-- What a person wrote about a criterion, and the district's overruling. Criteria without words have no row.
create table sheet_criteria (
  sheet_id integer not null references sheets on delete cascade,
  number smallint not null,
  obstacle text,
  remedy text,
  remedy_due_on date,
  explanation text,
  overruled_result text check (overruled_result in ('met', 'notMet', 'incomplete')),
  overruled_reason text,
  overruled_by integer references accounts,
  primary key (sheet_id, number),
  check ((overruled_result is null) = (overruled_reason is null))
);

-- Each submission as it was: what the receipt stands for, and what a reviewer compares with.
create table sheet_submissions (
  sheet_id integer not null references sheets on delete cascade,
  number smallint not null,
  receipt text not null unique,
  submitted_at timestamptz not null,
  submitted_by integer references accounts,
  -- { measure key: [value, numerator, denominator, not applicable, result] }
  answers jsonb not null,
  met_mask integer not null,
  not_met_mask integer not null,
  primary key (sheet_id, number)
);

-- Indicators sent back, with the reason, by the submission that they were found in.
create table sheet_returns (
  sheet_id integer not null references sheets on delete cascade,
  submission smallint not null,
  indicator text not null,
  reason text not null,
  primary key (sheet_id, submission, indicator)
);

-- A consolidated sheet is the number of record: a correction is a new revision.
create function refuse_consolidated_sheet_change() returns trigger language plpgsql as $$
begin
  if old.status = 'consolidated' then
    raise exception 'sheet % is consolidated', old.id using errcode = 'integrity_constraint_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;

create trigger sheets_consolidated_for_good before update or delete on sheets
  for each row execute function refuse_consolidated_sheet_change();

create function refuse_frozen_value_change() returns trigger language plpgsql as $$
begin
  if exists (
    select from changed join sheets on sheets.id = changed.sheet_id where sheets.status not in ('draft', 'returned')
  ) then
    raise exception 'values of a sheet change only while it is a draft or returned'
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end
$$;

create trigger sheet_values_insert_in_draft after insert on sheet_values
  referencing new table as changed for each statement execute function refuse_frozen_value_change();
create trigger sheet_values_update_in_draft after update on sheet_values
  referencing new table as changed for each statement execute function refuse_frozen_value_change();
create trigger sheet_values_delete_in_draft after delete on sheet_values
  referencing old table as changed for each statement execute function refuse_frozen_value_change();
