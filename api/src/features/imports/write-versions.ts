import { lastDayOf } from '@ntm/shared/periods/period'
import { runNamed, type Database } from '../../db/client.js'

/*
 * Versions are brought together here and not in SQL: the planner does not know how many communes a file has, and joins
 * that are right for one take minutes for eleven thousand.
 */

interface FileVersions {
  unitCode: string
  baseVersion: number | null
  stoodVersion: number | null
  /** That of the commune's latest sheet; none where it has not begun. */
  latest: { sheetId: number; version: number } | undefined
}

const LIST_VERSIONS = {
  name: 'list-versions-of-import',
  text: `
    select unit_code "unitCode", base_version "baseVersion", stood_version "stoodVersion"
    from import_sheets where import_id = $1`,
}

const LIST_LATEST = {
  name: 'list-latest-versions',
  text: `
    select u.code "unitCode", s.id "sheetId", s.version from units u
    join lateral (
      select id, version from sheets where unit_id = u.id and period = $2 order by revision desc limit 1
    ) s on true
    where u.code = any($1) and u.kind = 'commune' and u.valid @> $3::date`,
}

async function listVersions(db: Database, id: string, period: string): Promise<FileVersions[]> {
  const known = await runNamed<Omit<FileVersions, 'latest'>>(db, LIST_VERSIONS, [id])
  const codes = known.map(({ unitCode }) => unitCode)
  const values = [codes, period, lastDayOf(period)]
  const rows = await runNamed<{ unitCode: string; sheetId: number; version: number }>(db, LIST_LATEST, values)
  const latest = new Map(rows.map((row) => [row.unitCode, row]))
  return known.map((each) => ({ ...each, latest: latest.get(each.unitCode) }))
}

/** Whether anything has happened in the sheets of an import's communes since it was applied. */
export async function hasMoved(db: Database, id: string, period: string): Promise<boolean> {
  const versions = await listVersions(db, id, period)
  return versions.some(({ stoodVersion, latest }) => stoodVersion !== (latest?.version ?? 0))
}

const SET_BASE = {
  name: 'set-base-versions',
  text: `
    update import_sheets i set base_version = v.version from unnest($2::text[], $3::int[]) v (unit_code, version)
    where i.import_id = $1 and i.unit_code = v.unit_code`,
}

async function setBase(db: Database, id: string, versions: readonly FileVersions[]): Promise<void> {
  if (versions.length === 0) return
  const codes = versions.map(({ unitCode }) => unitCode)
  await runNamed(db, SET_BASE, [id, codes, versions.map(({ latest }) => latest?.version ?? 0)])
}

const LIST_OWN = {
  name: 'list-sheets-changed-by-own-files',
  // Every change of a sheet counts its version up by one: where as many came by files of the sender, nobody else had a hand in it.
  text: `
    select c.unit_code "unitCode" from unnest($1::text[], $2::int[], $3::int[], $4::int[]) c (unit_code, sheet_id, base, latest)
    where c.latest - c.base = (
      select count(distinct own.version) from import_sheets e
      join imports x on x.id = e.import_id and x.account_id = $5
      cross join lateral (values (e.version), (e.undone_version)) own (version)
      where e.sheet_id = c.sheet_id and own.version > c.base and own.version <= c.latest)`,
}

export interface BaseVersions {
  period: string
  accountId: number
  /** Whether a file that tells no versions is held to those that its check sees. */
  pins: boolean
}

/**
 * Settles from which versions of its sheets a file comes: whoever changed them since is not overwritten.
 *
 * What the sender's own files have changed since a template was made is known to the sender: a file that is mended and
 * sent again, or that was sent before another, comes from a template of before them.
 */
export async function settleBaseVersions(
  db: Database,
  id: string,
  { period, accountId, pins }: BaseVersions,
): Promise<void> {
  const versions = await listVersions(db, id, period)
  if (pins) {
    const unknown = versions.filter(({ baseVersion }) => baseVersion === null)
    await setBase(db, id, unknown)
  }
  const older = versions.flatMap((each) => {
    const { unitCode, baseVersion, latest } = each
    if (baseVersion === null || !latest || latest.version <= baseVersion) return []
    return [{ unitCode, sheetId: latest.sheetId, base: baseVersion, latest: latest.version }]
  })
  if (older.length === 0) return
  const own = await runNamed<{ unitCode: string }>(db, LIST_OWN, [
    older.map(({ unitCode }) => unitCode),
    older.map(({ sheetId }) => sheetId),
    older.map(({ base }) => base),
    older.map(({ latest }) => latest),
    accountId,
  ])
  const codes = new Set(own.map(({ unitCode }) => unitCode))
  await setBase(
    db,
    id,
    versions.filter(({ unitCode }) => codes.has(unitCode)),
  )
}

const KEEP_STOOD = {
  name: 'keep-versions-that-stood',
  text: `
    update import_sheets i set stood_version = v.version,
      would_change = case when i.sheet_id is not null then i.would_change end
    from unnest($2::text[], $3::int[]) v (unit_code, version) where i.import_id = $1 and i.unit_code = v.unit_code`,
}

/** Keeps how the sheets of all communes of a file stand once it was applied, in the transaction that applies it. */
export async function keepStoodVersions(tx: Database, id: string, period: string): Promise<void> {
  const versions = await listVersions(tx, id, period)
  const codes = versions.map(({ unitCode }) => unitCode)
  await runNamed(tx, KEEP_STOOD, [id, codes, versions.map(({ latest }) => latest?.version ?? 0)])
}
