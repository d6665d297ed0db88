-- What offices are told of (thông báo): reminders, escalations, sheets sent back. An office is that of a unit, or an
-- agency; whoever works for it reads what it is told.

create table notices (
  id bigint generated always as identity primary key,
  unit_id integer references units,
  agency_id smallint references agencies,
  kind text not null check (kind in (
    'returned', 'due', 'dueSoon', 'reopeningEnds', 'late', 'lateStill', 'verificationWaiting')),
  -- The unit and the month that it is about.
  about_id integer not null references units,
  period reporting_period not null,
  -- Day on which it was to be said, and day on which it was: later after a stop of the service.
  said_for date not null,
  said_on date not null check (said_on >= said_for),
  -- Last day for what is asked.
  deadline date,
  -- Which return of the sheet, by revision and submission.
  occasion text not null default '',
  -- What waits for a department.
  communes smallint,
  indicators smallint,
  -- Set when it holds no longer: the sheet was sent, or something later was said of it. By the real clock.
  settled_at timestamptz,
  check (num_nonnulls(unit_id, agency_id) = 1),
  constraint said_once unique nulls not distinct (unit_id, agency_id, kind, about_id, period, said_for, occasion)
);

create index notices_unit on notices (unit_id, id) where settled_at is null;
create index notices_agency on notices (agency_id, id) where settled_at is null;
create index notices_about on notices (about_id, period) where settled_at is null;

create table notice_reads (
  account_id integer not null references accounts,
  notice_id bigint not null references notices on delete cascade,
  -- On the clock of the field.
  read_at timestamptz not null,
  primary key (account_id, notice_id)
);

create index notice_reads_notice on notice_reads (notice_id);

-- A commune learns at once that its sheet came back, and of what is done nobody is reminded any more. Here and not in
-- the daily job, so that no way of moving a sheet can forget it.
create function tell_sheet_move() returns trigger language plpgsql as $$
begin
  update notices set settled_at = now()
    where about_id = new.unit_id and period = new.period and settled_at is null and (
      kind = 'returned'
      or kind in ('due', 'dueSoon', 'late', 'lateStill', 'reopeningEnds') and new.status not in ('draft', 'returned'));
  if new.status = 'returned' then
    insert into notices (unit_id, kind, about_id, period, said_for, said_on, occasion)
      select new.unit_id, 'returned', new.unit_id, new.period, day, day, new.revision || '.' || new.submissions
      from (select (coalesce(new.reviewed_at, new.updated_at) at time zone 'Asia/Ho_Chi_Minh')::date as day) returned
      on conflict do nothing;
  end if;
  return null;
end
$$;

create trigger sheets_told_on_insert after insert on sheets
  for each row when (new.status = 'returned') execute function tell_sheet_move();
create trigger sheets_told_on_move after update on sheets
  for each row when (new.status <> old.status) execute function tell_sheet_move();
