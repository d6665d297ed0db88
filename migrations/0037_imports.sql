-- Figures that come in by file (nhập từ tệp): sheets of a month, and results of years before this system.

create table imports (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('sheets', 'pastResults')),
  state text not null check (state in ('queued', 'running', 'checked', 'succeeded', 'failed', 'undone')),
  -- What is being done with it, or was last.
  step text not null check (step in ('check', 'apply', 'undo')),
  -- Whether it stops once it is checked, until somebody says to go on.
  is_dry_run boolean not null,
  -- The ETag: grows with every change of the state.
  version integer not null default 1,
  file_name text not null,
  format text not null check (format in ('xlsx', 'csv')),
  bytes integer not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  account_id integer not null references accounts,
  -- Whose role was used, where it was handed on (ký thay).
  acting_for integer references accounts,
  -- Unit that the sender's role is held for: those above it see the import too.
  scope_id integer not null references units,
  trace_id text not null,
  -- What the file says it is about; null until it is read.
  period reporting_period,
  sheet_name text,
  -- Column letters by the field that stands there, to name a cell by.
  columns jsonb,
  rows integer not null default 0,
  -- Figures read, communes that they are of, and communes in which something was written.
  figures integer not null default 0,
  units integer not null default 0,
  changed integer not null default 0,
  -- How far the present step is.
  done integer not null default 0,
  total integer not null default 0,
  -- At most as many as a person could read; `error_count` counts them all.
  errors jsonb not null default '[]',
  error_count integer not null default 0,
  -- Of past results: what they were taken from, and its day; whether they take the place of others.
  source text,
  source_date date,
  replaces boolean not null default false,
  created_at timestamptz not null,
  finished_at timestamptz,
  check ((kind = 'pastResults') = (source is not null)),
  check ((source is null) = (source_date is null))
);

create index imports_account on imports (account_id, created_at desc);
create index imports_hash on imports (sha256);
create index imports_created on imports (created_at desc);

-- In the database, so that every copy of the worker can read it and a back-up has it.
create table import_files (
  import_id uuid primary key references imports on delete cascade,
  content bytea not null
);

-- What was read from a file, until it is applied: one row a figure, one row a commune.
create table import_values (
  import_id uuid not null references imports on delete cascade,
  unit_code text not null,
  measure_key text not null,
  row integer not null,
  value numeric,
  numerator numeric,
  denominator numeric,
  not_applicable boolean,
  note text,
  primary key (import_id, unit_code, measure_key)
);

create table import_sheets (
  import_id uuid not null references imports on delete cascade,
  unit_code text not null,
  row integer not null,
  -- Version of the sheet that the file was made from; null: the file does not say.
  base_version integer,
  -- Set when it is applied, to be able to undo it: what was written, and what stood there before.
  sheet_id integer references sheets,
  key text,
  version integer,
  before jsonb,
  old jsonb,
  new jsonb,
  primary key (import_id, unit_code)
);

-- Results of past years as they were imported, kept also when another import takes their place.
create table past_results (
  import_id uuid not null references imports,
  period reporting_period not null,
  unit_id integer not null references units,
  set_id smallint not null references criteria_sets,
  met_mask integer not null,
  not_met_mask integer not null,
  -- Set where only the number of criteria met is known.
  count_only smallint check (count_only between 0 and 30),
  primary key (import_id, period, unit_id),
  check (met_mask & not_met_mask = 0),
  check (count_only is null or (met_mask = 0 and not_met_mask = 0))
);

-- Dashboards read past results where they read all others.
alter table monthly_results
  -- The import that it came by; null: from a sheet.
  add column import_id uuid references imports,
  -- Criteria met, where it is not known which: then neither mask says anything.
  add column count_only smallint check (count_only between 0 and 30),
  drop column met;

alter table monthly_results
  add column met smallint not null generated always as (coalesce(count_only, bit_count(met_mask::bit(32)))) stored,
  add check (count_only is null or (import_id is not null and met_mask = 0 and not_met_mask = 0)),
  add check (import_id is null or basis = 'official');
