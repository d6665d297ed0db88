-- Whether a file that comes again would say something new is told by what stands, not by the files that came before.
alter table import_sheets
  -- Version of the commune's sheet once the file was applied, whether it wrote there or found all of it standing.
  add column stood_version integer,
  -- Version that the sheet got when the import was undone.
  add column undone_version integer;

update import_sheets s set undone_version = s.version + 1
from imports i where i.id = s.import_id and i.state = 'undone' and s.sheet_id is not null;

create index import_sheets_written on import_sheets (sheet_id, version) where sheet_id is not null;
