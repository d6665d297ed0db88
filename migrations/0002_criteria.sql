-- Criteria sets (bộ tiêu chí), loaded from shared/src/criteria/sets.

create table criteria_sets (
  id smallint generated always as identity primary key,
  code text not null unique,
  level text not null check (level in ('commune')),
  name text not null,
  name_en text not null,
  legal_basis jsonb not null,
  region text not null,
  method text not null check (method in ('every-measure')),
  valid daterange not null,
  constraint one_set_at_a_time exclude using gist (level with =, valid with &&)
);

create table criterion_groups (
  set_id smallint not null references criteria_sets,
  code text not null,
  position smallint not null,
  name text not null,
  name_en text not null,
  primary key (set_id, code)
);

create table criteria (
  set_id smallint not null references criteria_sets,
  number smallint not null check (number between 1 and 30),
  group_code text not null,
  name text not null,
  name_en text not null,
  primary key (set_id, number),
  foreign key (set_id, group_code) references criterion_groups
);

create table indicators (
  set_id smallint not null references criteria_sets,
  code text not null,
  criterion smallint not null,
  position smallint not null,
  name text not null,
  name_en text not null,
  primary key (set_id, code),
  foreign key (set_id, criterion) references criteria
);

-- Agency that verifies an indicator, by date.
create table indicator_leads (
  set_id smallint not null,
  indicator text not null,
  agency_id smallint not null references agencies,
  valid daterange not null,
  foreign key (set_id, indicator) references indicators,
  constraint one_lead_at_a_time exclude using gist (set_id with =, indicator with =, valid with &&)
);

create table measures (
  id smallint generated always as identity primary key,
  set_id smallint not null,
  indicator text not null,
  criterion smallint not null,
  key text not null,
  position smallint not null,
  label text,
  label_en text,
  kind text not null check (kind in ('boolean', 'percent', 'number')),
  unit text,
  comparator text not null check (comparator in ('is', '>=', '<=')),
  allows_not_applicable boolean not null default false,
  unique (set_id, key),
  unique (set_id, position),
  foreign key (set_id, indicator) references indicators,
  check ((kind = 'boolean') = (comparator = 'is')),
  check ((kind = 'boolean') = (unit is null))
);

create table thresholds (
  id integer generated always as identity primary key,
  measure_id smallint not null references measures,
  region text not null,
  unit_id integer references units,
  year smallint check (year between 2000 and 2100),
  -- In the unit of the measure; 1 for a boolean measure.
  value numeric(14, 4) not null check (value >= 0),
  confirmed boolean not null,
  legal_basis text,
  set_by text check (set_by in ('province')),
  note text,
  source text,
  unique nulls not distinct (measure_id, region, unit_id, year)
);
