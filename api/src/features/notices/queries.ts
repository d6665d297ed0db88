import type { NoticeKind } from '@ntm/shared/reminders/list-notices'
import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'
import type { Offices } from './offices.js'

export interface FoundNotice {
  id: number
  kind: NoticeKind
  unit: UnitRef
  parent: UnitRef | null
  period: string
  saidFor: string
  saidOn: string
  deadline: string | null
  communes: number | null
  indicators: number | null
  isRead: boolean
}

/** Needs `$1`, the account, `$2`, the units and `$3`, the agencies that it works for. */
const OWN = `
  from (
    select * from notices where settled_at is null and unit_id = any($2::int[])
    union all
    select * from notices where settled_at is null and agency_id = any($3::smallint[])
  ) n
  left join notice_reads r on r.notice_id = n.id and r.account_id = $1`

const LIST_NOTICES = {
  name: 'list-notices',
  text: `
    select n.id, n.kind, ${refColumns('u')} unit, case when p.id is not null then ${refColumns('p')} end parent,
      n.period, n.said_for "saidFor", n.said_on "saidOn", n.deadline, n.communes, n.indicators,
      r.account_id is not null "isRead"
    ${OWN} join units u on u.id = n.about_id left join units p on p.id = u.parent_id
    where $4::boolean is null or (r.account_id is not null, -n.id) > ($4, -$5::bigint)
    order by r.account_id is not null, n.id desc limit $6`,
}

export interface NoticeFilter {
  accountId: number
  offices: Offices
  /** The last notice of the page before. */
  after: { isRead: boolean; id: number } | undefined
  limit: number
}

/** What still holds, unread first, then latest first; one more than asked for when a page follows. */
export async function listNotices(db: Database, filter: NoticeFilter): Promise<FoundNotice[]> {
  const { accountId, offices, after, limit } = filter
  const place = [accountId, offices.unitIds, offices.agencyIds]
  return runNamed<FoundNotice>(db, LIST_NOTICES, [...place, after?.isRead ?? null, after?.id ?? null, limit + 1])
}

const COUNT_UNREAD = {
  name: 'count-unread-notices',
  text: `select count(*)::int unread ${OWN} where r.account_id is null`,
}

export async function countUnread(db: Database, accountId: number, offices: Offices): Promise<number> {
  const [row] = await runNamed<{ unread: number }>(db, COUNT_UNREAD, [accountId, offices.unitIds, offices.agencyIds])
  return row?.unread ?? 0
}

const MARK_READ = {
  name: 'mark-notices-read',
  text: `
    insert into notice_reads (account_id, notice_id, read_at)
    select $1, n.id, $4::timestamptz ${OWN} where r.account_id is null and n.id between $5 and $6
    on conflict do nothing returning notice_id id`,
}

/** Notices `from` … `to` of one's offices that are not read yet. @returns those marked now. */
export async function markRead(
  tx: Database,
  { accountId, offices, at, from, to }: { accountId: number; offices: Offices; at: Date; from: number; to: number },
): Promise<number[]> {
  const values = [accountId, offices.unitIds, offices.agencyIds, at, from, to]
  return (await runNamed<{ id: number }>(tx, MARK_READ, values)).map(({ id }) => id)
}

const IS_OWN = {
  name: 'is-own-notice',
  text: `select from notices where id = $1 and (unit_id = any($2::int[]) or agency_id = any($3::smallint[]))`,
}

/** Whether one of these offices was told it; also when it holds no longer. */
export async function isOwnNotice(db: Database, id: number, offices: Offices): Promise<boolean> {
  return (await runNamed(db, IS_OWN, [id, offices.unitIds, offices.agencyIds])).length > 0
}
