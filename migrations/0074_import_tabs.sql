-- A workbook may have a tab a commune: where the figures of a commune stand, to name its cells by. Null: as the import says.
alter table import_sheets
  add column tab text,
  add column columns jsonb;
