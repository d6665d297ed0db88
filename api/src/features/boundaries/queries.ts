import type { AreaView } from '@ntm/shared/boundaries/wire'
import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'

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

/**
 * A unit that only took another name, code or type, however often, has the area of the one it was: nothing was split
 * off or joined.
 */
const LIST_PLACED = {
  name: 'list-placed-units',
  text: `
    with recursive placed as (
      select id from units where path <@ $1::ltree and kind = 'commune' and valid @> $2::date
    ),
    former (id, was_id) as (
      select id, id from placed
      union
      select f.id, s.from_id from former f join unit_successions s on s.to_id = f.was_id
      where not exists (select from unit_successions x where x.to_id = s.to_id and x.from_id <> s.from_id)
        and not exists (select from unit_successions x where x.from_id = s.from_id and x.to_id <> s.to_id)
    ),
    areas as (
      select f.id, b.area from former f join unit_boundaries b on b.set_id = $3 and b.unit_id = f.was_id
    )
    select ${refColumns('u')} unit, ${refColumns('parent')} parent, u.in_programme "inProgramme",
      u.latitude::float8 lat, u.longitude::float8 lon, areas.area
    from placed join units u on u.id = placed.id
    join units parent on parent.id = u.parent_id
    left join areas on areas.id = u.id
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
