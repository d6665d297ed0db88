-- Why the job of an undoing did nothing, as it is told to whoever asked for it: {code, message}.
alter table imports add column undo_refused jsonb;
