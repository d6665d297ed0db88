import { sql } from 'drizzle-orm'
import { RECOGNISED_BY_MAY_2019 } from '@ntm/shared/analysis/data/published-figures'
import type { AdministrativeUnit, UnitKind } from '@ntm/shared/units/definition'
import { ADMINISTRATIVE_UNITS, SUCCESSIONS } from '@ntm/shared/units/data/units-kon-tum'
import { searchKey } from '@ntm/shared/units/search-key'
import type { Database } from '../db/client.js'
import { recognitions, unitSuccessions, units } from '../features/units/tables.js'

/** A parent has its id before its children ask for it. */
const LEVELS: readonly UnitKind[] = ['province', 'district', 'commune']

/** Day by which the list of recognised communes in the published figures was complete. */
const RECOGNISED_BY = '2019-05-31'

export async function loadUnits(tx: Database): Promise<void> {
  const known = await tx.select({ uid: units.uid, id: units.id, path: units.path }).from(units)
  const byUid = new Map(known.map((unit) => [unit.uid, unit]))

  for (const kind of LEVELS) {
    const missing = ADMINISTRATIVE_UNITS.filter((unit) => unit.kind === kind && !byUid.has(unit.uid))
    for (const unit of missing) {
      const parent = unit.parent === null ? undefined : byUid.get(unit.parent)
      const added = await insertUnit(tx, unit, parent)
      byUid.set(unit.uid, added)
    }
  }

  const rows = SUCCESSIONS.map(({ from, to, on, basis }) => ({
    fromId: byUid.get(from)?.id ?? failOn(from),
    toId: byUid.get(to)?.id ?? failOn(to),
    happenedOn: on,
    legalBasis: basis,
  }))
  await tx.insert(unitSuccessions).values(rows).onConflictDoNothing()
}

interface PlacedUnit {
  uid: string
  id: number
  path: string
}

async function insertUnit(tx: Database, unit: AdministrativeUnit, parent: PlacedUnit | undefined): Promise<PlacedUnit> {
  const prefix = parent === undefined ? '' : `${parent.path}.`
  const [added] = await tx
    .insert(units)
    .values({
      uid: unit.uid,
      code: unit.code,
      kind: unit.kind,
      type: unit.type,
      name: unit.name,
      fullName: unit.fullName,
      aliases: [...unit.aliases],
      searchKey: searchKey([unit.fullName, ...unit.aliases].join(' ')),
      parentId: parent?.id ?? null,
      path: sql`(${prefix} || currval(pg_get_serial_sequence('units', 'id')))::ltree`,
      valid: sql`daterange(${unit.validFrom}::date, ${unit.validTo}::date, '[]')`,
      latitude: unit.centroid?.lat ?? null,
      longitude: unit.centroid?.lon ?? null,
      centroidQuality: unit.centroid?.quality ?? null,
    })
    .returning({ uid: units.uid, id: units.id, path: units.path })
  return added ?? failOn(unit.uid)
}

export async function loadRecognitions(tx: Database): Promise<void> {
  const rows = RECOGNISED_BY_MAY_2019.map(({ code }) => ({
    // A subquery, because a code means something only with a date.
    unitId: sql<number>`(select id from units where code = ${code} and valid @> ${RECOGNISED_BY}::date)`,
    knownBy: RECOGNISED_BY,
    source: 'Danh sách xã được công nhận đạt chuẩn đến tháng 5/2019 (docs/sources.md)',
  }))
  await tx.insert(recognitions).values(rows).onConflictDoNothing()
}

function failOn(uid: string): never {
  throw new RangeError(`Unit ${uid} is named but not defined`)
}
