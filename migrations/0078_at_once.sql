-- What a change made on what the service remembers calls first (docs/decisions/0027): each of these fails, and the change
-- with it, where that does not hold. None waits for anybody: whoever is at it is about to change it.

create function refuse_remembered() returns boolean language plpgsql as $$
begin
  raise exception 'what is remembered does not hold' using errcode = 'NT409';
end
$$;

-- As hold_criteria() does.
create function hold_known_criteria(known_version integer) returns void language plpgsql as $$
begin
  if not pg_try_advisory_xact_lock_shared(hashtext('ntm-criteria')) then
    perform refuse_remembered();
  end if;
  if (select version from criteria_versions) is distinct from known_version then
    perform refuse_remembered();
  end if;
end
$$;

create function claim_known_sheet(known_id integer, known_version integer) returns void language plpgsql as $$
begin
  perform from sheets where id = known_id and version = known_version for update nowait;
  if not found then
    perform refuse_remembered();
  end if;
end
$$;
