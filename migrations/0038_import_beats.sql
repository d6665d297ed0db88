-- A job that died with its process is found by its beat and begun again.
alter table imports add column beat_at timestamptz not null default now();
create index imports_under_way on imports (beat_at) where state in ('queued', 'running');
