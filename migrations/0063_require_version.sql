-- Fails a change that found another version of its record than it was made on. Statements that go out together with the
-- commit (docs/decisions/0027) have nobody to look at how many rows they changed.
create function refuse_stale_version() returns integer language plpgsql as $$
begin
  raise exception 'the record has another version' using errcode = 'NT412';
end
$$;

-- Units are looked up by code in every request about a sheet; the index that keeps codes apart in time (GiST) takes longer.
create index units_code on units (code);
