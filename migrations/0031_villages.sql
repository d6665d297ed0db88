-- Villages (thôn, làng): units below a commune, kept by the commune, and the figures that it collects from them.

-- A village has no code of the General Statistics Office: its commune's and a running number, never used again.
alter table units add constraint units_village_code check (kind <> 'village' or code ~ '^[0-9]{2,5}-[0-9]{2,3}$');
alter table units add constraint units_village_type check ((kind = 'village') = (type in ('thôn', 'làng')));

create table villages (
  unit_id integer primary key references units,
  -- The ETag: grows by one with every change.
  version integer not null default 1,
  -- Decision by which it began and by which it ended, where one is known.
  begun_basis text check (begun_basis is nfc normalized),
  ended_basis text check (ended_basis is nfc normalized)
);

-- A count holds until the next one.
create table village_households (
  village_id integer not null references villages,
  counted_on date not null,
  households integer not null check (households between 0 and 100000),
  primary key (village_id, counted_on)
);

-- Especially difficult (đặc biệt khó khăn) by a decision, from a day to a day.
create table village_hardships (
  village_id integer not null references villages,
  decision text not null check (decision is nfc normalized and decision <> ''),
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  constraint one_hardship_at_a_time exclude using gist (village_id with =, valid with &&)
);

-- Measures of which the sheet's value is the sum of its village figures.
alter table sheets add column village_measures smallint[] not null default '{}';

create table village_figures (
  year smallint not null,
  sheet_id integer not null references sheets on delete cascade,
  measure_id smallint not null references measures,
  village_id integer not null references units,
  -- 0 of 0: the village has none of those that the measure counts.
  numerator numeric(14, 4) not null check (numerator >= 0),
  denominator numeric(14, 4) not null,
  primary key (year, sheet_id, measure_id, village_id),
  check (numerator <= denominator)
) partition by list (year);

do $$
begin
  for y in 2010..2045 loop
    execute format('create table village_figures_%s partition of village_figures for values in (%s)', y, y);
  end loop;
end
$$;

create trigger village_figures_insert_in_draft after insert on village_figures
  referencing new table as changed for each statement execute function refuse_frozen_value_change();
create trigger village_figures_update_in_draft after update on village_figures
  referencing new table as changed for each statement execute function refuse_frozen_value_change();
create trigger village_figures_delete_in_draft after delete on village_figures
  referencing old table as changed for each statement execute function refuse_frozen_value_change();
