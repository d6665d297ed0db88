-- Fails a change that found another version of its record than it was made on. Statements that go out together with the
-- commit (docs/decisions/0027) have nobody to look at how many rows they changed.
create function refuse_stale_version() returns integer language plpgsql as $$
begin
  raise exception 'the record has another version' using errcode = 'NT412';
end
$$;
