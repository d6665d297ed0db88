-- One small row per commune, month and basis: the only table that dashboards read.

create table monthly_results (
  period reporting_period not null,
  basis text not null check (basis in ('reported', 'approved', 'official')),
  unit_id integer not null references units,
  revision smallint not null,
  set_id smallint not null references criteria_sets,
  -- Bit n-1 stands for criterion n; a criterion in neither mask is incomplete.
  met_mask integer not null,
  not_met_mask integer not null,
  met smallint not null generated always as (bit_count(met_mask::bit(32))) stored,
  primary key (period, basis, unit_id),
  check (met_mask & not_met_mask = 0)
);

create index monthly_results_unit on monthly_results (unit_id, basis, period);
