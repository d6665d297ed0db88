-- Boundaries that were in force may be put back: the same file again is a new set when another has come between.
alter table boundary_sets drop constraint boundary_sets_province_id_valid_from_file_sha256_source_dec_key;

-- A set is never rewritten: which boundaries stood on a map can always be told.
create trigger boundary_sets_for_good before update or delete or truncate on boundary_sets
  for each statement execute function refuse_record_change();
create trigger unit_boundaries_for_good before update or delete or truncate on unit_boundaries
  for each statement execute function refuse_record_change();
