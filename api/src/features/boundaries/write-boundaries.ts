import type { Polygons } from '@ntm/shared/boundaries/check-boundaries'
import type { Database } from '../../db/client.js'

export interface NewBoundarySet {
  provinceId: number
  validFrom: string
  source: string
  decision: string
  fileSha256: Buffer
  loadedAt: Date
}

/** Id of the new set; undefined when the latest set of the day is of the same file, source and decision. */
export async function addBoundarySet(tx: Database, set: NewBoundarySet): Promise<number | undefined> {
  // Two who load at once: the second finds the set of the first.
  await tx.$client.query(`select pg_advisory_xact_lock(hashtext('ntm-boundaries'), $1)`, [set.provinceId])
  const { rows } = await tx.$client.query<{ id: number }>(
    `insert into boundary_sets (province_id, valid_from, source, decision, file_sha256, loaded_at)
     select $1, $2, $3, $4, $5, $6
     where not exists (
       select from (
         select source, decision, file_sha256 from boundary_sets
         where province_id = $1 and valid_from = $2 order by id desc limit 1) latest
       where latest.source = $3 and latest.decision = $4 and latest.file_sha256 = $5)
     returning id`,
    [set.provinceId, set.validFrom, set.source, set.decision, set.fileSha256, set.loadedAt],
  )
  return rows[0]?.id
}

export async function addUnitBoundaries(tx: Database, setId: number, areas: ReadonlyMap<number, Polygons>) {
  await tx.$client.query(
    `insert into unit_boundaries (set_id, unit_id, area)
     select $1, unit_id, area from unnest($2::int[], $3::jsonb[]) b (unit_id, area)`,
    [setId, [...areas.keys()], [...areas.values()].map((area) => JSON.stringify(area))],
  )
}

/** Communes, phường and thị trấn of a province on a day: id and names by code. */
export async function listCommunes(
  db: Database,
  provinceId: number,
  day: string,
): Promise<Map<string, { id: number; fullName: string }>> {
  const { rows } = await db.$client.query<{ id: number; code: string; fullName: string }>(
    `select u.id, u.code, u.full_name "fullName" from units u
     where u.path <@ $1::ltree and u.kind = 'commune' and u.valid @> $2::date order by u.code`,
    [String(provinceId), day],
  )
  return new Map(rows.map(({ code, ...unit }) => [code, unit]))
}
