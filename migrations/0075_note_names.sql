-- Sheets and figures are shown with names of people and agencies, and are remembered (docs/decisions/0027, 0029): a new
-- name is noted as well, as something of every unit.

create function note_name() returns trigger language plpgsql as $$
begin
  insert into changes (kind, is_public) values ('unit', true);
  return null;
end
$$;

create trigger accounts_noted_on_renaming after update of display_name on accounts
  for each row when (new.display_name is distinct from old.display_name) execute function note_name();
create trigger agencies_noted_on_renaming after update of name on agencies
  for each row when (new.name is distinct from old.name) execute function note_name();
