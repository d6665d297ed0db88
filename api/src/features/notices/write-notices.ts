import type { Notice, ReminderFacts } from '@ntm/shared/reminders/list-notices'
import { runNamed, type Database } from '../../db/client.js'

const WRITE_NOTICES = {
  name: 'write-notices',
  text: `
    insert into notices
      (unit_id, agency_id, kind, about_id, period, said_for, said_on, deadline, occasion, communes, indicators)
    select n.unit, n.agency, n.kind, n.about, n.period, n.said_for, $1::date, n.deadline, n.occasion,
      n.communes, n.indicators
    from jsonb_to_recordset($2::jsonb) as n (unit int, agency smallint, kind text, about int, period text,
      said_for date, deadline date, occasion text, communes smallint, indicators smallint)
    order by n.period, n.about, n.unit, n.agency, n.kind, n.said_for
    on conflict on constraint said_once do nothing returning id`,
}

/** Keeps what is said on a day. @returns how many were not said before. */
export async function writeNotices(tx: Database, today: string, notices: readonly Notice[]): Promise<number> {
  const rows = notices.map(({ to, saidFor, waiting, ...notice }) => ({
    ...{ ...to, ...notice, said_for: saidFor },
    ...{ communes: waiting?.communes, indicators: waiting?.indicators },
  }))
  return (await runNamed(tx, WRITE_NOTICES, [today, JSON.stringify(rows)])).length
}

const SETTLE_SAID_ANEW = {
  name: 'settle-said-anew',
  text: `
    update notices n set settled_at = now() from notices later
    where n.settled_at is null and later.settled_at is null and later.said_on = $1::date
      and later.about_id = n.about_id and later.period = n.period
      and later.unit_id is not distinct from n.unit_id and later.agency_id is not distinct from n.agency_id
      and (later.said_for, later.id) > (n.said_for, n.id) and (later.kind = n.kind
        or n.kind in ('dueSoon', 'due') and later.kind in ('dueSoon', 'due')
        or n.kind in ('late', 'lateStill') and later.kind in ('late', 'lateStill'))`,
}

const SETTLE_OVER = {
  name: 'settle-over',
  text: `
    update notices n set settled_at = now()
    where n.settled_at is null and (
      n.kind = 'reopeningEnds' and n.deadline < $1::date
      or n.kind in ('dueSoon', 'due', 'late', 'lateStill') and not exists (
        select from unnest($2::text[], $3::date[]) m (period, due_on)
        where m.period = n.period and m.due_on = n.deadline)
      or n.kind = 'evidenceLapsing' and not exists (
        select from unnest($7::int[], $8::date[]) l (unit, valid_to)
        where l.unit = n.about_id and l.valid_to = n.deadline)
      or n.kind = 'evidenceFault' and n.about_id <> all($9::int[])
      or n.kind = 'verificationWaiting' and not exists (
        select from unnest($4::text[], $5::int[], $6::int[]) w (period, agency, superior)
        where w.period = n.period and w.agency = n.agency_id and w.superior = n.about_id))`,
}

/** Closes what a later word stands for, what is over, and what a due day set anew has made wrong. */
export async function settleNotices(
  tx: Database,
  today: string,
  { months, lapsing, faults }: ReminderFacts,
): Promise<void> {
  await runNamed(tx, SETTLE_SAID_ANEW, [today])
  const waiting = months.flatMap(({ period, waiting }) => waiting.map((each) => ({ ...each, period })))
  await runNamed(tx, SETTLE_OVER, [
    ...[today, months.map(({ period }) => period), months.map(({ dueOn }) => dueOn)],
    ...[waiting.map(({ period }) => period), waiting.map(({ agency }) => agency)],
    waiting.map(({ superior }) => superior),
    ...[lapsing.map(({ unit }) => unit), lapsing.map(({ validTo }) => validTo), faults.map(({ unit }) => unit)],
  ])
}
