-- Administrative units, never rewritten: a change is a new unit and a succession.

create extension if not exists ltree;
create extension if not exists btree_gist;
create extension if not exists pg_trgm;

create table units (
  id integer generated always as identity primary key,
  uid text not null unique,
  -- General Statistics Office code, leading zeros kept. Reused over time; villages have none of their own.
  code text not null check (kind = 'village' or code ~ '^[0-9]{2,5}$'),
  kind text not null check (kind in ('province', 'district', 'commune', 'village')),
  type text not null check (type in ('tỉnh', 'huyện', 'thành phố', 'xã', 'phường', 'thị trấn', 'thôn', 'làng')),
  name text not null check (name is nfc normalized and name <> ''),
  full_name text not null check (full_name is nfc normalized),
  aliases text[] not null default '{}',
  -- Name and aliases in lower case without marks, as shared/units/search-key.ts makes it.
  search_key text not null,
  parent_id integer references units,
  -- Ids from the province down to the unit itself.
  path ltree not null,
  valid daterange not null check (not isempty(valid)),
  latitude numeric(7, 4),
  longitude numeric(7, 4),
  centroid_quality text,
  -- The programme covers rural communes.
  in_programme boolean not null generated always as (type = 'xã') stored,
  check ((latitude is null) = (longitude is null)),
  check ((kind = 'province') = (parent_id is null)),
  constraint units_code_once_at_a_time exclude using gist (code with =, valid with &&)
);

create index units_path on units using gist (path);
create index units_parent on units (parent_id);
create index units_search on units using gin (search_key gin_trgm_ops);

create table unit_successions (
  from_id integer not null references units,
  to_id integer not null references units,
  happened_on date not null,
  legal_basis text not null,
  primary key (from_id, to_id, happened_on),
  check (from_id <> to_id)
);

create index unit_successions_to on unit_successions (to_id);

-- Chairman (chủ tịch) who answers for the unit's results, by date.
create table accountable_officials (
  unit_id integer not null references units,
  name text not null check (name is nfc normalized),
  title text not null check (title is nfc normalized),
  valid daterange not null,
  constraint one_accountable_official_at_a_time exclude using gist (unit_id with =, valid with &&)
);

create table agencies (
  id smallint generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z0-9]+$'),
  name text not null check (name is nfc normalized)
);

-- "Met 19/19" is arithmetic; recognition (công nhận) is a decision, and the day of the decision is later than the year it is for.
create table recognitions (
  unit_id integer not null references units,
  -- Last day by which the decision is known to stand; its own day where that is known.
  known_by date not null,
  decision_number text,
  source text not null,
  primary key (unit_id, known_by)
);
