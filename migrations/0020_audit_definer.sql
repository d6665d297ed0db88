-- The application may add to the audit trail but not write in its tables: the one function that appends a row works
-- with the rights of its owner, finds its tables in this schema and nowhere else, and is not for everybody.
do $$
declare
  appender regprocedure;
begin
  for appender in
    select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.proname = 'append_audit_event' and n.nspname = current_schema()
  loop
    execute format('alter function %s security definer', appender);
    execute format('alter function %s set search_path = %I, pg_temp', appender, current_schema());
    execute format('revoke execute on function %s from public', appender);
  end loop;
end
$$;
