import { lastDayOf } from '@ntm/shared/periods/period'
import { runNamed, type Database } from '../../db/client.js'
import { latestVersion } from './queries.js'

const PIN_VERSIONS = {
  name: 'pin-import-versions',
  text: `
    update import_sheets i set base_version = ${latestVersion('i.unit_code', '$2', '$3::date')}
    where i.import_id = $1 and i.base_version is null`,
}

/** Holds a file that tells no versions to those that its check sees: what somebody types after it is not overwritten. */
export async function pinVersions(db: Database, id: string, period: string): Promise<void> {
  await runNamed(db, PIN_VERSIONS, [id, period, lastDayOf(period)])
}

const LEAVE_OWN = {
  name: 'leave-own-versions',
  // Every change of a sheet counts its version up by one: where as many came by files of the sender, nobody else had a hand in it.
  text: `
    update import_sheets i set base_version = s.version
    from units u
    join lateral (
      select id, version from sheets where unit_id = u.id and period = $2 order by revision desc limit 1
    ) s on true
    where i.import_id = $1 and u.code = i.unit_code and u.kind = 'commune' and u.valid @> $3::date
      and i.base_version < s.version
      and s.version - i.base_version = (
        select count(distinct own.version) from import_sheets e
        join imports x on x.id = e.import_id and x.account_id = $4
        cross join lateral (values (e.version), (e.undone_version)) own (version)
        where e.sheet_id = s.id and own.version > i.base_version and own.version <= s.version)`,
}

/**
 * Takes what the sender's own files have changed since a template was made for known to the sender.
 *
 * A file that is mended and sent again, or one that was sent before another, comes from a template of before them.
 */
export async function leaveOwnVersions(db: Database, id: string, period: string, accountId: number): Promise<void> {
  await runNamed(db, LEAVE_OWN, [id, period, lastDayOf(period), accountId])
}

const KEEP_STOOD = {
  name: 'keep-versions-that-stood',
  text: `
    update import_sheets i set stood_version = ${latestVersion('i.unit_code', '$2', '$3::date')},
      would_change = case when i.sheet_id is not null then i.would_change end
    where i.import_id = $1`,
}

/** Keeps how the sheets of all communes of a file stand once it was applied, in the transaction that applies it. */
export async function keepStoodVersions(tx: Database, id: string, period: string): Promise<void> {
  await runNamed(tx, KEEP_STOOD, [id, period, lastDayOf(period)])
}
