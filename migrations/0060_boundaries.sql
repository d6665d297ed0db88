-- Official boundaries (ranh giới chính thức) that an operator loads by file. A set is never rewritten: one that is
-- loaded later for the same day stands in its place.

create table boundary_sets (
  id integer generated always as identity primary key,
  province_id integer not null references units,
  -- First day on which the boundaries hold; the codes of the file are those of that day.
  valid_from date not null,
  source text not null check (source is nfc normalized and source <> ''),
  decision text not null check (decision is nfc normalized and decision <> ''),
  file_sha256 bytea not null check (octet_length(file_sha256) = 32),
  loaded_at timestamptz not null,
  -- The same file for the same day is loaded once.
  unique (province_id, valid_from, file_sha256, source, decision)
);

create table unit_boundaries (
  set_id integer not null references boundary_sets,
  unit_id integer not null references units,
  -- Polygons of rings of [longitude, latitude] in degrees (WGS 84), simplified for drawing: neighbours share every point.
  area jsonb not null check (jsonb_typeof(area) = 'array' and jsonb_array_length(area) > 0),
  primary key (set_id, unit_id)
);

create index unit_boundaries_unit on unit_boundaries (unit_id);
