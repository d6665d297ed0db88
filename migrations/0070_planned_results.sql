-- Criteria that a commune meets before and after an import, as its check found: which communes are worth opening.
alter table import_sheets
  add column met_before smallint check (met_before between 0 and 30),
  add column met_after smallint check (met_after between 0 and 30);
