import { OFFICE_ROLES } from '@ntm/shared/access/roles'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'
import type { FoundNotice } from './queries.js'

const QUEUE_DIGESTS = {
  name: 'queue-digests',
  text: `
    with due as (
      insert into digests (account_id, day, up_to)
      select a.id, $1::date, max(n.id)
      from accounts a
      join role_grants g on g.account_id = a.id and g.valid @> $1::date and g.role = any($2)
      join notices n on n.settled_at is null and (n.unit_id = g.unit_id or n.agency_id = g.agency_id)
      where a.disabled_at is null and a.email is not null and a.wants_digest
        and n.id > coalesce((select max(d.up_to) from digests d where d.account_id = a.id), 0)
        and not exists (select from notice_reads r where r.account_id = a.id and r.notice_id = n.id)
      group by a.id
      on conflict do nothing returning account_id, day
    )
    select graphile_worker.add_job('mail-digest', json_build_object('accountId', account_id, 'day', day),
      job_key := 'digest-' || account_id || '-' || day, max_attempts := 12)
    from due`,
}

/** One mail for each account with an address whose offices have been told something new; where nothing is new, none. */
export async function queueDigests(tx: Database, today: string): Promise<void> {
  await runNamed(tx, QUEUE_DIGESTS, [today, OFFICE_ROLES])
}

export interface Digest {
  email: string
  displayName: string
  notices: FoundNotice[]
}

const CLAIM_DIGEST = {
  name: 'claim-digest',
  text: `
    select a.email, a.display_name "displayName", d.up_to "upTo",
      coalesce((select max(b.up_to) from digests b where b.account_id = d.account_id and b.day < d.day), 0) after
    from digests d join accounts a on a.id = d.account_id
    where d.account_id = $1 and d.day = $2 and d.sent_at is null
      and a.disabled_at is null and a.email is not null and a.wants_digest
    for update of d`,
}

const LIST_DIGEST = {
  name: 'list-digest',
  text: `
    select n.id, n.kind, ${refColumns('u')} unit, case when p.id is not null then ${refColumns('p')} end parent,
      n.period, n.said_for "saidFor", n.said_on "saidOn", n.deadline, n.communes, n.indicators, false "isRead"
    from notices n join units u on u.id = n.about_id left join units p on p.id = u.parent_id
    where n.settled_at is null and n.id > $2 and n.id <= $3
      and not exists (select from notice_reads r where r.account_id = $1 and r.notice_id = n.id)
      and exists (select from role_grants g where g.account_id = $1 and g.valid @> $4::date and g.role = any($5)
        and (g.unit_id = n.unit_id or g.agency_id = n.agency_id))
    order by p.code, u.code, n.id`,
}

/** The digest of a day as things stand now, kept from others until the transaction ends; undefined when it was sent. */
export async function claimDigest(tx: Database, accountId: number, day: string): Promise<Digest | undefined> {
  type Row = Omit<Digest, 'notices'> & { upTo: number; after: number }
  const [row] = await runNamed<Row>(tx, CLAIM_DIGEST, [accountId, day])
  if (!row) return undefined
  const { email, displayName, after, upTo } = row
  const notices = await runNamed<FoundNotice>(tx, LIST_DIGEST, [accountId, after, upTo, day, OFFICE_ROLES])
  return { email, displayName, notices }
}

export async function markSent(tx: Database, accountId: number, day: string): Promise<void> {
  const statement = { name: 'mark-sent', text: 'update digests set sent_at = now() where account_id = $1 and day = $2' }
  await runNamed(tx, statement, [accountId, day])
}
