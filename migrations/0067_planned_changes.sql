-- Figures that an import would change in the sheet of a commune, as its check found: shown before anything is written.
alter table import_sheets add column would_change integer check (would_change >= 0);
