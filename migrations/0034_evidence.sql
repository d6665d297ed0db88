-- Evidence (minh chứng): documents of a commune, each on a file, attached to measures or criteria of its sheets.

-- What a commune has sent, once for each content. The bytes lie in the store under the hash of what is kept.
create table evidence_files (
  id integer generated always as identity primary key,
  unit_id integer not null references units,
  -- SHA-256 of the bytes as they were sent, by which the same file is known again; a picture is kept re-encoded.
  source_hash bytea not null check (octet_length(source_hash) = 32),
  -- SHA-256 of the bytes as they are kept.
  hash bytea not null check (octet_length(hash) = 32),
  bytes integer not null check (bytes > 0),
  media_type text not null,
  -- WebP of a picture, some 5 kB.
  thumbnail bytea,
  received_at timestamptz not null,
  -- What the nightly check found, by the real clock.
  checked_at timestamptz,
  fault text check (fault in ('missing', 'altered')),
  fault_since timestamptz,
  check ((fault is null) = (fault_since is null)),
  unique (unit_id, source_hash)
);

create index evidence_files_hash on evidence_files (hash);

-- A document: the same file with another number or date is another one.
create table evidence (
  id uuid primary key default gen_random_uuid(),
  unit_id integer not null references units,
  file_id integer not null references evidence_files,
  name text not null check (name <> ''),
  issued_on date,
  number text,
  issuer text,
  valid_from date,
  valid_to date,
  -- The ETag of what is said of it.
  version integer not null default 1,
  received_at timestamptz not null,
  received_by integer references accounts,
  -- Since when nothing is attached to it, by the real clock: after a while it is deleted.
  unused_since timestamptz default now(),
  check (valid_from <= valid_to)
);

create index evidence_unit on evidence (unit_id, received_at desc, id);
create index evidence_file on evidence (file_id);
create index evidence_lapsing on evidence (valid_to) where valid_to is not null;

create table evidence_links (
  id integer generated always as identity primary key,
  sheet_id integer not null references sheets on delete cascade,
  evidence_id uuid not null references evidence,
  measure_id smallint references measures,
  criterion smallint,
  attached_at timestamptz not null,
  attached_by integer references accounts,
  check (num_nonnulls(measure_id, criterion) = 1),
  constraint attached_once unique nulls not distinct (sheet_id, evidence_id, measure_id, criterion)
);

create index evidence_links_evidence on evidence_links (evidence_id);

create function keep_evidence_as_received() returns trigger language plpgsql as $$
begin
  if (new.id, new.unit_id, new.file_id, new.received_at, new.received_by)
      is distinct from (old.id, old.unit_id, old.file_id, old.received_at, old.received_by) then
    raise exception 'evidence % stays as it was received', old.id using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;

create trigger evidence_as_received before update on evidence
  for each row execute function keep_evidence_as_received();

create function keep_file_as_received() returns trigger language plpgsql as $$
begin
  if (new.id, new.unit_id, new.source_hash, new.media_type, new.received_at)
      is distinct from (old.id, old.unit_id, old.source_hash, old.media_type, old.received_at)
    -- Sent again, a picture whose file was lost may be drawn by a newer program.
    or old.fault is null and (new.hash, new.bytes) is distinct from (old.hash, old.bytes) then
    raise exception 'evidence file % stays as it was received', old.id using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;

create trigger evidence_files_as_received before update on evidence_files
  for each row execute function keep_file_as_received();

-- As values: what a month was judged with stays attached to it.
create trigger evidence_links_insert_in_draft after insert on evidence_links
  referencing new table as changed for each statement execute function refuse_frozen_value_change();
create trigger evidence_links_update_in_draft after update on evidence_links
  referencing new table as changed for each statement execute function refuse_frozen_value_change();
create trigger evidence_links_delete_in_draft after delete on evidence_links
  referencing old table as changed for each statement execute function refuse_frozen_value_change();

create function note_evidence_use() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update evidence set unused_since = null where id = new.evidence_id and unused_since is not null;
  else
    update evidence set unused_since = now()
      where id = old.evidence_id and not exists (select from evidence_links where evidence_id = old.evidence_id);
  end if;
  return null;
end
$$;

create trigger evidence_links_note_use after insert or delete on evidence_links
  for each row execute function note_evidence_use();

-- A correction begins with what the number of record rests on. Here, so that no way of beginning one can forget it.
create function carry_evidence_over() returns trigger language plpgsql as $$
begin
  insert into evidence_links (sheet_id, evidence_id, measure_id, criterion, attached_at, attached_by)
    select new.id, l.evidence_id, l.measure_id, l.criterion, l.attached_at, l.attached_by
    from evidence_links l join sheets s on s.id = l.sheet_id
    where s.unit_id = new.unit_id and s.period = new.period and s.revision = new.revision - 1 and new.status = 'draft';
  return null;
end
$$;

create trigger sheets_carry_evidence_over after insert on sheets
  for each row when (new.revision > 1) execute function carry_evidence_over();

-- Files on their way, piece by piece (tus 1.0), for whichever copy of the service gets the next piece. Real clock.
create table uploads (
  id uuid primary key default gen_random_uuid(),
  account_id integer not null references accounts on delete cascade,
  name text not null,
  -- Says that it is the same file, when it is chosen again after a reload; made by the sender.
  fingerprint text,
  length integer not null check (length > 0),
  received integer not null default 0 check (received between 0 and length),
  touched_at timestamptz not null default now(),
  constraint upload_known_again unique (account_id, fingerprint, length)
);

create index uploads_touched on uploads (touched_at);

create table upload_parts (
  upload_id uuid not null references uploads on delete cascade,
  first_byte integer not null,
  bytes bytea not null,
  primary key (upload_id, first_byte)
);

-- Photographs do not get smaller by being compressed again.
alter table upload_parts alter column bytes set storage external;
alter table evidence_files alter column thumbnail set storage external;
