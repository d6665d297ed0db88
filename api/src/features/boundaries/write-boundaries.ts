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

/** Id of the new set; undefined when the same file was loaded for the same day before. */
export async function addBoundarySet(tx: Database, set: NewBoundarySet): Promise<number | undefined> {
  const { rows } = await tx.$client.query<{ id: number }>(
    `insert into boundary_sets (province_id, valid_from, source, decision, file_sha256, loaded_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (province_id, valid_from, file_sha256, source, decision) do nothing returning id`,
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
