import type { AreaView } from '@ntm/shared/boundaries/wire'
import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'

export interface BoundarySet {
  id: number
  validFrom: string
  source: string
  decision: string
}

const FIND_SET = {
  name: 'find-boundary-set',
  text: `select id, valid_from "validFrom", source, decision from boundary_sets
    where province_id = $1 and valid_from <= $2 order by valid_from desc, id desc limit 1`,
}

/** The boundaries of a province that hold on `day`: of the latest day before, and there the last that were loaded. */
export async function findBoundarySet(db: Database, provinceId: number, day: string): Promise<BoundarySet | undefined> {
  const [set] = await runNamed<BoundarySet>(db, FIND_SET, [provinceId, day])
  return set
}

export interface PlacedUnit {
  unit: UnitRef
  parent: UnitRef
  inProgramme: boolean
  lat: number | null
  lon: number | null
  area: AreaView | null
}

const refColumns = (unit: string) => `json_build_object('uid', ${unit}.uid, 'code', ${unit}.code, 'kind', ${unit}.kind,
  'type', ${unit}.type, 'name', ${unit}.name, 'fullName', ${unit}.full_name)`

/** A unit that only took another name or type has the area of the one it was: nothing was split off or joined. */
const LIST_PLACED = {
  name: 'list-placed-units',
  text: `
    select ${refColumns('u')} unit, ${refColumns('parent')} parent, u.in_programme "inProgramme",
      u.latitude::float8 lat, u.longitude::float8 lon, coalesce(own.area, renamed.area) area
    from units u
    join units parent on parent.id = u.parent_id
    left join unit_boundaries own on own.set_id = $3 and own.unit_id = u.id
    left join lateral (
      select b.area from unit_successions s join unit_boundaries b on b.set_id = $3 and b.unit_id = s.from_id
      where s.to_id = u.id
        and not exists (select from unit_successions x where x.to_id = u.id and x.from_id <> s.from_id)
        and not exists (select from unit_successions x where x.from_id = s.from_id and x.to_id <> u.id)
    ) renamed on own.area is null
    where u.path <@ $1::ltree and u.kind = 'commune' and u.valid @> $2::date
    order by u.code`,
}

/**
 * Every commune, phường and thị trấn of a day, with its area where the set has one.
 *
 * @param path - Ids from the province down to the unit.
 */
export async function listPlacedUnits(
  db: Database,
  path: readonly number[],
  day: string,
  setId: number | undefined,
): Promise<PlacedUnit[]> {
  return runNamed<PlacedUnit>(db, LIST_PLACED, [path.join('.'), day, setId ?? null])
}
