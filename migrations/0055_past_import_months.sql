-- A file of past years may hold several months: `period` is the first of them.
alter table imports
  add column last_period reporting_period,
  add check (last_period is null or (kind = 'pastResults' and period is not null and last_period >= period));

-- The few months that came by import are asked for by themselves.
create index monthly_results_imported on monthly_results (period, import_id) where import_id is not null;
